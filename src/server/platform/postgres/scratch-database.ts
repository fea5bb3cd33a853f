import { createHash } from "node:crypto";
import pg from "pg";
import type { Config } from "../config.ts";
import { runningPostgres } from "../postgres.ts";

const prefix = "werkbote_probe_";

/**
 * An empty database beside the real one, dropped afterwards: for trying out a restore. With a PostgreSQL of one's own
 * the role may not be allowed to create one; then "not-allowed". One at a time: while another is at it, "busy".
 */
export async function withScratchDatabase<T>(
  config: Pick<Config, "databaseUrl" | "dataDir">,
  name: string,
  work: (url: string) => Promise<T>,
): Promise<T | "not-allowed" | "busy"> {
  const { url, adminUrl } =
    config.databaseUrl === undefined
      ? runningPostgres(config.dataDir)
      : { url: config.databaseUrl, adminUrl: config.databaseUrl };
  const client = new pg.Client({ connectionString: adminUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    // Locks are a database's own, and this one ends with the connection.
    const lock = await client.query<{ mine: boolean; real: string }>(
      "SELECT pg_try_advisory_lock(hashtext($1)) AS mine, current_database() AS real",
      [prefix],
    );
    const [found] = lock.rows;
    if (found?.mine !== true) return "busy";
    // Several installations may share a PostgreSQL server; what one of them is trying out is nothing of another's.
    const own = `${prefix}${createHash("sha256").update(found.real).digest("hex").slice(0, 12)}_`;
    // What a killed drill left behind.
    const old = await client.query<{ name: string }>(
      "SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)",
      [own],
    );
    for (const row of old.rows) await drop(client, row.name);
    const scratch = own + name.replaceAll(/[^a-z0-9]/g, "");
    const owner = config.databaseUrl === undefined ? " OWNER werkbote" : "";
    try {
      await client.query(`CREATE DATABASE "${scratch}"${owner} TEMPLATE template0`);
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === "42501") return "not-allowed";
      throw error;
    }
    try {
      return await work(url.replace(/^([^/]*\/\/[^/]*\/)[^?]*/, `$1${scratch}`));
    } finally {
      await drop(client, scratch);
    }
  } finally {
    await client.end();
  }
}

/**
 * On a busy machine who is thrown out takes longer to go than the five seconds PostgreSQL waits for that. And a role that
 * is no superuser may throw out nobody while autovacuum is in there (PostgreSQL 18, TerminateOtherDBBackends): without
 * FORCE PostgreSQL sends that away itself.
 */
async function drop(client: pg.Client, database: string, force = " WITH (FORCE)", tries = 3): Promise<void> {
  try {
    await client.query(`DROP DATABASE IF EXISTS "${database}"${force}`);
  } catch (error) {
    const state = error instanceof pg.DatabaseError ? error.code : undefined;
    if ((state !== "55006" && state !== "42501") || tries === 1) throw error;
    await drop(client, database, state === "55006" ? " WITH (FORCE)" : "", tries - 1);
  }
}
