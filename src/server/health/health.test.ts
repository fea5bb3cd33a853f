import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { roomLeft } from "../../../test/support/full-disk.ts";
import { vaultTrouble } from "../attachments/vault.adapter.ts";
import { archiveName } from "../backup/archive.ts";
import { clockGap, clockTrouble } from "../platform/db/database-clock.ts";
import { buildHttp } from "../platform/http.ts";
import { day, minute } from "../platform/instant.ts";
import { hearOutsideClock } from "../platform/network/outside-clock.ts";
import { healthRoutes } from "./health.routes.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(async () => {
  await app.stop();
});

/** What somebody who watches the machine hears, a moment after they last asked. */
async function ask(host = "nobody.example") {
  app.clock.advance(1_000);
  const { statusCode, body, headers } = await app.http.inject({ url: "/health", headers: { host } });
  return { statusCode, body, headers };
}

const late = (since: string) =>
  app.deps.db.pool.query(
    `INSERT INTO graphile_worker._private_jobs (task_id, run_at, created_at)
     SELECT t.id, now() - interval '1 day', now() - $1::interval FROM graphile_worker._private_tasks t LIMIT 1`,
    [since],
  );

test("a server that is well says so under every name, to everybody, and nothing else", async () => {
  const answer = await ask();
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toBe('{"well":true,"trouble":[]}');
  expect(answer.headers["cache-control"]).toBe("no-store");
  expect((await ask("localhost")).body).toBe(answer.body);
});

test("a job that waits in vain for ten minutes is said; one that was only just made for last night is not", async () => {
  await app.deps.db.pool.query("SELECT graphile_worker.add_job('minute')");
  await late("9 minutes");
  expect((await ask()).body).toBe('{"well":true,"trouble":[]}');
  await late("11 minutes");
  const answer = await ask();
  expect(answer.body).toBe('{"well":false,"trouble":["jobs"]}');
  expect(answer.statusCode).toBe(200);
  await app.deps.db.pool.query("DELETE FROM graphile_worker._private_jobs");
});

test("what waits for a hand while others of its kind are under way is no trouble; behind a dead one's lock it is", async () => {
  const { pool } = app.deps.db;
  await pool.query("SELECT graphile_worker.add_job('minute')");
  await late("11 minutes");
  const locks = "UPDATE graphile_worker._private_jobs SET locked_by = 'a hand', locked_at = now()";
  await pool.query(locks);
  await late("11 minutes");
  expect((await ask()).body).toBe('{"well":true,"trouble":[]}');
  await pool.query(`${locks} - interval '2 minutes' WHERE locked_by IS NOT NULL`);
  expect((await ask()).body).toBe('{"well":false,"trouble":["jobs"]}');
  await pool.query("DELETE FROM graphile_worker._private_jobs");
});

test("what waits in its queue behind long work of the house is no trouble; behind a dead one's lock it is", async () => {
  const { pool } = app.deps.db;
  await pool.query("SELECT graphile_worker.add_job('backup', queue_name => 'night')");
  const lock = (since: string) =>
    pool.query(
      `UPDATE graphile_worker._private_job_queues SET locked_by = 'a hand', locked_at = now() - $1::interval`,
      [since],
    );
  await pool.query("UPDATE graphile_worker._private_jobs SET locked_by = 'a hand', locked_at = now()");
  await pool.query("SELECT graphile_worker.add_job('night', queue_name => 'night')");
  await pool.query(`UPDATE graphile_worker._private_jobs SET run_at = now() - interval '1 day',
    created_at = now() - interval '11 minutes' WHERE locked_by IS NULL`);
  await lock("0 seconds");
  expect((await ask()).body).toBe('{"well":true,"trouble":[]}');
  await lock("2 minutes");
  expect((await ask()).body).toBe('{"well":false,"trouble":["jobs"]}');
  await pool.query("DELETE FROM graphile_worker._private_jobs");
});

test("a disk on which no file is taken any more is said, while everything else still works", async () => {
  const restore = roomLeft(999_999_999);
  expect((await ask()).body).toBe('{"well":false,"trouble":["disk"]}');
  restore();
  expect((await ask()).body).toBe('{"well":true,"trouble":[]}');
});

test("a folder in which no file can be kept is said, with the one folder it is", async () => {
  const { dataDir } = app.deps.config;
  const folder = join(dataDir, "attachments", app.firm.tenantId);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(dataDir, "attachments"), { recursive: true });
  writeFileSync(folder, "", { mode: 0o600 });
  expect((await ask()).body).toBe('{"well":false,"trouble":["files"]}');
  expect(await vaultTrouble(dataDir, [app.firm.tenantId])).toContain(`In ${folder} lässt sich nichts ablegen: `);
  rmSync(folder);
  expect((await ask()).body).toBe('{"well":true,"trouble":[]}');
});

test("a job that hangs is said, although nothing waits", async () => {
  let hangs = false;
  const http = await buildHttp(app.deps);
  healthRoutes(http, app.deps, { jobHangs: () => hangs, clockIsWrong: () => false });
  const say = async () => {
    app.clock.advance(1_000);
    return (await http.inject({ url: "/health" })).body;
  };
  expect(await say()).toBe('{"well":true,"trouble":[]}');
  hangs = true;
  expect(await say()).toBe('{"well":false,"trouble":["jobs"]}');
  await http.close();
});

