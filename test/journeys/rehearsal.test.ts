import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { BackupStatus } from "../../src/contract/backup.ts";
import { keyFileName } from "../../src/server/backup/archive.ts";
import { backupTasks } from "../../src/server/backup/backup.job.ts";
import { openBackupKey } from "../../src/server/backup/backup-key.adapter.ts";
import { checkRestore } from "../../src/server/backup/check-restore.action.ts";
import { endLostOrder } from "../../src/server/backup/end-lost-order.action.ts";
import { rehearseRestore } from "../../src/server/backup/rehearse-restore.action.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import { removeTenant } from "../../src/server/tenants/remove-tenant.action.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { contents } from "../support/restored.ts";

/** What the page "Sicherung" says of the weekly rehearsal is true: green only when everything held. */
let app: TestApp;
/** A PostgreSQL role that may make a database beside the real one, and one that may not. */
let mayCreate: Deps;
let mayNot: Deps;
const role = `probe_${randomUUID().replaceAll("-", "")}`;

beforeAll(async () => {
  app = await buildTestApp();
  await admin(`CREATE ROLE ${role} LOGIN CREATEDB PASSWORD '${role}'`);
  const withUrl = (databaseUrl: string) => ({ ...app.deps, config: { ...app.deps.config, databaseUrl } });
  mayCreate = withUrl(app.url.replace(/\/\/[^@]*@/, `//${role}:${role}@`));
  mayNot = withUrl(app.url);
  await app.firm.customer({ name: "Erika Probe" }).writes("Die Heizung ist kalt");
});
afterAll(async () => {
  await app.stop();
  await admin(`DROP ROLE ${role}`);
});

const page = async () => BackupStatus.parse(await app.firm.owner.get("/api/backups"));
const backUp = async () => {
  app.clock.advance(60_000);
  await backupTasks(app.deps).backup?.({});
};
const rehearse = async (deps: Deps = mayCreate) => {
  app.clock.advance(60_000);
  await backupTasks(deps)["rehearse-restore"]?.({});
  const { drill } = await page();
  return drill;
};
const newest = async () => join(app.deps.config.backupDir, (await page()).archives[0]?.name ?? "");
const keyFile = () => join(app.deps.config.keysBackupDir, keyFileName);

async function admin(statement: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: inject("adminUrl") });
  await client.connect();
  try {
    return (await client.query<{ name: string }>(statement)).rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}
/** Where a rehearsal has the keys while it works. */
const keysOpen = () => join(app.deps.config.dataDir, "rehearsal");
const leftBehind = () => admin("SELECT datname AS name FROM pg_database WHERE datname LIKE 'werkbote_probe_%'");

test("a Sunday before the first backup is no failed rehearsal: there was nothing to rehearse", async () => {
  expect(await rehearse()).toBeNull();
});

test("a good backup rehearses green, once where two begin: restored, counted, a sealed message opened, and nothing left behind", async () => {
  await backUp();
  const before = await contents(app.url, [app.firm.tenantId]);
  // What another installation tries out stays: it is another owner's, and to drop it would be refused.
  const foreign = "werkbote_probe_20261101t034000000z";
  await admin(`CREATE DATABASE ${foreign}`);
  // What a killed one left behind goes.
  const { rows } = await app.deps.db.pool.query<{ name: string }>("SELECT current_database() AS name");
  const tag = createHash("sha256")
    .update(rows[0]?.name ?? "")
    .digest("hex")
    .slice(0, 12);
  await admin(`CREATE DATABASE werkbote_probe_${tag}_20261101 OWNER ${role}`);
  // The keys never leave the data folder for it.
  vi.stubEnv("TMPDIR", "/nowhere");
  try {
    const both = await Promise.all([rehearseRestore(mayCreate), rehearseRestore(mayCreate)]);
    expect(both.filter((drill) => drill === undefined)).toHaveLength(1);
    expect(both.find((drill) => drill !== undefined)).toMatchObject({
      result: "green",
      says: expect.stringMatching(/Zeilen vollzählig, 1 verschlüsselte Nachricht zur Probe geöffnet[.]$/),
    });
    expect(await leftBehind()).toEqual([foreign]);
  } finally {
    vi.unstubAllEnvs();
    await admin(`DROP DATABASE ${foreign}`);
  }
  expect(await contents(app.url, [app.firm.tenantId])).toEqual(before);
  expect(existsSync(keysOpen())).toBe(false);
});

test("keys that a killed rehearsal left in the data folder go with the next start", async () => {
  mkdirSync(join(keysOpen(), "keys"), { recursive: true });
  writeFileSync(join(keysOpen(), "keys", "root.key"), "a key");
  await endLostOrder(app.deps);
  expect(existsSync(keysOpen())).toBe(false);
});

test("an archive made while the clock was a day ahead can be restored with the key file written afterwards", async () => {
  const right = app.clock.now().toISOString();
  app.clock.advance(86_400_000);
  await backUp();
  const archive = await newest();
  app.clock.set(right);
  await backupTasks(app.deps)["save-keys"]?.({});
  const key = await openBackupKey(app.deps.config.dataDir);
  await expect(checkRestore(archive, keyFile(), key, () => {})).resolves.toMatchObject({ about: { kind: "data" } });
  rmSync(archive);
});

test("where no database may be made the archive is read only, and nobody calls that green", async () => {
  expect(await rehearse(mayNot)).toMatchObject({ result: "not-possible", says: expect.stringContaining("CREATEDB") });
});

test("a single flipped byte, a cut end, a missing key file: each is red, and the next good one is green again", async () => {
  const archive = await newest();
  const whole = readFileSync(archive);
  const flipped = Buffer.from(whole);
  flipped.writeUInt8(flipped.readUInt8(flipped.length - 200) ^ 1, flipped.length - 200);
  writeFileSync(archive, flipped);
  expect(await rehearse()).toMatchObject({ result: "red" });
  writeFileSync(archive, whole.subarray(0, whole.length - 1_000));
  expect(await rehearse()).toMatchObject({ result: "red" });
  writeFileSync(archive, whole);
  renameSync(keyFile(), `${keyFile()}.away`);
  const missing = await rehearse();
  expect(missing).toMatchObject({ result: "red" });
  // The page says what to see to, never a path of the system or a stack.
  expect(missing?.says).toMatch(/[.]$/);
  expect(missing?.says).not.toMatch(/ENOENT|Error|at /);
  renameSync(`${keyFile()}.away`, keyFile());
  expect(await leftBehind()).toEqual([]);
  expect(await rehearse()).toMatchObject({ result: "green" });
  const entries = await app.sql((tx) =>
    tx.selectFrom("audit_entry").select("details").where("verb", "=", "rehearse-restore").orderBy("at").execute(),
  );
  const results = ["not-possible", "red", "red", "red", "green"];
  expect(entries.map(({ details }) => Reflect.get(Object(details), "result"))).toEqual(results);
});

test("an archive from before a business left rehearses green, although that one's keys are gone", async () => {
  const leaving = await app.addBusiness("leaves.example");
  await leaving.customer({ name: "Geht Mit" }).writes("Der Hahn tropft");
  await backUp();
  await removeTenant(app.deps, app.keyring, leaving.tenantId);
  await backupTasks(app.deps)["save-keys"]?.({});
  expect(await rehearse()).toMatchObject({ result: "green", says: expect.stringContaining("1 Betrieb,") });
});
