import { join } from "node:path";
import type { Deps } from "../platform/deps.ts";
import { type About, archiveName, belongsTo, keyFileName, type Progress } from "./archive.ts";
import { latestMoment, readKeyFiles, sealedBytes, sealedFiles } from "./backup-folder.adapter.ts";
import { openBackupKey } from "./backup-key.adapter.ts";
import { closeSnapshot, copyOut, openSnapshot, type Snapshot } from "./dump.store.ts";
import { type FileToKeep, type Written, writeArchive } from "./write-archive.adapter.ts";

type Client = Parameters<typeof openSnapshot>[0];
type Needs = Pick<Deps, "config" | "clock">;

/**
 * Writes the key file and, unless only keys are wanted, an archive, both from the same snapshot. The key file goes
 * first: it fits every archive made until now, and an archive without it would be worth nothing.
 * When it fails, the client may be in the middle of a COPY: it is good for nothing but being closed.
 * @param dir where the archive goes; undefined = the key file alone
 * @returns the archive's name, "" for keys alone
 */
export async function writeBackupFiles(
  deps: Needs,
  client: Client,
  dir: string | undefined,
  progress: Progress,
): Promise<Written & { name: string }> {
  const { config } = deps;
  const key = await openBackupKey(config.dataDir);
  const { snapshot, keys } = await steadySnapshot(client, config.dataDir);
  const written = await writeBoth(deps, { client, snapshot, keys, key }, dir, progress);
  await closeSnapshot(client);
  return written;
}

/** What both files are written from. */
interface Source {
  readonly client: Client;
  readonly snapshot: Snapshot;
  readonly keys: readonly FileToKeep[];
  readonly key: Awaited<ReturnType<typeof openBackupKey>>;
}

async function writeBoth(
  { config, clock }: Needs,
  { client, snapshot, keys, key }: Source,
  dir: string | undefined,
  progress: Progress,
): Promise<Written & { name: string }> {
  const now = clock.now();
  const madeAt = now.toISOString();
  // A key file is never older than an archive: not where that was made by a clock that has been put back since, either.
  const keysMadeAt = [madeAt, await latestMoment(config.backupDir)].sort().at(-1) ?? madeAt;
  const rows = (kind: About["kind"]) => () => tableRows(client, snapshot, kind);
  const keysWritten = await writeArchive(join(config.keysBackupDir, keyFileName), key.recipient, {
    about: aboutOf(snapshot, "keys", keysMadeAt),
    rows: rows("keys"),
    files: () => each(keys),
    onBytes: () => {},
  });
  if (dir === undefined) return { ...keysWritten, name: "" };
  const name = archiveName(now, key.id);
  const tableBytes = snapshot.tables.reduce((sum, table) => sum + table.size, 0);
  const total = tableBytes + (await sealedBytes(config.dataDir));
  const done = { rows: 0, files: 0 };
  const written = await writeArchive(join(dir, name), key.recipient, {
    about: aboutOf(snapshot, "data", madeAt),
    rows: rows("data"),
    files: () => sealedFiles(config.dataDir),
    onBytes: (source, bytes) => {
      done[source] += bytes;
      // Rows weigh more as text than on disk: never more than their part of the whole.
      progress(Math.min(done.rows, tableBytes) + done.files, total);
    },
  });
  return { ...written, name };
}

/**
 * A snapshot with the key files that belong to it. The keyring changes once a week: a new key, all contact keys wrapped
 * anew, the old key thrown away. If the file is the same before and after the snapshot began, none of it came between.
 */
async function steadySnapshot(client: Client, dataDir: string) {
  for (let tries = 0; ; tries++) {
    const before = await readKeyFiles(dataDir);
    const snapshot = await openSnapshot(client);
    const after = await readKeyFiles(dataDir);
    if (after.length === before.length && before.every(({ bytes }, i) => after[i]?.bytes.equals(bytes)))
      return { snapshot, keys: before };
    await closeSnapshot(client);
    if (tries === 20) throw new Error("the keyring does not hold still");
  }
}

function aboutOf(
  { installation, migrations, tables, sequences }: Snapshot,
  kind: About["kind"],
  madeAt: string,
): About {
  if (!installation) throw new Error("Hier gibt es noch nichts zu sichern.");
  return {
    format: 1,
    kind,
    madeAt,
    installationId: installation.id,
    demo: installation.demo,
    migrations,
    tables: tables
      .filter(({ name }) => belongsTo(name) === kind)
      .map(({ name, columns }) => ({ name, columns: [...columns] })),
    sequences: kind === "data" ? sequences : [],
  };
}

async function* tableRows(client: Client, { tables, tenants }: Snapshot, kind: About["kind"]) {
  for (const table of tables) {
    if (belongsTo(table.name) !== kind) continue;
    for (const tenantId of table.walled ? tenants : [undefined])
      yield { table: table.name, part: tenantId ?? "all", stream: await copyOut(client, table, tenantId) };
  }
}

async function* each(files: readonly FileToKeep[]) {
  yield* files;
}
