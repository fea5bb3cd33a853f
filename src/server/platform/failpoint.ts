import { appendFileSync, readFileSync } from "node:fs";

/**
 * Where a process may die, for the test that kills it at each of these points in turn (F02). Off unless the variable
 * WERKBOTE_FAILPOINT names a file: its first line is a point and a number n, whoever comes by adds a line with its
 * name, and the n-th to come by this point is gone as after `kill -9`. Points have no order among each other: what a
 * commit sets off elsewhere may come by before the one who committed hears of it.
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

const passages = process.env.WERKBOTE_FAILPOINT;

/** Ends the process here when the test of the crash says so; nothing otherwise. */
export function failpoint(name: Failpoint): void {
  if (passages === undefined) return;
  appendFileSync(passages, `${name}\n`);
  const [strike, ...passed] = readFileSync(passages, "utf8").trimEnd().split("\n");
  const nth = passed.filter((one) => one === name).length;
  if (strike === `${name} ${nth}`) process.kill(process.pid, "SIGKILL");
}