test("a database whose clock is another machine's and wrong is said; a slow line is not", async () => {
  const { pool } = app.deps.db;
  const query = pool.query.bind(pool) as (text: string, values?: unknown[]) => Promise<unknown>;
  const wrongBy = (interval: string) => {
    pool.query = ((text: string, values?: unknown[]) =>
      query(text.replace("clock_timestamp()", `(clock_timestamp() + interval '${interval}')`), values)) as never;
  };
  try {
    for (const [interval, says] of [
      ["-1 minute", '{"well":false,"trouble":["clock"]}'],
      ["7 seconds", '{"well":false,"trouble":["clock"]}'],
      ["-2 seconds", '{"well":true,"trouble":[]}'],
    ] as const) {
      wrongBy(interval);
      expect((await ask()).body).toBe(says);
    }
    wrongBy("-1 hour");
    expect(clockTrouble(await clockGap(pool))).toBe(
      "Die Uhr der Datenbank (DATABASE_URL) geht 60 Minuten nach: Was jede Minute und jede Nacht von selbst läuft, läuft so viel später. Bitte die Uhren beider Rechner stellen.",
    );
    // Nothing runs earlier: what the timetable makes is due at once.
    wrongBy("1 hour");
    expect(clockTrouble(await clockGap(pool))).toMatch(/ geht 60 Minuten vor, oder die dieses Rechners nach: /);
  } finally {
    pool.query = query as never;
  }
});

test("a clock of this machine that the last answers from outside contradict is said, with the log; one of them is not enough", async () => {
  const lines: unknown[] = [];
  const log = { ...app.deps.log, error: (...line: unknown[]) => void lines.push(line) };
  let answered: Record<string, string> = {};
  const outside = hearOutsideClock({ clock: app.clock, log }, async (url) => ({
    status: 200,
    headers: answered,
    bytes: new Uint8Array(),
    url,
  }));
  const http = await buildHttp(app.deps);
  healthRoutes(http, app.deps, { jobHangs: () => false, clockIsWrong: outside.isWrong });
  const hear = async (gapMs: number, more: Record<string, string> = {}, key = true) => {
    app.clock.advance(1_000);
    answered = { date: new Date(app.clock.now().getTime() + gapMs).toUTCString(), ...more };
    const headers = key ? { authorization: "Bearer x" } : {};
    await outside.fetch("https://graph.example/", { headers, timeoutMs: 1_000, maxBytes: 1_000 });
    return (await http.inject({ url: "/health" })).body;
  };
  const [well, wrong] = ['{"well":true,"trouble":[]}', '{"well":false,"trouble":["clock"]}'];
  const tenMinutes = 10 * minute;
  expect([await hear(tenMinutes), await hear(tenMinutes), await hear(tenMinutes)]).toEqual([well, well, wrong]);
  // No word of it from who may have any clock, from a copy made on the way, or from an answer without a date.
  expect(await hear(0, {}, false)).toBe(wrong);
  expect(await hear(0, { age: "600" })).toBe(wrong);
  expect(await hear(0, { date: "gestern" })).toBe(wrong);
  expect(await hear(-minute)).toBe(well);
  for (const gap of [-tenMinutes, -tenMinutes, minute, -tenMinutes, -tenMinutes]) expect(await hear(gap)).toBe(well);
  expect(await hear(-tenMinutes)).toBe(wrong);
  expect(lines).toEqual([
    ["the clock of this machine is behind", { ms: expect.closeTo(tenMinutes, -4) }],
    ["the clock of this machine is ahead", { ms: expect.closeTo(tenMinutes, -4) }],
  ]);
  await http.close();
});

test("a backup that is two days old is said, and no proxy shuts the door because of it", async () => {
  app.clock.advance(3 * day);
  const answer = await ask();
  expect(answer.body).toBe('{"well":false,"trouble":["backup"]}');
  expect(answer.statusCode).toBe(200);
  const { backupDir } = app.deps.config;
  mkdirSync(backupDir, { recursive: true });
  writeFileSync(join(backupDir, archiveName(new Date(app.clock.now().getTime() - minute), "1a2b3c4d")), "");
  expect((await ask()).body).toBe('{"well":true,"trouble":[]}');
});

test("many who ask at once cost one look, and a database that is away is a 503 without a word of why", async () => {
  const { pool } = app.deps.db;
  const query = pool.query.bind(pool);
  let asked = 0;
  pool.query = ((...args: Parameters<typeof query>) => {
    if (String(args[0]).includes("graphile_worker.jobs")) asked++;
    return query(...args);
  }) as typeof pool.query;
  app.clock.advance(1_000);
  await Promise.all(Array.from({ length: 20 }, () => app.http.inject({ url: "/health" })));
  expect(asked).toBe(1);
  pool.query = (() => Promise.reject(new Error("gone"))) as typeof pool.query;
  const answer = await ask();
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toBe('{"well":false,"trouble":["database"]}');
  pool.query = query;
  expect((await ask()).statusCode).toBe(200);
});
