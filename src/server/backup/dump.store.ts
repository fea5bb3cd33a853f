import type { Readable } from "node:stream";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { About } from "./archive.ts";

/**
 * Reads every table in one snapshot. The role of the server is bound by row-level security like everything else, so
 * rows are read one business after the other, in the same transaction; tables outside every business once. Whatever is
 * UNLOGGED (the search index) and whatever lies in another schema (the job queue) is no part of it.
 */
export interface Snapshot {
  readonly installation: { readonly id: string; readonly demo: boolean } | undefined;
  readonly migrations: About["migrations"];
  readonly tables: readonly Table[];
  readonly sequences: About["sequences"];
  readonly tenants: readonly string[];
}

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** False: outside every business. */
  readonly walled: boolean;
  /** On disk; good enough to say how far we are. */
  readonly size: number;
}

const running = 4712;
const writingKeys = 4713;

/** Longer than the key file alone ever takes; a disk that hangs must not hold a backup for ever. */
const patience = "60s";

/** One backup at a time, over all processes. The key file alone is a moment's work, and waited for. False: another one is at it. */
export async function lockBackups(client: pg.ClientBase): Promise<boolean> {
  if (!(await tryLock(client, running))) return false;
  try {
    await client.query(
      `BEGIN; SET LOCAL lock_timeout = '${patience}'; SELECT pg_advisory_lock(${writingKeys}); COMMIT`,
    );
    return true;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError && error.code === "55P03")) throw error;
    await client.query("ROLLBACK");
    await client.query("SELECT pg_advisory_unlock($1)", [running]);
    return false;
  }
}

/** For the key file alone. False: somebody is writing it already, a backup as well. */
export const lockKeyFile = (client: pg.ClientBase): Promise<boolean> => tryLock(client, writingKeys);

async function tryLock(client: pg.ClientBase, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>("SELECT pg_try_advisory_lock($1) AS got", [lock]);
  return rows[0]?.got === true;
}

/** PostgreSQL's process at the other end of this line. */
export async function backendOf(client: pg.ClientBase): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  return rows[0]?.pid;
}

/** Ends that process if it is still there, and waits until it is gone with all it held, in milliseconds at most. */
export async function endBackend(pool: pg.Pool, pid: number, withinMs: number): Promise<void> {
  await pool.query("SELECT pg_terminate_backend($1, $2)", [pid, withinMs]);
}

/** Both, or the one there is. */
export async function unlockBackups(client: pg.ClientBase): Promise<void> {
  await client.query("SELECT pg_advisory_unlock_all()");
}

/** Opens a read-only transaction in which every table is read as of the same moment. */
export async function openSnapshot(client: pg.ClientBase): Promise<Snapshot> {
  await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  await client.query(
    "SET LOCAL datestyle = 'ISO'; SET LOCAL bytea_output = 'hex'; SET LOCAL intervalstyle = 'postgres'",
  );
  const ask = async <T extends object>(text: string) => (await client.query<T>(text)).rows;
  const [installation] = await ask<{ id: string; demo: boolean }>(
    "SELECT installation_id AS id, demo FROM installation",
  );
  return {
    installation,
    migrations: await ask("SELECT name, digest FROM migration ORDER BY name"),
    tables: await ask(`
      SELECT c.relname AS name, c.relrowsecurity AS walled, pg_table_size(c.oid) AS size,
        (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns
      FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p' AND c.relname <> 'migration'
      ORDER BY c.relname`),
    sequences: await ask(`
      SELECT sequencename::text AS name, last_value AS last FROM pg_sequences
      WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`),
    tenants: (await ask<{ id: string }>("SELECT tenant_id AS id FROM tenant ORDER BY 1")).map(({ id }) => id),
  };
}

export async function closeSnapshot(client: pg.ClientBase): Promise<void> {
  await client.query("ROLLBACK");
}

/** The rows of a table in PostgreSQL's text format, of one business where the table belongs to businesses. */
export async function copyOut(client: pg.ClientBase, table: Table, tenantId: string | undefined): Promise<Readable> {
  await client.query("SELECT set_config('app.tenant_id', $1, true)", [tenantId ?? ""]);
  const columns = table.columns.map(quoted).join(", ");
  const rows = client.query(copyTo(`COPY (SELECT ${columns} FROM ${quoted(table.name)}) TO STDOUT`));
  // Whoever reads hears of an error; nobody reads any more when a connection is closed that nobody needs.
  rows.on("error", () => {});
  return rows;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
