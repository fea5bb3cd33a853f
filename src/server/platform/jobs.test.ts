import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import { silentLog } from "../../../test/support/silent-log.ts";
import { watchJobLocks } from "./jobs/job-locks.ts";
import { releaseOnce } from "./jobs/release-once.ts";
import { addJobs, startWorker, type Worker } from "./jobs.ts";

let t: TestDeps;
let worker: Worker | undefined;
beforeAll(async () => {
  t = await testDeps();
});
afterEach(async () => {
  vi.useRealTimers();
  await worker?.stop();
  worker = undefined;
});
afterAll(() => t.close());

/** As when PostgreSQL restarts: every connection of the pool is gone. */
const throwOut = () =>
  t.deps.db.pool
    .query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'werkbote' AND pid <> pg_backend_pid()`)
    .catch(() => {});

/** What is asked, once the hands were called to look: by themselves they do so every two seconds. */
const lookedFor =
  <T>(ask: () => T) =>
  async (): Promise<T> => {
    await t.deps.db.pool.query(`SELECT pg_notify('jobs:insert', '{"count":1}')`).catch(() => {});
    return ask();
  };

/** A test before may have thrown out connections that nobody has touched since: each is touched once. */
const everyConnectionLives = () =>
  expect
    .poll(() => Promise.all(Array.from({ length: 10 }, () => t.deps.db.pool.query("SELECT 1"))).catch(() => undefined))
    .toBeDefined();

test("a job that a killed process held is free again after four minutes, one under way is not", async () => {
  const lock = (key: string, minutes: number) =>
    t.deps.db.pool.query(
      "UPDATE graphile_worker._private_jobs SET locked_at = now() - $2 * interval '1 minute', locked_by = $1 WHERE key = $1",
      [key, minutes],
    );
  const runAt = new Date("2100-01-01T00:00:00Z");
  await t.deps.db.withTenant(t.tenantId, (tx) =>
    addJobs(
      tx,
      ["dead", "alive"].map((key) => ({ task: "count", payload: { n: 9 }, key, runAt })),
    ),
  );
  await lock("dead", 5);
  await lock("alive", 3);
  const locks = await watchJobLocks(t.deps.db.pool, silentLog, async () => false);
  const held = async () => {
    const { rows } = await t.deps.db.pool.query<{ key: string }>(
      "SELECT key FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL AND key IN ('dead', 'alive')",
    );
    return rows.map((row) => row.key);
  };
  await expect.poll(held).toEqual(["alive"]);
  locks.stop();
});

test("a server alone on its database begins at once what a dead one held, and soon what was cut off from it", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { pool } = t.deps.db;
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const begun: string[] = [];
  const tasks = {
    begin: async ({ key }: Readonly<Record<string, unknown>>) => {
      begun.push(String(key));
      if (key === "long") await gate;
    },
  };
  const add = (key: string) =>
    t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [{ task: "begin", payload: { key }, key }]));
  const lockedSince = (key: string, seconds: number) =>
    pool.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'gone', locked_at = now() - $2 * interval '1 second'
      WHERE key = $1`,
      [key, seconds],
    );
  try {
    await add("photo");
    // The clock was put back meanwhile.
    await lockedSince("photo", -3_600);
    worker = await startWorker(pool, tasks, silentLog, { isAlone: async () => true });
    await expect.poll(() => begun).toEqual(["photo"]);
    await add("long");
    await expect.poll(() => begun).toEqual(["photo", "long"]);
    await pool.query(
      `INSERT INTO graphile_worker._private_jobs (task_id, key, payload, locked_by, locked_at)
      SELECT task_id, k, json_build_object('key', k), 'gone', now() - s * interval '1 second'
      FROM graphile_worker._private_jobs, (VALUES ('cut', 40), ('fresh', 1), ('ahead', -3600)) AS new (k, s) WHERE key = 'long'`,
    );
    await lockedSince("long", 40);
    await vi.advanceTimersByTimeAsync(20_000);
    await expect.poll(lookedFor(() => begun.toSorted())).toEqual(["ahead", "cut", "long", "photo"]);
  } finally {
    open();
    vi.useRealTimers();
    await pool.query("DELETE FROM graphile_worker._private_jobs WHERE key = 'fresh'");
  }
});

