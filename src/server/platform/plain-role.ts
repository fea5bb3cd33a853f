import pg from "pg";

/**
 * Row-level security does not bind superusers or roles with BYPASSRLS: with such a role one business could see
 * another. Throws a German sentence that says how to make a plain role.
 */
export async function assertPlainRole(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch {
    throw new Error("Die Datenbank ist nicht erreichbar. Prüfen Sie DATABASE_URL und ob PostgreSQL läuft.");
  }
  try {
    const { rows } = await client.query<{ strong: boolean; version: number }>(
      `SELECT rolsuper OR rolbypassrls AS strong, current_setting('server_version_num')::int / 10000 AS version
       FROM pg_roles WHERE rolname = current_user`,
    );
    if (rows[0]?.strong)
      throw new Error(
        "Die Rolle in DATABASE_URL darf zu viel: Nötig ist eine Rolle ohne SUPERUSER und ohne BYPASSRLS, der die Datenbank gehört.",
      );
    if ((rows[0]?.version ?? 0) < 16) throw new Error("Werkbote braucht PostgreSQL 16 oder neuer.");
  } finally {
    await client.end();
  }
}
