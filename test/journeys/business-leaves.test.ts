import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HouseExports } from "../../src/contract/house-export.ts";
import { start } from "../../src/main.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { noteLost, readLost } from "../../src/server/attachments/lost-files.adapter.ts";
import { writeCheckpoint } from "../../src/server/audit/write-checkpoint.job.ts";
import { refuseRemoval } from "../../src/server/house-export/refuse-removal.action.ts";
import { day } from "../../src/server/platform/instant.ts";
import { appendToLedger, readLedger } from "../../src/server/retention/erasure-ledger.adapter.ts";
import { createTenant } from "../../src/server/tenants/create-tenant.action.ts";
import { listTenants } from "../../src/server/tenants/list-tenants.action.ts";
import { removeAgain, removeTenant } from "../../src/server/tenants/remove-tenant.action.ts";
import { noteRemoval } from "../../src/server/tenants/removed-tenant.adapter.ts";
import type { Business } from "../support/a-business.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { testDeps } from "../support/database.ts";

/** The IT firm hosts many businesses, and one of them leaves (Art. 28(3) g). */
let app: TestApp;
let owner: TestBrowser;
let other: Business;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
});
afterAll(() => app.stop());

const leaving = () => ({ tenantId: app.firm.tenantId, host: "localhost" });
const refusal = (confirmed = false) => refuseRemoval(app.deps, leaving(), confirmed);

