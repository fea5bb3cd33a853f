import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { WrongSetting } from "./wrong-setting.ts";

/**
 * Plain SQL files, forward only, each in a transaction of its own. A file that was changed after it ran, or a
 * database newer than this program, stops the start: guessing would cost data.
 */
const folder = join(import.meta.dirname, "../../../db/migrations");

const table =
  "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, digest text NOT NULL, ran_at timestamptz NOT NULL DEFAULT now())";

/**
 * Until a table is counted for the first time, PostgreSQL takes tenant_id for one of two hundred values, and any index
 * that begins with it for as good as the right one: a look-up by key then goes through everything a business has, as
 * long as that plan is kept. Most installations hold one business. What PostgreSQL counts replaces this as soon as there
 * is something to count. Before version 18 nobody can tell it.
 */
const expectOneBusiness = `
  DO $$
  BEGIN
    IF current_setting('server_version_num')::int >= 180000 THEN
      PERFORM pg_restore_attribute_stats('schemaname', current_schema()::text, 'relname', c.relname::text,
        'attname', 'tenant_id', 'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.reltuples <= 0;
    END IF;
  END $$`;

export const digestOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/**
 * Brings the database up to this program; two that start at once go one after the other.
 * @param onStep hears the name of each file that runs
 * @returns how many ran
 * @throws Error with a German sentence: the database is newer, or a file was changed after it ran
 */
export async function migrate(connectionString: string, onStep: (name: string) => void = () => {}): Promise<number> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(4711)");
    await client.query("SET lock_timeout = '5s'");
    await client.query(table);
    const done = await migrationsIn(client);
    const files = ownMigrations();
    assertNotNewer(done, files);
    let count = 0;
    for (const name of files) count += await runOne(client, name, done.get(name), onStep);
    if (count > 0) await client.query(expectOneBusiness);
    return count;
  } finally {
    await client.end();
  }
}

const ownMigrations = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();

async function migrationsIn(db: Pick<pg.ClientBase, "query">): Promise<Map<string, string>> {
  const { rows } = await db.query<MigrationRef>("SELECT name, digest FROM migration");
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

/** One name is enough to find the version by; dozens of them would hide the sentence. */
function assertNotNewer(done: ReadonlyMap<string, string>, files: readonly string[]): void {
  const newest = [...done.keys()]
    .filter((name) => !files.includes(name))
    .sort()
    .at(-1);
  if (newest !== undefined)
    throw new WrongSetting(
      `Die Datenbank ist neuer als dieses Programm (${newest}). Bitte mit der neueren Fassung von Werkbote starten. ` +
        "Es wurde nichts geändert.",
    );
}

/**
 * Beside a running server nothing is migrated, and what this program writes fits its own schema only: after the files
 * were renewed, the server that runs is still the old one. Throws a German sentence that says what to do.
 */
export async function assertSameVersion(db: Pick<pg.ClientBase, "query">): Promise<void> {
  const done = await migrationsIn(db);
  const files = ownMigrations();
  assertNotNewer(done, files);
  if (files.some((name) => !done.has(name)))
    throw new Error(
      "Der Server, der hier läuft, ist älter als dieses Programm. Bitte den Server neu starten und noch einmal " +
        "versuchen, oder die Fassung nehmen, mit der er läuft. Es wurde nichts geändert.",
    );
}

/** A migration by name and digest, as `migration` keeps it. */
export interface MigrationRef {
  readonly name: string;
  readonly digest: string;
}

/** What of these this program does not know, or knows with another text: the data are newer than the program. */
export function unknownMigrations(given: readonly MigrationRef[]): string[] {
  const files = readdirSync(folder);
  return given
    .filter(
      ({ name, digest }) => !files.includes(name) || digestOf(readFileSync(join(folder, name), "utf8")) !== digest,
    )
    .map(({ name }) => name);
}

/**
 * Brings the schema to exactly these migrations, inside the caller's transaction: what a restore does before it fills
 * the tables. Those that ran already are left out.
 */
export async function migrateWithin(client: pg.ClientBase, wanted: readonly MigrationRef[]): Promise<void> {
  await client.query(table);
  const { rows } = await client.query<{ name: string }>("SELECT name FROM migration");
  const done = new Set(rows.map(({ name }) => name));
  for (const { name, digest } of wanted) {
    if (done.has(name)) continue;
    await client.query(readFileSync(join(folder, name), "utf8"));
    await client.query("INSERT INTO migration (name, digest) VALUES ($1, $2)", [name, digest]);
  }
}

async function runOne(client: pg.Client, name: string, known: string | undefined, onStep: (name: string) => void) {
  const text = readFileSync(join(folder, name), "utf8");
  const digest = digestOf(text);
  if (known === digest) return 0;
  if (known !== undefined) throw new WrongSetting(`Die Migration ${name} wurde nach ihrem Lauf geändert.`);
  onStep(name);
  await client.query("BEGIN");
  try {
    await client.query(text);
    await client.query("INSERT INTO migration (name, digest) VALUES ($1, $2)", [name, digest]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
  return 1;
}
