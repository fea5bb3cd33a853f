import { setImmediate } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type TestDeps, testDeps } from "../../../../test/support/database.ts";
import { silentLog } from "../../../../test/support/silent-log.ts";
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

const add = (task: string) => t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [{ task, payload: {}, key: task }]));

test("one lane listens for all, so that the lanes cost one connection together", async () => {
  const done: string[] = [];
  const note = (task: string) => async () => void done.push(task);
  const names = ["first", "second", "third"];
  const tasks = Object.fromEntries(names.map((name) => [name, note(name)]));
  const lanes = names.slice(0, 2).map((name) => ({ tasks: [name], hands: 1 }));
  const listening = async () => {
    const { rows } = await t.deps.db.pool.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN "jobs:insert"%'`,
    );
    return rows.length;
  };
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    worker = await startWorker(t.deps.db.pool, tasks, silentLog, { lanes, concurrency: 1 });
    await expect.poll(listening).toBe(1);
    for (const name of names) await add(name);
    // All in all less than the two seconds after which the quickest would look by itself.
    const rung = async () => {
      await vi.advanceTimersByTimeAsync(10);
      return done.toSorted();
    };
    await expect.poll(rung, { interval: 100 }).toEqual(names);
  } finally {
    vi.useRealTimers();
  }
});

test.for([
  { when: "while that works", answersLate: false },
  { when: "at the moment it ends", answersLate: true },
])(
  "what waits behind long work of the night, seen $when, does not make a runner begin anew",
  async ({ answersLate }) => {
    const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
    const begun: string[] = [];
    const warned: string[] = [];
    const looks: Promise<unknown>[] = [];
    const tasks = {
      backup: async () => {
        begun.push("backup");
        await gate;
      },
      night: async () => void begun.push("night"),
    };
    const { pool } = t.deps.db;
    const watched = new Proxy(pool, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (key !== "query" || typeof value !== "function")
          return typeof value === "function" ? value.bind(target) : value;
        return async (...given: unknown[]) => {
          const answer: unknown = await Reflect.apply(value, target, given);
          if (!String(given[0]).includes("q.queue_name = j.queue_name")) return answer;
          looks.push(Promise.resolve(answer));
          if (!answersLate) return answer;
          // As the database says it once the queue is free and before a hand has taken up what waited.
          await gate;
          await setImmediate();
          return { rows: [{}] };
        };
      },
    });
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const log = { ...silentLog, warn: (line: string) => void warned.push(line) };
      worker = await startWorker(watched, tasks, log);
      const queued = (task: string) =>
        pool.query(`SELECT graphile_worker.add_job($1, queue_name => 'night', run_at => now() - interval '1 minute')`, [
          task,
        ]);
      await queued("backup");
      await expect.poll(() => begun).toEqual(["backup"]);
      await queued("night");
      // The first look sees what was begun before it, the second that nothing was.
      await vi.advanceTimersByTimeAsync(30_000);
      await vi.advanceTimersByTimeAsync(30_000);
      await expect.poll(() => looks.length).toBe(1);
      letGo();
      // Nobody says that the queue is free; the next look of a hand is two seconds off.
      const looked = async () => {
        await pool.query(`SELECT pg_notify('jobs:insert', '{"count":1}')`);
        return begun;
      };
      await expect.poll(looked).toEqual(["backup", "night"]);
      expect(warned).toEqual([]);
    } finally {
      letGo();
      vi.useRealTimers();
    }
  },
);
