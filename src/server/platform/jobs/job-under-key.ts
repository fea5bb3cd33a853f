import { sql } from "kysely";
import type pg from "pg";
import type { Tx } from "../db.ts";

/** True while the job under this key waits for its turn or is held by a worker: one that failed for good is not. */
export async function isJobAlive(db: pg.Pool, key: string): Promise<boolean> {
  const { rows } = await db.query(
    "select from graphile_worker.jobs where key = $1 and (locked_at is not null or attempts < max_attempts)",
    [key],
  );
  return rows.length > 0;
}

/** Which of these keys have such a job. */
export async function aliveAmong(tx: Tx, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const { rows } = await sql<{ key: string }>`
    select key from graphile_worker.jobs
    where key = any(${[...keys]}) and (locked_at is not null or attempts < max_attempts)`.execute(tx);
  return new Set(rows.map(({ key }) => key));
}

/** Gives up the job under this key if a worker holds it: for whoever knows that the worker is gone. @returns whether it did */
export async function dropHeldJob(db: pg.ClientBase, key: string): Promise<boolean> {
  const { rows } = await db.query(
    `select graphile_worker.remove_job(key) from graphile_worker.jobs where key = $1 and locked_at is not null`,
    [key],
  );
  return rows.length > 0;
}

/**
 * Gives up the job under this key whose last try ended without a word: its worker died, and its lock was taken from it
 * (job-locks.ts). One that failed says why. @returns whether there was one
 */
export async function dropLostJob(db: pg.Pool, key: string): Promise<boolean> {
  const { rows } = await db.query(
    `select graphile_worker.remove_job(key) from graphile_worker.jobs
    where key = $1 and locked_at is null and attempts >= max_attempts and last_error is null`,
    [key],
  );
  return rows.length > 0;
}
