import { parseCrontab } from "graphile-worker";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startWorker, type Worker } from "../../src/server/platform/jobs.ts";
import { cron } from "../../src/tasks.ts";
import { type TestDeps, testDeps } from "../support/database.ts";
import { silentLog } from "../support/silent-log.ts";

/** The office switches its computer off in the evening: what is due at night or on Sunday is done in the morning. */
let t: TestDeps;
let worker: Worker | undefined;
const lines = parseCrontab(cron);
const often = lines.filter(({ options }) => options.backfillPeriod === 0).map(({ task }) => task);
const seldom = lines.map(({ task }) => task).filter((task) => !often.includes(task));

beforeEach(async () => {
  t = await testDeps();
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  await t.close();
});

/** A server whose work is to note what it was asked for. */
async function switchOn(ran: string[], fails = false): Promise<void> {
  const noting = (task: string) => async () => {
    ran.push(task);
    if (fails) throw new Error("no use");
  };
  const work = Object.fromEntries(lines.map(({ task }) => [task, noting(task)]));
  worker = await startWorker(t.deps.db.pool, work, silentLog, { cron });
}

const known = async () =>
  (await t.deps.db.pool.query("SELECT 1 FROM graphile_worker._private_known_crontabs")).rows.length;
/** The hands are called to look: the next of a queue they find by themselves only two seconds after the one before it. */
const called = () => t.deps.db.pool.query(`SELECT pg_notify('jobs:insert', '{"count":1}')`);
const waiting = async () => (await t.deps.db.pool.query("SELECT 1 FROM graphile_worker._private_jobs")).rows.length;

test("only what comes again within minutes may be missed", () => {
  expect(often).toEqual(["minute", "refill-search", "tell-lost-order"]);
  expect(seldom.toSorted()).toEqual([
    "backup",
    "check-imprint",
    "mail-ampel",
    "night",
    "rehearse-restore",
    "save-keys",
  ]);
});

test("what was missed for three weeks is done once, the heavy work one after the other", async () => {
  await t.deps.db.pool.query(
    `INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
     SELECT task, now() - interval '60 days', now() - interval '21 days' FROM unnest($1::text[]) AS task`,
    [lines.map(({ task }) => task)],
  );
  const ran: string[] = [];
  await switchOn(ran);
  const missed = () => ran.filter((task) => !often.includes(task)).toSorted();
  await expect.poll(() => called().then(missed)).toEqual(seldom.toSorted());
  await expect.poll(waiting).toBe(0);
  expect(missed()).toEqual(seldom.toSorted());
  const queues = lines.flatMap(({ task, options }) => (options.queueName === "night" ? [task] : []));
  expect(queues.toSorted()).toEqual(seldom.filter((task) => task !== "save-keys").toSorted());
});

test("a new installation has nothing to make up for", async () => {
  const ran: string[] = [];
  await switchOn(ran);
  await expect.poll(known).toBe(lines.length);
  await expect.poll(waiting).toBe(0);
  expect(ran.filter((task) => !often.includes(task))).toEqual([]);
});

test("what fails every time does not pile up: of each task one run at most is kept", async () => {
  const ran: string[] = [];
  await switchOn(ran, true);
  const minute = lines.find(({ task }) => task === "minute")?.options;
  for (let n = 1; n <= 4; n++) {
    await t.deps.db.pool.query(
      "SELECT graphile_worker.add_job('minute', '{\"_cron\":{}}', job_key => $1, max_attempts => $2)",
      [minute?.jobKey, minute?.maxAttempts],
    );
    const before = n;
    await expect.poll(() => ran.filter((task) => task === "minute").length).toBeGreaterThanOrEqual(before);
  }
  await worker?.stop();
  const first = ran.length;
  await switchOn(ran, true);
  const kept = async () =>
    (
      await t.deps.db.pool.query(
        "SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'minute' AND locked_at IS NULL",
      )
    ).rows.length;
  await expect.poll(kept).toBeLessThanOrEqual(1);
  expect(first).toBeGreaterThanOrEqual(4);
});
