import { join } from "node:path";
import type { Clock } from "./clock.ts";
import type { Database } from "./db.ts";
import type { Ids } from "./ids.ts";
import { sameSecret } from "./ids.ts";
import { Keyring } from "./keyring.ts";
import { WrongSetting } from "./wrong-setting.ts";

/**
 * Brings database and keys together. A database without its keys, or with those of another installation, stops the
 * start: a new key is never made where data exist (F23).
 * Throws a German sentence that says what to do.
 * @param demo undefined = whatever lies there
 */
export async function openInstallation(
  db: Database,
  dataDir: string,
  demo: boolean | undefined,
  deps: { readonly ids: Ids; readonly clock: Clock; readonly databaseUrl?: string | undefined },
): Promise<Keyring> {
  const dir = join(dataDir, "keys");
  const known = await loadInstallation(db);
  if (!known) {
    if (demo === undefined) throw new Error(`In ${dataDir} liegt noch kein Betrieb.`);
    const keyring = Keyring.exists(dir) ? Keyring.open(dir) : Keyring.create(dir, deps.ids.uuid());
    if (keyring.isUsed())
      throw new WrongSetting(
        `In ${dataDir} liegen die Schlüssel eines Betriebs, aber die Datenbank ist leer. Es wurde nichts geändert. ` +
          "Bitte die Datenbank dieses Betriebs angeben (DATABASE_URL) oder einen anderen Datenordner (WERKBOTE_DATA).",
      );
    await db.outside
      .insertInto("installation")
      .values({
        installation_id: keyring.installationId,
        key_check: keyring.checkValue(),
        demo,
        created_at: deps.clock.now(),
      })
      .execute();
    return keyring;
  }
  return keysOf(known, dir, demo, deps.databaseUrl);
}

/**
 * Before anything is brought up to date: a database of somebody else stays as it is. One without a business is nobody's.
 * Throws the sentences of `openInstallation`.
 */
export async function assertOwn(
  db: Pick<Database, "pool" | "outside">,
  dataDir: string,
  demo: boolean | undefined,
  databaseUrl: string | undefined,
): Promise<void> {
  const { rows } = await db.pool.query<{ there: boolean }>("SELECT to_regclass('installation') IS NOT NULL AS there");
  if (rows[0]?.there !== true) return;
  const known = await loadInstallation(db);
  if (known) keysOf(known, join(dataDir, "keys"), demo, databaseUrl);
}

/** Two columns by name: what a migration adds beside them does not disturb. */
const loadInstallation = (db: Pick<Database, "outside">) =>
  db.outside.selectFrom("installation").select(["demo", "key_check"]).executeTakeFirst();

function keysOf(
  known: { readonly demo: boolean; readonly key_check: Uint8Array },
  dir: string,
  demo: boolean | undefined,
  databaseUrl: string | undefined,
): Keyring {
  if (demo !== undefined && known.demo !== demo)
    throw new WrongSetting(demo ? notForDemo(databaseUrl !== undefined) : onlyDemo(databaseUrl !== undefined));
  if (!Keyring.exists(dir))
    throw new Error(
      `Die Schlüssel fehlen (${dir}). Ohne sie sind die Daten nicht lesbar; legen Sie die gesicherten Schlüssel zurück.`,
    );
  const keyring = Keyring.open(dir);
  if (!sameSecret(keyring.checkValue(), known.key_check))
    throw new Error(
      "Diese Schlüssel gehören zu einer anderen Datenbank. Es wurde nichts geändert. Bitte den Ordner keys zurücklegen, der zu ihr gehört.",
    );
  return keyring;
}

/** @param apart the database is one of the operator's own: a folder of its own alone would not help */
const notForDemo = (apart: boolean): string =>
  apart
    ? "In der Datenbank (DATABASE_URL) liegt ein echter Betrieb. Die Demo braucht eine eigene: Starten Sie sie ohne DATABASE_URL oder mit einer leeren Datenbank."
    : "Hier liegt ein echter Betrieb. Die Demo läuft nur auf einem eigenen Datenordner (WERKBOTE_DATA).";

const onlyDemo = (apart: boolean): string =>
  apart
    ? "In der Datenbank (DATABASE_URL) liegt eine Demo; sie startet mit --demo. Ein echter Betrieb braucht eine andere Datenbank."
    : "Hier liegt eine Demo; sie startet mit --demo. Ein echter Betrieb braucht einen anderen Datenordner (WERKBOTE_DATA).";
