import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { type TestDeps, testDeps } from "../../../../test/support/database.ts";
import { silentLog } from "../../../../test/support/silent-log.ts";
import { isAlone } from "../db/sign-of-life.ts";
import { addJobs } from "../jobs.ts";
import { startWake, type Wake } from "../wake.ts";
import { watchJobLocks } from "./job-locks.ts";

/** Servers that share a database, and one of them that dies: its jobs are begun again, those of the living are not. */
let t: TestDeps;
beforeAll(async () => {
  t = await testDeps();
  // The tests' own counts as a server too.
  await t.deps.wake.stop();
});
afterAll(() => t.close());

async function server(url = t.url): Promise<Wake> {
  const wake = await startWake(url, silentLog);
  onTestFinished(() => wake.stop());
  return wake;
}

/** How long a look at who else lives may take is the machine's affair here: none of them counts as not certain. */
const patient = (...more: ("setInterval" | "clearInterval")[]) => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", ...more] });
  onTestFinished(() => void vi.useRealTimers());
};

/** A job of a server, locked so many seconds ago. @returns whether it still is */
async function lockedSince(key: string, seconds: number) {
  const { pool } = t.deps.db;
  const runAt = new Date("2100-01-01T00:00:00Z");
  await t.deps.db.withTenant(t.tenantId, (tx) => addJobs(tx, [{ task: "count", payload: {}, key, runAt }]));
  await pool.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = 'another', locked_at = now() - $2 * interval '1 second'
    WHERE key = $1`,
    [key, seconds],
  );
  return async () => {
    const { rows } = await pool.query(
      "SELECT FROM graphile_worker._private_jobs WHERE key = $1 AND locked_by IS NOT NULL",
      [key],
    );
    return rows.length > 0;
  };
}

const begin = async (wake: Wake) => {
  const locks = await watchJobLocks(t.deps.db.pool, silentLog, () => wake.isAlone());
  onTestFinished(() => locks.stop());
};

test("what a server was at that died is free as soon as the next one begins, what one is at that lives is not", async () => {
  patient();
  const other = await server();
  const isLocked = await lockedSince("begun", 1);
  const second = await server();
  await begin(second);
  expect(await isLocked()).toBe(true);
  await other.stop();
  await expect.poll(() => second.isAlone()).toBe(true);
  await begin(second);
  expect(await isLocked()).toBe(false);
});

test("whoever lives takes over from one that dies, at the second look that does not see it", async () => {
  patient("setInterval", "clearInterval");
  const looks: boolean[] = [];
  const [one, other] = [await server(), await server()];
  const watched: Wake = {
    ...one,
    isAlone: async () => {
      looks.push(await one.isAlone());
      return looks.at(-1) === true;
    },
  };
  await begin(watched);
  await other.stop();
  await expect.poll(() => one.isAlone()).toBe(true);
  const isLocked = await lockedSince("left", 60);
  await vi.advanceTimersByTimeAsync(20_000);
  await expect.poll(() => looks).toEqual([false, true]);
  expect(await isLocked()).toBe(true);
  await vi.advanceTimersByTimeAsync(20_000);
  await expect.poll(isLocked).toBe(false);
});

test("a server whose line to the database is cut is not alone, and is seen again when it is back", async () => {
  const [one, other] = [await server(), await server()];
  expect([await one.isAlone(), await other.isAlone()]).toEqual([false, false]);
  // Both are gone before the first look: what holds the lock of a line that is still ending is no line that came back.
  await t.deps.db.pool.query(
    `SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'werkbote listen'`,
  );
  // PostgreSQL lists the locks of all databases, and other tests have servers in theirs.
  const signs = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = 4712
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  await expect.poll(async () => (await t.deps.db.pool.query(signs)).rowCount).toBe(2);
  expect([await one.isAlone(), await other.isAlone()]).toEqual([false, false]);
});

test("behind a pooler, where a lock may outlive its server or be somebody else's, nobody is sure to be alone", async () => {
  const pooled = await server(await throughPooler());
  expect(await pooled.isAlone()).toBe(false);
  // And whoever comes straight in sees it.
  expect(await (await server()).isAlone()).toBe(false);
});

test("while a silent database owes an answer it is asked nothing more on the same line, and nobody is sure to be alone", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const owed = Promise.withResolvers<{ rows: { alone: boolean }[] }>();
  const query = vi.fn(() => owed.promise);
  const sign = { client: { query } as unknown as pg.ClientBase, number: 1, throughPooler: false };
  for (let look = 0; look < 3; look++) {
    const alone = isAlone(sign);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await alone).toBe(false);
  }
  expect(query).toHaveBeenCalledTimes(1);
  owed.resolve({ rows: [{ alone: true }] });
  await vi.advanceTimersByTimeAsync(0);
  expect(await isAlone(sign)).toBe(true);
});

/** What a pooler does that is seen from here: it tells a number of a process of its own making. */
async function throughPooler(): Promise<string> {
  const { host, port, user, password, database } = new pg.Client({ connectionString: t.url });
  const lines = new Set<Socket>();
  const keyData = Buffer.from([0x4b, 0, 0, 0, 12]);
  const between = createServer((line) => {
    const far = connect(join(host, `.s.PGSQL.${port}`)).on("error", () => {});
    lines.add(line.on("error", () => {}).on("close", () => far.destroy()));
    line.pipe(far);
    far.on("data", (bytes) => {
      const at = bytes.indexOf(keyData);
      if (at >= 0) bytes.writeInt32BE(7, at + keyData.length);
      line.write(bytes);
    });
  });
  await once(between.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    for (const line of lines) line.destroy();
    between.close();
  });
  return `postgres://${user}:${password}@127.0.0.1:${(between.address() as AddressInfo).port}/${database}`;
}
