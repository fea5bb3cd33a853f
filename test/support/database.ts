import { randomUUID } from "node:crypto";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { readConfig } from "../../src/config.ts";
import { endTransaction } from "../../src/server/events/end-transaction.action.ts";
import { openDatabase } from "../../src/server/platform/db.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import { createIds } from "../../src/server/platform/ids.ts";
import { openInstallation } from "../../src/server/platform/installation.ts";
import type { Keyring } from "../../src/server/platform/keyring.ts";
import { Seal } from "../../src/server/platform/seal.ts";
import type { Wake } from "../../src/server/platform/wake.ts";
import { startWake } from "../../src/server/platform/wake.ts";
import { type FakeClock, fakeClock } from "./fake-clock.ts";
import { scratchFolder } from "./scratch-folder.ts";
import { silentLog } from "./silent-log.ts";

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
  /** Closes it and leaves everything for copies (`emptyDeps`), until the run ends. */
  leave(): Promise<ClosedHouse>;
}

/** A database of its own, a fake clock, real keys: what store and action tests run on. Call close() in afterAll. */
export async function testDeps(): Promise<TestDeps> {
  const empty = await emptyDeps();
  return { ...empty, tenantId: await empty.addTenant() };
}

/** A house that was closed, to open copies of: its database, its data folder, and what the clock showed. */
export interface ClosedHouse {
  readonly database: string;
  readonly dataDir: string;
  readonly at: string;
}

/** The same before there is any tenant, or as a closed house was left. */
export async function emptyDeps(from?: ClosedHouse): Promise<Omit<TestDeps, "tenantId">> {
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  await admin(`CREATE DATABASE ${name} TEMPLATE ${from?.database ?? "werkbote"} OWNER werkbote STRATEGY FILE_COPY`);
  const url = inject("appUrl").replace("/werkbote?", `/${name}?`);
  const dir = scratchFolder("deps");
  if (from) cpSync(from.dataDir, dir, { recursive: true });
  const read = readConfig({ WERKBOTE_DATA: dir, PORT: "8080" });
  if (!read.ok) throw new Error(read.lines.join());
  const db = openDatabase(url, silentLog, 8);
  const clock = fakeClock(from?.at);
  const ids = createIds(() => clock.now());
  const keyring = await openInstallation(db, dir, true, { ids, clock });
  const seal = new Seal(keyring);
  db.beforeCommit = endTransaction(seal);
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
  const shut = async () => {
    await wake.stop();
    await db.close();
  };
  const close = async () => {
    await shut();
    await admin(`DROP DATABASE ${name} WITH (FORCE)`);
    rmSync(dir, { recursive: true, force: true });
  };
  const leave = async () => {
    await shut();
    const dataDir = join(inject("sharedFolder"), name);
    cpSync(dir, dataDir, { recursive: true });
    rmSync(dir, { recursive: true, force: true });
    return { database: name, dataDir, at: clock.now().toISOString() };
  };
  return { deps, clock, keyring, url, addTenant, close, leave };
}

/** Makes something once a run, whichever worker comes first; the others wait and read it. JSON only. */
export async function madeOnce<T>(name: string, make: () => Promise<T>): Promise<T> {
  const file = join(inject("sharedFolder"), `${name}.json`);
  const client = new pg.Client({ connectionString: inject("adminUrl") });
  await client.connect();
  try {
    // Ends with the connection.
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [name]);
    if (!existsSync(file)) writeFileSync(file, JSON.stringify(await make()));
    return JSON.parse(readFileSync(file, "utf8"));
  } finally {
    await client.end();
  }
}

let asAdmin: pg.Pool | undefined;

/** One statement as the superuser of the test server, on a connection that stays until the run ends and holds up no end. */
export async function admin(statement: string): Promise<void> {
  asAdmin ??= openAsAdmin();
  await asAdmin.query(statement);
}

function openAsAdmin(): pg.Pool {
  const connectionString = inject("adminUrl");
  const pool = new pg.Pool({ connectionString, max: 1, idleTimeoutMillis: 0, allowExitOnIdle: true });
  pool.on("error", () => {});
  return pool;
}
