import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { type TestDeps, testDeps } from "../../../../test/support/database.ts";
import { silentLog } from "../../../../test/support/silent-log.ts";
import { day, second } from "../instant.ts";
import { addJobs, startWorker, type Worker } from "../jobs.ts";

let t: TestDeps;
let worker: Worker | undefined;
beforeAll(async () => {
  t = await testDeps();
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
});
afterAll(() => t.close());

test("a server whose own clock is put back, or wrong from the start, goes on by it and does its timetable", async () => {
  const { pool } = t.deps.db;
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
  const isAhead = async () => {
    const { rows } = await pool.query(
      "SELECT max(last_execution) > $1 AS ahead FROM graphile_worker._private_known_crontabs",
      [new Date(Date.now() + 60_000)],
    );
    return rows[0].ahead;
  };
  const done = () => pool.query("UPDATE graphile_worker._private_known_crontabs SET last_execution = now()");
  const begin = () => startWorker(pool, { look: async () => {} }, silentLog, { cron: "0 3 1 1 * look" });
  worker = await begin();
  // The timetable is written down a moment after the runner began.
  await expect.poll(async () => (await done()).rowCount).toBe(1);
  vi.setSystemTime(Date.now() - day);
  expect(await isAhead()).toBe(true);
  const passed = async () => {
    await vi.advanceTimersByTimeAsync(30_000);
    return isAhead();
  };
  await expect.poll(passed, { interval: 500 }).toBe(false);
  // Another server's clock is right: that is no clock put back.
  await done();
  await passed();
  expect(await passed()).toBe(true);
  await worker.stop();
  worker = await begin();
  expect(await isAhead()).toBe(false);
});

// The last one is little enough to go by nothing else: but a job that says "not yet" would be begun again without end.
test.for([
  { due: 60, apart: -day, begins: 60 },
  { due: 60, apart: day, begins: 60 },
  { due: 2, apart: -4 * second, begins: 1 },
])(
  "what is due in $due seconds does not begin at once, whatever the clocks are apart: $apart ms",
  async ({ due, apart, begins }) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + apart });
    onTestFinished(() => void vi.useRealTimers());
    const runAt = new Date(Date.now() + due * second);
    await t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [{ task: "none", payload: {}, key: "apart", runAt }]));
    const { rows } = await t.deps.db.pool.query(
      "DELETE FROM graphile_worker._private_jobs WHERE key = 'apart' RETURNING extract(epoch FROM run_at - created_at) AS seconds",
    );
    expect(Number(rows[0].seconds)).toBeGreaterThanOrEqual(begins);
    expect(Number(rows[0].seconds)).toBeLessThan(begins + 30);
  },
);

test("a clock that is put back stops the timetable neither now nor at the next start, and hurries nothing meant for later", async () => {
  const { pool } = t.deps.db;
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const begun: unknown[] = [];
  const tasks = { look: async ({ n }: Readonly<Record<string, unknown>>) => void begun.push(n) };
  const ahead = async () => {
    await pool.query("UPDATE graphile_worker._private_known_crontabs SET last_execution = now() + interval '2 hours'");
    await t.deps.db.withTenant(t.tenantId, (tx) =>
      addJobs(tx, [
        { task: "look", payload: { n: "due" }, key: "due" },
        { task: "look", payload: { n: "later" }, key: "later", runAt: new Date(Date.now() + 9 * 3_600_000) },
      ]),
    );
    await pool.query(`UPDATE graphile_worker._private_jobs SET created_at = now() + interval '2 hours',
      run_at = run_at + interval '2 hours' WHERE key IN ('due', 'later')`);
  };
  const isAhead = () =>
    pool
      .query("SELECT FROM graphile_worker._private_known_crontabs WHERE last_execution > now()")
      .then(({ rowCount }) => rowCount);
  const begin = () => startWorker(pool, tasks, silentLog, { cron: "0 3 1 1 * look" });
  try {
    await (await begin()).stop();
    await ahead();
    worker = await begin();
    expect(await isAhead()).toBe(0);
    await expect.poll(() => begun).toEqual(["due"]);
    await ahead();
    expect(await isAhead()).toBe(1);
    const passed = async () => {
      await vi.advanceTimersByTimeAsync(30_000);
      return begun;
    };
    await expect.poll(passed, { interval: 500 }).toEqual(["due", "due"]);
  } finally {
    vi.useRealTimers();
    await pool.query("DELETE FROM graphile_worker._private_jobs WHERE key = 'later'");
  }
});