/** How many rows each table holds of a business; tables without any are left out. */
async function rowsOf(tenantId: string): Promise<Record<string, number>> {
  return await app.deps.db.withTenant(tenantId, async (tx) => {
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'tenant_id' order by 1`.execute(tx);
    const counts: Record<string, number> = {};
    for (const { name } of tables.rows) {
      const count = sql<{ n: number }>`select count(*)::int as n from ${sql.id(name)} where tenant_id = ${tenantId}`;
      const n = (await count.execute(tx)).rows[0]?.n ?? 0;
      if (n > 0) counts[name] = n;
    }
    return counts;
  });
}

test("the only business of an installation is not removed, nor the one that has its address", async () => {
  expect(await refusal(true)).toContain("der einzige Betrieb");
  other = await app.addBusiness("b.example");
  await other.customer({ name: "Bleibt Hier" }).writes("Die Heizung bleibt");
  expect(await refuseRemoval(app.deps, { ...leaving(), host: null }, true)).toContain("Adresse der Installation");
});

test("one that nobody ever set up has no export to fetch, and goes at the first word", async () => {
  const tenantId = await createTenant(app.deps, app.keyring, { name: "Nie Da", host: "nie.example" });
  expect(await refuseRemoval(app.deps, { tenantId, host: "nie.example" }, false)).toBeUndefined();
  await removeTenant(app.deps, app.keyring, tenantId);
});

test("before its own people have fetched everything, it takes a second word", async () => {
  expect(await refusal()).toContain("nicht ganz abgeholt");
  expect(await refusal(true)).toBeUndefined();
  app.clock.advance(1_000);
  await owner.stepUp();
  const [ordered] = HouseExports.parse((await owner.send("POST", "/api/house-exports")).json()).items;
  await app.drain();
  expect(await refusal()).toContain("nicht ganz abgeholt");
  await owner.stepUp();
  expect((await owner.send("GET", `/api/house-exports/${ordered?.id}/parts/1`)).statusCode).toBe(200);
  expect(await refusal()).toBeUndefined();
  app.clock.advance(31 * day);
  expect(await refusal()).toContain("nicht ganz abgeholt");
});

const isNamed = (id: string, path: string) => path.includes(id) || readFileSync(path).includes(id);

test("afterwards no row, no file, no key and no job is left of it, and the others go on as before", async () => {
  const { tenantId } = app.firm;
  const { dataDir } = app.deps.config;
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  const customer = app.firm.customer({ name: "Geht Mit" });
  await customer.sends({ type: "image", image: { id: "7", mime_type: "image/jpeg" } });
  await app.firm.office.reply(await customer.conversationId(), "Wir kommen.");
  await app.firm.office.post("/api/rooms", { kind: "crew", name: "Kolonne", memberIds: [] });
  await writeCheckpoint(app.deps, tenantId);
  await app.firm.office.write(await customer.conversationId(), "Bis morgen.");
  const at = app.clock.now().toISOString();
  for (const one of [tenantId, other.tenantId]) {
    noteLost(dataDir, one, [app.deps.ids.uuid()], at);
    appendToLedger(dataDir, { tenantId: one, contactId: app.deps.ids.uuid(), at, mac: "00" });
  }
  const [rows, others] = [await rowsOf(tenantId), await rowsOf(other.tenantId)];
  expect(Object.keys(rows)).toEqual(expect.arrayContaining(["attachment", "audit_entry", "decision", "message"]));
  expect(existsSync(join(dataDir, "attachments", tenantId))).toBe(true);

  const removed = await removeTenant(app.deps, app.keyring, tenantId);
  expect(removed.rows).toBe(Object.values(rows).reduce((sum, n) => sum + n, 0));
  expect(removed.files).toBeGreaterThan(1);
  expect(await rowsOf(tenantId)).toEqual({});
  for (const path of ["attachments", "packets", "exports"])
    expect(existsSync(join(dataDir, path, tenantId))).toBe(false);
  expect(existsSync(join(dataDir, "audit", `${tenantId}.jsonl`))).toBe(false);
  expect(app.keyring.hasTenant(tenantId)).toBe(false);
  // Only that it went is still said of it.
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const naming = files.map(({ parentPath, name }) => join(parentPath, name)).filter((path) => isNamed(tenantId, path));
  expect(naming).toEqual([join(dataDir, "keys", "removed-businesses.jsonl")]);
  expect(Object.keys(readLost(dataDir))).toEqual([other.tenantId]);
  expect((await readLedger(dataDir)).map((line) => line.tenantId)).toEqual([other.tenantId]);
  const jobs = await app.deps.db.pool.query(
    "SELECT task_identifier FROM graphile_worker.jobs j JOIN graphile_worker._private_jobs p USING (id) WHERE p.payload ->> 'tenantId' = $1",
    [tenantId],
  );
  expect(jobs.rows).toEqual([]);
  const told = readFileSync(join(dataDir, "keys", "removed-businesses.jsonl"), "utf8");
  expect(told).toContain(`"verb":"remove-business","tenantId":"${tenantId}","rows":${removed.rows}`);

  expect(await rowsOf(other.tenantId)).toEqual(others);
  expect(await listTenants(app.deps)).toEqual([other.tenantId]);
  const stays = other.customer({ name: "Ruft Noch An" });
  await stays.writes("Und der Hahn tropft");
  await other.office.reply(await stays.conversationId(), "Wir kommen.");
  expect(app.left.at(-1)?.text).toBe("Wir kommen.");
});

test("an older backup does not bring it back: after a restore it goes again", async () => {
  const { tenantId } = app.firm;
  const { dataDir } = app.deps.config;
  await app.deps.db.withTenant(tenantId, (tx) =>
    tx
      .insertInto("tenant")
      .values({ tenant_id: tenantId, name: "Betrieb localhost", host: null, demo: true, created_at: app.clock.now() })
      .execute(),
  );
  const folder = join(dataDir, "attachments", tenantId);
  mkdirSync(folder);
  writeFileSync(join(folder, "photo"), "sealed");
  await removeAgain(app.deps, app.keyring);
  expect(await listTenants(app.deps)).toEqual([other.tenantId]);
  expect(existsSync(folder)).toBe(false);
});

test("a removal that was cut off is finished by the next start, before anybody comes in", async () => {
  const t = await testDeps();
  const { config, clock } = t.deps;
  const half = await t.addTenant("Geht");
  noteRemoval(config.dataDir, { at: clock.now().toISOString(), verb: "begin-removal", tenantId: half });
  t.keyring.removeTenant(half);
  const running = await start({ ...config, databaseUrl: t.url, port: 0 }, true, () => {});
  try {
    expect(await listTenants(running.deps)).toEqual([t.tenantId]);
  } finally {
    await running.stop();
    await t.close();
  }
});
