import { migrateWithin } from "../platform/migrate.ts";
import type { About, Progress } from "./archive.ts";
import type { BackupKey } from "./backup-key.adapter.ts";
import { type CopyIn, copyIn, dropStrayKeys, putUpWalls, setSequences, takeDownWalls } from "./load.store.ts";
import { readArchive } from "./read-archive.adapter.ts";

type Client = Parameters<typeof takeDownWalls>[0];

export interface Load {
  readonly archive: string;
  readonly keys: string;
  readonly key: BackupKey;
  /** Takes a file of either of the two; must read its whole body. */
  readonly file: (name: string, body: AsyncIterable<Buffer>) => Promise<void>;
}

/**
 * Fills an empty database from archive and key file, in one transaction: it is there whole or not at all. The schema is
 * first brought to what the archive was written under, then to that of the key file, which is never older; whoever
 * calls migrates on from there.
 */
export async function loadArchive(client: Client, load: Load, progress: Progress): Promise<void> {
  await client.query("BEGIN");
  try {
    await fill(client, load.archive, load, progress);
    await fill(client, load.keys, load, () => {});
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function fill(client: Client, path: string, { key, file }: Load, progress: Progress): Promise<void> {
  let about: About | undefined;
  let walls: Awaited<ReturnType<typeof takeDownWalls>> | undefined;
  let open: { table: string; copy: CopyIn } | undefined;
  const counts = new Map<string, number>();
  const finish = async () => {
    if (open) counts.set(open.table, await open.copy.end());
    open = undefined;
  };
  const giveUp = (error: unknown): never => {
    open?.copy.giveUp();
    throw error;
  };
  const manifest = await readArchive(
    path,
    key,
    {
      about: async (given) => {
        about = given;
        await migrateWithin(client, given.migrations);
        walls = await takeDownWalls(client);
      },
      rows: async (name, bytes) => {
        if (open?.table !== name) {
          await finish();
          const table = about?.tables.find((one) => one.name === name);
          if (!table) throw new Error("rows of an unknown table");
          open = { table: name, copy: copyIn(client, table) };
        }
        await open.copy.write(bytes);
      },
      file: async (name, body) => {
        await finish();
        await file(name, body);
      },
    },
    progress,
  ).catch(giveUp);
  await finish();
  for (const [table, { count }] of Object.entries(manifest.tables))
    if ((counts.get(table) ?? 0) !== count) throw new Error(`rows are missing in ${table}`);
  if (!about || !walls) throw new Error("an archive without a beginning");
  if (about.kind === "keys") await dropStrayKeys(client);
  await setSequences(client, about.sequences);
  await putUpWalls(client, walls);
}
