import type { TestApp } from "./build-app.ts";

/** How many statements wait for a lock just now. */
export async function lockWaits(app: TestApp): Promise<number> {
  const { rows } = await app.deps.db.pool.query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows.length;
}
