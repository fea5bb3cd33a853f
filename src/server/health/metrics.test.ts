import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { unreachable } from "../../../test/support/fake-channel.ts";
import { archiveName } from "../backup/archive.ts";
import { type App, buildHttp } from "../platform/http.ts";
import { minute, second } from "../platform/instant.ts";
import { createTenant } from "../tenants/create-tenant.action.ts";
import { listTenants } from "../tenants/list-tenants.action.ts";
import { metricsRoutes } from "./metrics.routes.ts";

const token = "geheim-genug-fuer-zahlen";
let app: TestApp;
let http: App;
/** Whose numbers cannot be read, and what becomes of the question instead. */
let [broken, instead] = ["", (): Promise<never> => Promise.reject(new Error("broken"))];
const limits = { statementMs: 2_000, roundMs: 8_000 };
beforeAll(async () => {
  app = await buildTestApp();
  http = await buildHttp(app.deps);
  const { config, db } = app.deps;
  const withTenant: typeof db.withTenant = (id, work) => (id === broken ? instead() : db.withTenant(id, work));
  metricsRoutes(
    http,
    { ...app.deps, config: { ...config, metricsToken: token }, db: { ...db, withTenant } },
    { jobHangs: () => false, clockIsWrong: () => false },
    limits,
  );
});
afterAll(async () => {
  await http.close();
  await app.stop();
});

const ask = (authorization?: string) =>
  http.inject({ url: "/metrics", headers: authorization === undefined ? {} : { authorization } });
/** The lines that hold numbers, without the ids of the two businesses, after whatever was kept of the answer before. */
async function numbers(): Promise<string[]> {
  app.clock.advance(10 * second);
  const { statusCode, headers, body } = await ask(`Bearer ${token}`);
  expect([statusCode, headers["content-type"], headers["cache-control"]]).toEqual([
    200,
    "text/plain; version=0.0.4; charset=utf-8",
    "no-store",
  ]);
  return body.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}
const ofFirm = (lines: readonly string[]) =>
  lines.flatMap((line) =>
    line.includes(app.firm.tenantId) ? line.replace(`business="${app.firm.tenantId}",`, "") : [],
  );

test("without a token in the settings there are no metrics, and without showing it nobody reads them", async () => {
  expect((await app.http.inject({ url: "/metrics", headers: { authorization: `Bearer ${token}` } })).statusCode).toBe(
    404,
  );
  for (const shown of [undefined, "", token, "Bearer ", `Bearer ${token}x`, `Basic ${token}`])
    expect((await ask(shown)).statusCode).toBe(401);
});

test("what waits to leave is counted since it was due, what cannot be read is, and nobody is named", async () => {
  const who = app.firm.customer();
  await who.writes("Bei Familie Seidel tropft der Hahn");
  expect(ofFirm(await numbers())).toEqual(
    expect.arrayContaining(['werkbote_waiting{way="out"} 0', 'werkbote_waiting_seconds{way="out"} 0']),
  );
  app.whatsapp.script.push(unreachable);
  await app.firm.office.write(await who.conversationId(), "Wir kommen zu Familie Seidel");
  await app.drain();
  await who.delivers({ hologram: ["Seidel"] }, "hologram_update");
  app.clock.advance(minute);
  const lines = await numbers();
  expect(ofFirm(lines)).toEqual(
    expect.arrayContaining([
      'werkbote_waiting{way="in"} 0',
      'werkbote_waiting{way="out"} 1',
      expect.stringMatching(/^werkbote_waiting_seconds\{way="out"\} 6\d$/),
      `werkbote_parked{business="${app.firm.tenantId}"} 1`,
    ]),
  );
  expect(lines).toEqual(
    expect.arrayContaining([
      'werkbote_trouble{kind="database"} 0',
      'werkbote_trouble{kind="jobs"} 0',
      expect.stringMatching(/^werkbote_disk_free_bytes \d{6,}$/),
    ]),
  );
  expect(lines.filter((line) => line.includes("backup_age"))).toEqual([]);
  expect(who.phone).toMatch(/^4915550\d{6}$/);
  for (const hidden of ["Seidel", "Hahn", who.phone]) expect(lines.join("\n")).not.toContain(hidden);
  await app.pass(minute);
});

test("a database that is away is said, and the rest is left out instead of guessed", async () => {
  const { pool } = app.deps.db;
  const query = pool.query.bind(pool);
  pool.query = (() => Promise.reject(new Error("gone"))) as never;
  try {
    const lines = await numbers();
    expect(lines).toContain('werkbote_trouble{kind="database"} 1');
    expect(ofFirm(lines)).toEqual([]);
  } finally {
    pool.query = query as never;
  }
});

/** The businesses whose numbers could not be read. */
const unread = (lines: readonly string[]) =>
  lines.flatMap((line) => /^werkbote_business_unread\{business="(.+)"\} 1$/.exec(line)?.[1] ?? []);

test("a business whose numbers cannot be read, or take too long, is counted, and holds up nobody else", async () => {
  broken = await createTenant(app.deps, app.keyring, { name: "" });
  try {
    const lines = await numbers();
    expect(unread(lines)).toEqual([broken]);
    expect(lines).toContain(`werkbote_parked{business="${app.firm.tenantId}"} 1`);
    expect(lines.join("\n")).not.toContain(`werkbote_parked{business="${broken}"}`);
    limits.roundMs = 50;
    instead = () => new Promise(() => {});
    expect(unread(await numbers())).toContain(broken);
  } finally {
    broken = "";
    limits.roundMs = 8_000;
  }
  const client = await app.deps.db.pool.connect();
  limits.statementMs = 20;
  try {
    await client.query("begin; lock table push_tally");
    expect(unread(await numbers())).toEqual(await listTenants(app.deps));
  } finally {
    limits.statementMs = 2_000;
    await client.query("rollback");
    client.release();
  }
  expect(unread(await numbers())).toEqual([]);
});

test("who asks while the businesses are still gone through waits for that answer and begins no second round", async () => {
  const { pool } = app.deps.db;
  const query = pool.query.bind(pool);
  let [asked, goOn] = [0, () => {}];
  let held = Promise.resolve();
  pool.query = ((...given: Parameters<typeof query>) => {
    asked++;
    return held.then(() => query(...given));
  }) as never;
  try {
    await numbers();
    const once = asked;
    held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    app.clock.advance(10 * second);
    const first = ask(`Bearer ${token}`);
    await expect.poll(() => asked).toBeGreaterThan(once);
    app.clock.advance(10 * second);
    const next = ask(`Bearer ${token}`);
    // Whoever comes after it was answered: it waits for whatever it waits for.
    await ask();
    goOn();
    expect((await next).body).toBe((await first).body);
    expect(asked).toBe(2 * once);
  } finally {
    goOn();
    pool.query = query as never;
  }
});

test("the newest backup has an age", async () => {
  const { backupDir } = app.deps.config;
  mkdirSync(backupDir, { recursive: true });
  writeFileSync(join(backupDir, archiveName(new Date(app.clock.now().getTime() - minute), "1a2b3c4d")), "");
  expect(await numbers()).toContain("werkbote_backup_age_seconds 70");
});
