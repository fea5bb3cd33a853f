import pg from "pg";
import { entryRefusal } from "../db/entry-trouble.ts";
import { WrongSetting } from "../wrong-setting.ts";
import { isLentByTurns } from "./lent-by-turns.ts";

/**
 * Row-level security does not bind superusers or roles with BYPASSRLS: with such a role one business could see
 * another. Throws a German sentence that says how to make a plain role. So do those whom the first table would be refused,
 * a database that cannot hold every letter, and a pooler whose sessions change hands.
 */
export async function assertPlainRole(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw entryRefusal(error);
  }
  try {
    const { rows } = await client.query<{
      strong: boolean;
      version: number;
      weak: boolean;
      homeless: boolean;
      encoding: string;
    }>(
      `SELECT rolsuper OR rolbypassrls AS strong, current_setting('server_version_num')::int / 10000 AS version,
         not has_database_privilege(current_database(), 'CREATE') AS weak,
         has_schema_privilege(current_schema(), 'CREATE') IS NOT TRUE AS homeless,
         current_setting('server_encoding') AS encoding
       FROM pg_roles WHERE rolname = current_user`,
    );
    const [found] = rows;
    if (found?.strong)
      throw new WrongSetting(
        "Die Rolle in DATABASE_URL darf zu viel: Nötig ist eine Rolle ohne SUPERUSER und ohne BYPASSRLS, der die Datenbank gehört.",
      );
    if ((found?.version ?? 0) < 16) throw new WrongSetting("Werkbote braucht PostgreSQL 16 oder neuer.");
    if (found?.weak)
      throw new WrongSetting(
        "Die Rolle in DATABASE_URL darf zu wenig: Die Datenbank muss ihr gehören (ALTER DATABASE … OWNER TO …).",
      );
    if (found?.homeless)
      throw new WrongSetting(
        "Der Rolle in DATABASE_URL fehlt ein Schema zum Schreiben: Bitte in der Datenbank eines anlegen und ihr geben (CREATE SCHEMA IF NOT EXISTS public; ALTER SCHEMA public OWNER TO …).",
      );
    if (found?.encoding !== "UTF8")
      throw new WrongSetting(
        "Die Datenbank aus DATABASE_URL kennt nicht alle Zeichen. Nötig ist eine mit UTF8 (CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0).",
      );
    const lent = isLentByTurns(client, connectionString).catch((error: unknown) => {
      throw entryRefusal(error);
    });
    if (await lent)
      throw new WrongSetting(
        "Vor der Datenbank steht ein Pooler, der eine Verbindung reihum vergibt; Sperren blieben darin liegen. Nötig ist pool_mode = session (PgBouncer) oder eine DATABASE_URL, die ohne ihn zu PostgreSQL führt.",
      );
  } finally {
    await client.end();
  }
}
