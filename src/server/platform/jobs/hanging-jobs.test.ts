import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type TestDeps, testDeps } from "../../../../test/support/database.ts";
import { silentLog } from "../../../../test/support/silent-log.ts";
import { hour, minute } from "../instant.ts";
import { startWorker } from "../jobs.ts";
import { areJobsLate } from "./late-jobs.ts";
import { oneAtATime } from "./overlap.ts";

let t: TestDeps;
beforeAll(async () => {
  t = await testDeps();
});
afterAll(() => t.close());

test("work of the minute that never ends is said after an hour and named once, and long work of the house is not", async () => {
  const { pool } = t.deps.db;
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
  const begun: string[] = [];
  const hang = (task: string) => () => {
    begun.push(task);
    return gate;
  };
  const named: unknown[] = [];
  const log = { ...silentLog, error: (event: string, fields: object = {}) => void named.push({ event, ...fields }) };
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  const lanes = [{ tasks: ["minute"], hands: 2 }];
  const worker = await startWorker(pool, { minute: oneAtATime(hang("minute")), backup: hang("backup") }, log, {
    lanes,
  });
  try {
    const add = (task: string) => pool.query("SELECT graphile_worker.add_job($1, job_key => $1)", [task]);
    await add("minute");
    await add("backup");
    await expect.poll(() => begun.toSorted()).toEqual(["backup", "minute"]);
    await vi.advanceTimersByTimeAsync(hour - minute);
    expect(worker.hangs()).toBe(false);
    await vi.advanceTimersByTimeAsync(2 * minute);
    // The next minute's comes, sees that one is at it, and is done: nothing waits, and nothing is done either.
    await add("minute");
    const waiting = () =>
      pool.query("SELECT FROM graphile_worker.jobs WHERE locked_at IS NULL").then((found) => found.rowCount);
    await expect.poll(waiting).toBe(0);
    expect(await areJobsLate(pool)).toBe(false);
    expect(worker.hangs()).toBe(true);
    await vi.advanceTimersByTimeAsync(minute);
    expect(named).toEqual([{ event: "job hangs", job: "minute", jobId: expect.any(String) }]);
    letGo();
    await expect.poll(() => worker.hangs()).toBe(false);
  } finally {
    letGo();
    vi.useRealTimers();
    await worker.stop();
  }
});
