import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { readConfig } from "../../src/config.ts";
import { linkEntries } from "../../src/server/audit/link-entries.action.ts";
import { openDatabase } from "../../src/server/platform/db.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import { createIds } from "../../src/server/platform/ids.ts";
import { openInstallation } from "../../src/server/platform/installation.ts";
import type { Keyring } from "../../src/server/platform/keyring.ts";
import { silentLog } from "../../src/server/platform/log.ts";
import { Seal } from "../../src/server/platform/seal.ts";
import type { Wake } from "../../src/server/platform/wake.ts";
import { startWake } from "../../src/server/platform/wake.ts";
import { type FakeClock, fakeClock } from "./fake-clock.ts";

export interface TestDeps {
  readonly deps: Deps;
  readonly clock: FakeClock;
  readonly keyring: Keyring;
  /** A tenant with keys, feed and counter, and nothing else. */
  readonly tenantId: string;
  readonly url: string;
  /** Another bare tenant, for tests of separation. */
  addTenant(name?: string): Promise<string>;
  close(): Promise<void>;
}

/** A database of its own, a fake clock, real keys: what store and action tests run on. Call close() in afterAll. */
export async function testDeps(): Promise<TestDeps> {
  const empty = await emptyDeps();
  return { ...empty, tenantId: await empty.addTenant() };
}

/** The same before there is any tenant. */
export async function emptyDeps(): Promise<Omit<TestDeps, "tenantId">> {
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  await admin(`CREATE DATABASE ${name} TEMPLATE werkbote OWNER werkbote STRATEGY FILE_COPY`);
  const url = inject("appUrl").replace("/werkbote?", `/${name}?`);
  const dir = mkdtempSync(join(tmpdir(), "werkbote-deps-"));
  const read = readConfig({ WERKBOTE_DATA: dir, PORT: "8080" });
  if (!read.ok) throw new Error(read.lines.join());
  const db = openDatabase(url, silentLog, 8);
  const clock = fakeClock();
  const ids = createIds(() => clock.now());
  const keyring = await openInstallation(db, dir, true, { ids, clock });
  const seal = new Seal(keyring);
  db.beforeCommit = linkEntries(seal);
  const wake: Wake = await startWake(url, silentLog);
  const deps: Deps = {
    config: read.config,
    db,
    seal,
    clock,
    ids,
    log: silentLog,
    wake,
    publicUrl: () => "http://localhost:8080",
  };
  const addTenant = async (label = "Prüfbetrieb") => {
    const tenantId = deps.ids.uuid();
    keyring.addTenant(tenantId, clock.now());
    await db.outside
      .insertInto("tenant")
      .values({ tenant_id: tenantId, name: label, created_at: clock.now() })
      .execute();
    await db.withTenant(tenantId, async (tx) => {
      await tx.insertInto("tenant_feed").values({ tenant_id: tenantId }).execute();
      await tx.insertInto("conversation_counter").values({ tenant_id: tenantId }).execute();
    });
    return tenantId;
  };
  const close = async () => {
    await wake.stop();
    await db.close();
    await admin(`DROP DATABASE ${name} WITH (FORCE)`);
    rmSync(dir, { recursive: true, force: true });
  };
  return { deps, clock, keyring, url, addTenant, close };
}

async function admin(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("adminUrl") });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
