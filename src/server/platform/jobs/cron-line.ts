/** A line of the timetable: what is done by itself, and what becomes of a run that was missed or that fails. */
export interface Run {
  /** How often one run is tried before the next is waited for. */
  readonly tries: number;
  /**
   * A run missed while the machine was off is made up for when it starts within that time, which is as long as from one
   * run to the next: so it is one run, however often it was missed. A new installation has missed none. Such runs are done one after the other and after everything
   * else that waits, so that a machine switched on in the morning sends its messages first.
   */
  readonly within?: "1h" | "1d" | "7d";
}

/**
 * A line of graphile-worker's crontab. Of each task one run at most waits: the next takes its place (`jobKey`), so that
 * what fails or is asked for too often does not pile up.
 * @param when UTC, as in "41 2 * * *"
 */
export function cronLine(when: string, task: string, { tries, within }: Run): string {
  const options = [`jobKey=cron:${task}`, `max=${tries}`];
  if (within !== undefined) options.push(`fill=${within}`);
  if (within !== undefined && within !== "1h") options.push("queue=night", "priority=10");
  return `${when} ${task} ?${options.join("&")}`;
}