test("what a killed process held does not stay for good when the same was asked for anew meanwhile", async () => {
  const { pool } = t.deps.db;
  const job = { task: "count", payload: { n: 10 }, key: "anew", runAt: new Date("2100-01-01T00:00:00Z") };
  const add = () => t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [job]));
  await add();
  await pool.query(`UPDATE graphile_worker._private_jobs
    SET locked_at = now() - interval '5 minutes', locked_by = 'dead' WHERE key = 'anew'`);
  await add();
  const locks = await watchJobLocks(pool, silentLog, async () => false);
  const kept = async () =>
    (await pool.query("SELECT key FROM graphile_worker._private_jobs WHERE payload ->> 'n' = '10'")).rows;
  await expect.poll(kept).toEqual([{ key: "anew" }]);
  locks.stop();
});

test("a job that takes longer than four minutes is not begun a second time, nor its queue given away", async () => {
  vi.useFakeTimers({ toFake: ["setInterval"] });
  const { pool } = t.deps.db;
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  let begun = 0;
  worker = await startWorker(
    pool,
    {
      long: async () => {
        begun += 1;
        await gate;
      },
    },
    silentLog,
  );
  await pool.query("SELECT graphile_worker.add_job('long', queue_name => 'slow', job_key => 'long')");
  await expect.poll(() => begun).toBe(1);
  const tables = ["_private_jobs", "_private_job_queues"];
  const others = "locked_by NOT IN ('alive', 'taker')";
  for (const table of tables)
    await pool.query(`UPDATE graphile_worker.${table} SET locked_at = now() - interval '20 minutes' WHERE ${others}`);
  await vi.advanceTimersByTimeAsync(60_000);
  const fresh = async () => {
    const counts = tables.map((table) =>
      pool.query(`SELECT 1 FROM graphile_worker.${table} WHERE ${others} AND locked_at > now() - interval '1 minute'`),
    );
    return (await Promise.all(counts)).map(({ rows }) => rows.length);
  };
  await expect.poll(fresh).toEqual([1, 1]);
  expect(begun).toBe(1);
  open();
  vi.useRealTimers();
});

