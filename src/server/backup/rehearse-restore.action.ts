import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openOneMessage } from "../conversations/open-one-message.action.ts";
import { openDatabase } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Keyring } from "../platform/keyring.ts";
import { migrate } from "../platform/migrate.ts";
import { withScratchDatabase } from "../platform/postgres/scratch-database.ts";
import { Seal } from "../platform/seal.ts";
import { listTenants } from "../tenants/list-tenants.action.ts";
import { readRemoved } from "../tenants/removed-tenant.adapter.ts";
import { keyFileName, newestOf } from "./archive.ts";
import { listArchives } from "./backup-folder.adapter.ts";
import { openBackupKey } from "./backup-key.adapter.ts";
import type { Drill } from "./backup-log.adapter.ts";
import { checkRestore } from "./check-restore.action.ts";
import { fillDatabase } from "./fill-database.action.ts";
import { BadArchive } from "./read-archive.adapter.ts";
import { putFile } from "./restored-files.adapter.ts";

type Needs = Pick<Deps, "config" | "clock" | "log">;
type Outcome = Pick<Drill, "result" | "says">;

/**
 * The weekly rehearsal: the newest archive is restored into a scratch database with the key file as it lies in its own
 * folder, every count is compared, the schema is brought up to date, and in each business a sealed message is opened.
 * Green only when all of that held; the files are read and hashed, but not put anywhere.
 * @returns undefined while another rehearsal is under way, and where there is no archive yet: that it is missing is said
 *   where archives are told of (backup-standing.action.ts), and a machine that is off at night rehearses before its first
 */
export async function rehearseRestore(deps: Needs): Promise<Drill | undefined> {
  const begun = deps.clock.now();
  const newest = newestOf(await listArchives(deps.config.backupDir), begun);
  const outcome = newest && (await rehearse(deps, newest.path).catch((error: unknown) => failed(deps, error)));
  if (newest === undefined || outcome === undefined) return undefined;
  const seconds = (deps.clock.now().getTime() - begun.getTime()) / 1_000;
  return { at: begun.toISOString(), seconds, archive: newest.name, ...outcome };
}

function failed(deps: Needs, error: unknown): Outcome {
  deps.log.error("backup drill failed", { error });
  const says = error instanceof BadArchive ? error.message : "Die Sicherung ließ sich nicht zur Probe einspielen.";
  return { result: "red", says: says.replace(" Es wurde nichts geändert.", "") };
}

async function rehearse(deps: Needs, archive: string): Promise<Outcome | undefined> {
  const key = await openBackupKey(deps.config.dataDir);
  const keys = join(deps.config.keysBackupDir, keyFileName);
  await checkRestore(archive, keys, key, () => {});
  const name = deps.clock.now().toISOString().toLowerCase();
  const opened = await withScratchDatabase(deps.config, name, async (url) => {
    dropRehearsal(deps.config);
    const dir = folderOf(deps.config);
    try {
      mkdirSync(dir, { mode: 0o700 });
      const file = async (named: string, body: AsyncIterable<Buffer>) => {
        if (named.startsWith("keys/")) await putFile(dir, named, body);
      };
      await fillDatabase(url, { archive, keys, key, file }, () => {});
      await migrate(url);
      return await openSamples(deps, url, dir);
    } finally {
      dropRehearsal(deps.config);
    }
  });
  if (opened === "busy") return undefined;
  if (opened === "not-allowed")
    return {
      result: "not-possible",
      says: "Die Sicherung ist vollständig lesbar. Zur Probe einspielen geht nicht: Die Rolle in DATABASE_URL darf keine Datenbank anlegen (CREATEDB).",
    };
  return { result: "green", says: opened };
}

/** The keys lie open in it: never outside the data folder. */
const folderOf = ({ dataDir }: Needs["config"]): string => join(dataDir, "rehearsal");

/** Also what a killed rehearsal left: keys that were thrown away since would outlive their end in it. */
export function dropRehearsal(config: Needs["config"]): void {
  rmSync(folderOf(config), { recursive: true, force: true });
}

/** Opens a message in every business with the keys that came out of the key file. */
async function openSamples(deps: Needs, url: string, dir: string): Promise<string> {
  const seal = new Seal(Keyring.open(join(dir, "keys")));
  const db = openDatabase(url, deps.log, 2);
  try {
    // Who was taken out of this installation since the archive was written has no keys any more, and would go again.
    const removed = readRemoved(dir);
    const tenants = (await listTenants({ db })).filter((tenantId) => !removed.has(tenantId));
    let opened = 0;
    for (const tenantId of tenants)
      if (await db.withTenant(tenantId, (tx) => openOneMessage({ seal }, tx, tenantId))) opened += 1;
    return `Eingespielt und verglichen: ${tenants.length} ${tenants.length === 1 ? "Betrieb" : "Betriebe"}, Zeilen vollzählig, ${opened} verschlüsselte ${opened === 1 ? "Nachricht" : "Nachrichten"} zur Probe geöffnet.`;
  } finally {
    await db.close();
  }
}
