/** What `work` cost this thread, in milliseconds: on a busy machine it takes longer, and costs the same. */
export function costOf(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