test("a job that is asked for while the one before it is being taken up is not swallowed", async () => {
  const { pool } = t.deps.db;
  const job = { task: "count", payload: { n: 1 }, key: "swallowed", runAt: new Date("2100-01-01T00:00:00Z") };
  const add = () => t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [job]));
  await add();
  // The queue takes it up: the row is locked and says so, the commit is still to come.
  const taking = await pool.connect();
  await taking.query("BEGIN");
  await taking.query(
    "UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'taker' WHERE key = 'swallowed'",
  );
  const adding = add();
  const blocked = () =>
    pool.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
        AND query LIKE '%graphile_worker.add_job%'`,
    );
  await expect.poll(async () => (await blocked()).rows.length).toBeGreaterThan(0);
  await taking.query("COMMIT");
  taking.release();
  await adding;
  const { rows } = await pool.query(
    "SELECT locked_by FROM graphile_worker._private_jobs WHERE key = 'swallowed' OR locked_by = 'taker' ORDER BY id",
  );
  expect(rows).toEqual([{ locked_by: "taker" }, { locked_by: null }]);
});

test("what becomes due between two looks of the queue is done at that very moment", async () => {
  let due: Date | undefined;
  const late: number[] = [];
  const punctual = () => late.some((ms) => ms < 1_000);
  const look = async () => {
    if (due) late.push(Date.now() - due.getTime());
    if (punctual()) return undefined;
    due = new Date(Date.now() + 300);
    const job = { task: "look", payload: {}, key: "look", runAt: due };
    await t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [job]));
    return due;
  };
  worker = await startWorker(t.deps.db.pool, { look }, silentLog);
  await t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [{ task: "look", payload: {}, key: "look" }]));
  // The queue's own look comes two seconds after each; a busy machine may miss a moment, but not each.
  await expect.poll(punctual).toBe(true);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
});

test("when the database throws everybody out just as a job is done, the server goes on and so do the jobs", async () => {
  const done: number[] = [];
  const tasks = {
    count: async (payload: Readonly<Record<string, unknown>>) => {
      done.push(Number(payload.n));
      // The worker writes "done" on a connection that is being cut.
      void throwOut();
    },
  };
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  worker = await startWorker(t.deps.db.pool, tasks, silentLog);
  for (let n = 0; n < 4; n++) {
    const add = () =>
      t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [{ task: "count", payload: { n }, key: `count:${n}` }]));
    await expect
      .poll(() =>
        add().then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    // Whoever listened was thrown out as well. The last job waits until a hand looks by itself, the others do not.
    const passed = (ms: number) => async () => {
      await vi.advanceTimersByTimeAsync(ms);
      return done.includes(n);
    };
    const look = n === 3 ? passed(2_000) : lookedFor(passed(1));
    await expect.poll(async () => await look()).toBe(true);
  }
  expect(new Set(done).size).toBe(4);
});

test("who stops the server just as the jobs begin anew stops those too, and keeps no connection", async () => {
  const { pool } = t.deps.db;
  await everyConnectionLives();
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown;
  const { promise: comesBack, resolve: comeBack } = Promise.withResolvers<void>();
  let gate: Promise<void> = Promise.resolve();
  let asked = 0;
  const tasks = {
    // The database goes: whoever wants to write "done" hears so, and the runner stops by itself.
    last: async () => {
      gate = Promise.reject(new Error("gone"));
      gate.catch(() => {});
    },
  };
  // Others have something to say as well while the database is gone.
  const warn = (message: string) => {
    if (message !== "job runner stopped by itself") return;
    gate = comesBack;
    asked = 0;
  };
  worker = await startWorker(pool, tasks, { ...silentLog, warn });
  const slow = vi.spyOn(pool, "connect").mockImplementation(((done?: (error: unknown) => void) => {
    // A runner that begins does so without a callback; whoever listens, or only asks something, with one.
    if (!done) asked += 1;
    const opened = gate.then(() => connect(...(done ? [done] : [])));
    return done ? void opened.catch(done) : opened;
  }) as typeof pool.connect);
  await t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [{ task: "last", payload: {}, key: "last" }]));
  await expect.poll(() => gate === comesBack && asked > 0).toBe(true);
  let over = false;
  const stopped = worker.stop().then(() => {
    over = true;
  });
  await new Promise(setImmediate);
  expect(over).toBe(false);
  comeBack();
  await stopped;
  slow.mockRestore();
  expect(pool.totalCount - pool.idleCount).toBe(0);
});

test("a runner whose end never comes makes room for another one: what it waits for went with the database", async () => {
  const { pool } = t.deps.db;
  const add = (task: string) =>
    t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [{ task, payload: {}, key: task }]));
  const { promise: answer, resolve: letGo } = Promise.withResolvers<void>();
  const begun: string[] = [];
  let gone = false;
  const tasks = {
    waiting: async () => {
      begun.push("waiting");
      await answer;
    },
    // The database goes: whoever wants to write "done" hears so, and the runner wants to end.
    last: async () => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      gone = true;
    },
    next: async () => void begun.push("next"),
  };
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown;
  const refused = vi.spyOn(pool, "connect").mockImplementation(((done?: (error: unknown) => void) => {
    if (!gone) return connect(...(done ? [done] : []));
    const refusal = Promise.reject(new Error("gone"));
    return done ? void refusal.catch(done) : refusal;
  }) as typeof pool.connect);
  try {
    const warn = (message: string) => {
      if (message === "job runner stopped by itself") gone = false;
    };
    worker = await startWorker(pool, tasks, { ...silentLog, warn });
    await add("waiting");
    await expect.poll(() => begun).toEqual(["waiting"]);
    await add("last");
    await expect.poll(() => gone).toBe(true);
    const passed = async () => {
      await vi.advanceTimersByTimeAsync(5_000);
      return gone;
    };
    await expect.poll(passed).toBe(false);
    vi.useRealTimers();
    await add("next");
    await expect.poll(() => begun).toEqual(["waiting", "next"]);
  } finally {
    vi.useRealTimers();
    letGo();
    refused.mockRestore();
  }
  const left = () => pool.query("SELECT 1 FROM graphile_worker._private_jobs WHERE key = 'waiting'");
  await expect.poll(async () => (await left()).rowCount).toBe(0);
});

/** The line to the database. Who is lost on it waits for ever: neither a connection comes nor a refusal. */
function lineOf(pool: typeof t.deps.db.pool) {
  const connect = pool.connect.bind(pool) as (...args: unknown[]) => unknown;
  let lost = 0;
  let losing = false;
  const stuck = vi.spyOn(pool, "connect").mockImplementation(((done?: unknown) => {
    if (done !== undefined || !losing) return connect(...(done === undefined ? [] : [done]));
    lost += 1;
    return new Promise(() => {});
  }) as typeof pool.connect);
  return {
    async lostForOne() {
      losing = true;
      // A free hand looks by itself every two seconds, and when something is added at once.
      await pool.query(`SELECT pg_notify('jobs:insert', '{"count":1}')`);
      await expect.poll(() => lost).toBeGreaterThan(0);
      losing = false;
    },
    restore: () => stuck.mockRestore(),
  };
}

/** Minutes pass until a runner is given up; the next one needs none. */
function untilGivenUp() {
  let given = false;
  const warn = (event: string) => {
    given ||= event === "job runner stopped by itself";
  };
  const pass = async () => {
    if (!given) await vi.advanceTimersByTimeAsync(30_000);
  };
  return { log: { ...silentLog, warn }, pass };
}

test("a runner that lives and takes nothing up any more makes room for another one", async () => {
  const { pool } = t.deps.db;
  const line = lineOf(pool);
  const begun: string[] = [];
  const { log, pass } = untilGivenUp();
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    worker = await startWorker(pool, { due: async () => void begun.push("due") }, log, { concurrency: 1 });
    await line.lostForOne();
    const runAt = new Date(Date.now() - 60_000);
    await t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [{ task: "due", payload: {}, key: "due", runAt }]));
    await expect.poll(() => pass().then(() => begun)).toEqual(["due"]);
  } finally {
    vi.useRealTimers();
    line.restore();
  }
});

test("a task that hangs for ever does not hide that nothing else is taken up any more", async () => {
  const { pool } = t.deps.db;
  const line = lineOf(pool);
  const begun: string[] = [];
  const { promise: never, resolve: letGo } = Promise.withResolvers<void>();
  const tasks = {
    hangs: async () => {
      begun.push("hangs");
      await never;
    },
    due: async () => void begun.push("due"),
  };
  const add = (task: string, runAt: Date) =>
    t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [{ task, payload: {}, key: task, runAt }]));
  const { log, pass } = untilGivenUp();
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    worker = await startWorker(pool, tasks, log, { concurrency: 2 });
    await add("hangs", new Date());
    await expect.poll(() => begun).toEqual(["hangs"]);
    await line.lostForOne();
    await add("due", new Date(Date.now() - 60_000));
    await expect.poll(() => pass().then(() => begun)).toEqual(["hangs", "due"]);
  } finally {
    vi.useRealTimers();
    letGo();
    line.restore();
  }
});

test("a task that hangs for ever does not keep the server from stopping", async () => {
  const { promise: never, resolve: letGo } = Promise.withResolvers<void>();
  let hangs = false;
  const tasks = {
    hangs: async () => {
      hangs = true;
      await never;
    },
  };
  worker = await startWorker(t.deps.db.pool, tasks, silentLog);
  await t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [{ task: "hangs", payload: {}, key: "hangs" }]));
  await expect.poll(() => hangs).toBe(true);
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    let over = false;
    void worker.stop().then(() => {
      over = true;
    });
    const ended = async () => {
      await vi.advanceTimersByTimeAsync(10_000);
      return over;
    };
    await expect.poll(ended).toBe(true);
  } finally {
    vi.useRealTimers();
    letGo();
  }
});

test("a database that goes while the queue begins to listen and is stopped in the same moment ends no process", async () => {
  const { pool } = t.deps.db;
  await everyConnectionLives();
  const lost: unknown[] = [];
  const lose = (reason: unknown) => lost.push(reason);
  process.on("unhandledRejection", lose);
  const { query } = pg.Client.prototype;
  let listening = 0;
  // The line is slow: LISTEN is still under way when both things happen.
  const slow = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    const [text] = args;
    if (typeof text !== "string" || !text.startsWith("LISTEN")) return Reflect.apply(query, this, args);
    listening += 1;
    return Reflect.apply(query, this, [`SELECT pg_sleep(60); ${text}`]);
  } as typeof query);
  try {
    worker = await startWorker(pool, {}, silentLog);
    await expect.poll(() => listening).toBe(1);
    const stopped = worker.stop();
    // Until it stands in line behind LISTEN to give the connection back.
    await expect.poll(() => slow.mock.calls.some(([text]) => String(text).startsWith("UNLISTEN"))).toBe(true);
    await throwOut();
    await stopped;
    await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
    await new Promise(setImmediate);
    expect(lost).toEqual([]);
    // Nor does a second one stand in line: pg warns of that in the terminal.
    expect(slow.mock.calls.filter(([text]) => String(text).startsWith("UNLISTEN")).length).toBe(1);
  } finally {
    slow.mockRestore();
    process.off("unhandledRejection", lose);
  }
});

test("a queue that asks a closed database for a connection hears the error, and there is nothing to give back", async () => {
  const pool = new pg.Pool({ connectionString: t.url });
  await pool.end();
  const heard = await new Promise<unknown[]>((resolve) => {
    releaseOnce(pool, silentLog).connect((error, _client, release) => resolve([error?.message, release]));
  });
  expect(heard).toEqual([expect.stringContaining("after calling end"), undefined]);
});
