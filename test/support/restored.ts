import { spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { buildApp } from "../../src/app.ts";
import { restore as restoreHere } from "../../src/commands/restore.ts";
import { readConfig } from "../../src/config.ts";
import { keyFileName } from "../../src/server/backup/archive.ts";
import { openBackupKey } from "../../src/server/backup/backup-key.adapter.ts";
import { makeBackup } from "../../src/server/backup/make-backup.action.ts";
import { endTransaction } from "../../src/server/events/end-transaction.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import { openDatabase } from "../../src/server/platform/db.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import { Keyring } from "../../src/server/platform/keyring.ts";
import { Seal } from "../../src/server/platform/seal.ts";
import { startWake } from "../../src/server/platform/wake.ts";
import { tasks } from "../../src/tasks.ts";
import { type Business, Person } from "./a-business.ts";
import { TestBrowser } from "./access-app.ts";
import { doDueJobs, type TestApp } from "./build-app.ts";
import { called } from "./command.ts";
import { compileCache } from "./compile-cache.ts";
import { admin } from "./database.ts";
import { fakeWhatsApp, type Left, noNetwork } from "./fake-channel.ts";
import { scratchFolder } from "./scratch-folder.ts";
import { silentLog } from "./silent-log.ts";

/** A backup as the night job makes it, and what a person keeps of it. */
export interface Kept {
  readonly archive: string;
  readonly keys: string;
  /** The recovery sheet as a text file. */
  readonly sheet: string;
  readonly dir: string;
}

export async function backedUp({ deps }: Pick<TestApp, "deps">): Promise<Kept> {
  const made = await makeBackup(deps);
  if (made.kind !== "made") throw made.kind === "failed" ? made.error : new Error(made.kind);
  const dir = scratchFolder("kept");
  const sheet = join(dir, "blatt.txt");
  writeFileSync(sheet, (await openBackupKey(deps.config.dataDir)).secret);
  const { backupDir, keysBackupDir } = deps.config;
  return { archive: join(backupDir, made.archive), keys: join(keysBackupDir, keyFileName), sheet, dir };
}

/** Another machine: an empty data folder and an empty database of their own. */
export interface Elsewhere {
  readonly dataDir: string;
  readonly url: string;
  /** The command line on that machine; `env` changes what it is set to. */
  restore(kept: Kept, env?: Readonly<Record<string, string>>): { code: number | null; said: string };
  /** The same command without a process of its own: what it is refused with. */
  refusal(kept: Kept, env?: Readonly<Record<string, string>>): Promise<string>;
  drop(): Promise<void>;
}

export async function elsewhere(): Promise<Elsewhere> {
  const name = `t_${randomUUID().replaceAll("-", "")}`;
  await admin(`CREATE DATABASE ${name} OWNER werkbote TEMPLATE template0`);
  const url = inject("appUrl").replace("/werkbote?", `/${name}?`);
  const dataDir = scratchFolder("elsewhere");
  return {
    dataDir,
    url,
    restore({ archive, keys, sheet }, changed = {}) {
      const env = { ...process.env, ...compileCache, WERKBOTE_DATA: dataDir, DATABASE_URL: url, ...changed };
      const args = [inject("program"), "restore", archive, "--keys", keys, "--sheet", sheet];
      const done = spawnSync(process.execPath, args, { env, encoding: "utf8", input: "" });
      return { code: done.status, said: done.stdout + done.stderr };
    },
    async refusal({ archive, keys, sheet }, changed = {}) {
      const settings = { WERKBOTE_DATA: dataDir, DATABASE_URL: url, ...changed };
      return await called(restoreHere, { words: [archive], options: { keys, sheet } }, settings).then(
        ({ status, stderr }) => (status === 0 ? "not refused" : `${status}: ${stderr}`),
        (error: Error) => error.message,
      );
    },
    async drop() {
      await admin(`DROP DATABASE ${name} WITH (FORCE)`);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The app over what was restored, by the same clock. */
export async function openRestored(app: TestApp, { dataDir, url }: Elsewhere) {
  const config = readConfig({ WERKBOTE_DATA: dataDir, DATABASE_URL: url });
  if (!config.ok) throw new Error(config.lines.join());
  const db = openDatabase(url, silentLog, 6);
  const wake = await startWake(url, silentLog);
  const keyring = Keyring.open(join(dataDir, "keys"));
  const seal = new Seal(keyring);
  db.beforeCommit = endTransaction(seal);
  const deps: Deps = { ...app.deps, config: config.config, db, wake, seal };
  const left: Left[] = [];
  const whatsapp = fakeWhatsApp(app.clock, left);
  const channels = { whatsapp };
  const running = await buildApp(deps, { channels, fetch: noNetwork, pages: false, background: false });
  const work = tasks(deps, channels, noNetwork);
  const drain = async () => {
    do {
      await running.ingest.drain(app.firm.tenantId);
    } while ((await doDueJobs(deps, work)) > 0);
  };
  const house = { deps, keyring, clock: app.clock, http: running.http, drain };
  const person = async (business: Business, role: "owner" | "office") => {
    const caller = await business.callerOf(role);
    const { token } = await createToken(deps, caller, "Nach der Wiederherstellung");
    return new Person(house, business.host, token, caller.memberId);
  };
  const stop = async () => {
    await running.stop();
    await wake.stop();
    await db.close();
  };
  return { deps, http: running.http, left, whatsapp, drain, work, person, stop };
}

/** The member's own phone, with its key and its passkey, at the restored house; every session of before has ended. */
export async function signedInAgain(
  { http, deps }: Awaited<ReturnType<typeof openRestored>>,
  { device, passkey }: TestBrowser,
): Promise<TestBrowser> {
  const browser = Object.assign(new TestBrowser(http, deps), { device, passkey });
  const { statusCode, body } = await browser.signIn();
  if (statusCode !== 200) throw new Error(`${statusCode} ${body}`);
  return browser;
}

/** Every table of a database with the number of its rows and a hash over them, each business by itself. */
export async function contents(url: string, tenants: readonly string[]): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migration' ORDER BY 1",
    );
    const found: Record<string, string> = {};
    for (const tenantId of tenants) {
      await client.query("SELECT set_config('app.tenant_id', $1, false)", [tenantId]);
      for (const { name } of tables) {
        const { rows } = await client.query<{ hash: string }>(
          `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\n' ORDER BY t::text COLLATE "C")), '') AS hash FROM "${name}" t`,
        );
        found[`${name} of ${tenants.indexOf(tenantId)}`] = rows[0]?.hash ?? "";
      }
    }
    return found;
  } finally {
    await client.end();
  }
}

/** Every file below a folder with its hash. */
export function filesIn(dir: string): Record<string, string> {
  const names = readdirSync(dir, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(dir, name)).isFile(),
  );
  const hash = (name: string) =>
    createHash("sha256")
      .update(readFileSync(join(dir, name)))
      .digest("hex");
  return Object.fromEntries(names.sort().map((name) => [name, hash(name)]));
}
