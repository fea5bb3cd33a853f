import pg from "pg";
import type { Config } from "../../config.ts";
import { runningPostgres } from "./postgres.ts";

const prefix = "werkbote_probe_";

/**
 * An empty database beside the real one, dropped afterwards: for trying out a restore. With a PostgreSQL of one's own
 * the role may not be allowed to create one; then "not-allowed".
 */
export async function withScratchDatabase<T>(
  config: Pick<Config, "databaseUrl" | "dataDir">,
  name: string,
  work: (url: string) => Promise<T>,
): Promise<T | "not-allowed"> {
  const { url, adminUrl } =
    config.databaseUrl === undefined
      ? runningPostgres(config.dataDir)
      : { url: config.databaseUrl, adminUrl: config.databaseUrl };
  const client = new pg.Client({ connectionString: adminUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    // What a killed drill left behind.
    const old = await client.query<{ name: string }>("SELECT datname AS name FROM pg_database WHERE datname LIKE $1", [
      `${prefix}%`,
    ]);
    for (const row of old.rows) await client.query(`DROP DATABASE IF EXISTS "${row.name}" WITH (FORCE)`);
    const scratch = prefix + name.replaceAll(/[^a-z0-9]/g, "");
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
      await client.query(`DROP DATABASE IF EXISTS "${scratch}" WITH (FORCE)`);
    }
  } finally {
    await client.end();
  }
}
