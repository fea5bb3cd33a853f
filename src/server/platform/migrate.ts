import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

/**
 * Plain SQL files, forward only, each in a transaction of its own. A file that was changed after it ran, or a
 * database newer than this program, stops the start: guessing would cost data.
 */
const folder = join(import.meta.dirname, "../../../db/migrations");

export async function migrate(connectionString: string, onStep: (name: string) => void = () => {}): Promise<number> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(4711)");
    await client.query("SET lock_timeout = '5s'");
    await client.query(
      "CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, digest text NOT NULL, ran_at timestamptz NOT NULL DEFAULT now())",
    );
    const { rows } = await client.query<{ name: string; digest: string }>("SELECT name, digest FROM migration");
    const done = new Map(rows.map((row) => [row.name, row.digest]));
    const files = readdirSync(folder)
      .filter((name) => name.endsWith(".sql"))
      .sort();
    const unknown = [...done.keys()].filter((name) => !files.includes(name));
    if (unknown.length > 0) throw new Error(`Die Datenbank ist neuer als dieses Programm (${unknown.join(", ")}).`);
    let count = 0;
    for (const name of files) count += await runOne(client, name, done.get(name), onStep);
    return count;
  } finally {
    await client.end();
  }
}

async function runOne(client: pg.Client, name: string, known: string | undefined, onStep: (name: string) => void) {
  const text = readFileSync(join(folder, name), "utf8");
  const digest = createHash("sha256").update(text).digest("hex");
  if (known === digest) return 0;
  if (known !== undefined) throw new Error(`Die Migration ${name} wurde nach ihrem Lauf geändert.`);
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
