/**
 * Where a process may die, for the test that kills it at each of these points in turn (F02). Off unless the variable
 * WERKBOTE_FAILPOINT=name:n is set: then the n-th time the process comes by, it is gone as after `kill -9`.
 */
export const failpoints = [
  "before-accept-commit",
  "after-accept-commit",
  "before-ingest-commit",
  "after-ingest-commit",
  "after-claim-commit",
  "after-channel-answered",
  "after-outcome-commit",
] as const;

export type Failpoint = (typeof failpoints)[number];

const [armed, count] = (process.env.WERKBOTE_FAILPOINT ?? "").split(":");
let left = Number(count ?? 1);

export function failpoint(name: Failpoint): void {
  if (name !== armed) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}
