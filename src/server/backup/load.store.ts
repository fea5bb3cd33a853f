import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { About } from "./archive.ts";
import { quoted } from "./dump.store.ts";

/**
 * Fills empty tables. The role owns them but is bound by forced row-level security, and COPY FROM refuses to work under
 * it: inside the one transaction of a restore the walls are taken down and put back, foreign keys too (in whatever
 * order tables come), and triggers, which would act on old rows as if they were new.
 */
export interface Opened {
  readonly tables: readonly string[];
  readonly keys: readonly { readonly table: string; readonly name: string; readonly definition: string }[];
}

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: "werkbote restore" });
  client.on("error", () => {});
  await client.connect();
  return client;
}

export async function isEmpty(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query(
    "SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'p') LIMIT 1",
  );
  return rows.length === 0;
}

export async function takeDownWalls(client: pg.ClientBase): Promise<Opened> {
  const { rows: tables } = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relforcerowsecurity",
  );
  const { rows: keys } = await client.query<Opened["keys"][number]>(
    `SELECT c.relname AS "table", k.conname AS name, pg_get_constraintdef(k.oid) AS definition
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace`,
  );
  const statements = [
    ...keys.map(({ table, name }) => `ALTER TABLE ${quoted(table)} DROP CONSTRAINT ${quoted(name)}`),
    ...tables.map(({ name }) => `ALTER TABLE ${quoted(name)} NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER`),
  ];
  await client.query(statements.join(";\n"));
  return { tables: tables.map(({ name }) => name), keys };
}

export async function putUpWalls(client: pg.ClientBase, { tables, keys }: Opened): Promise<void> {
  const statements = [
    ...keys.map((k) => `ALTER TABLE ${quoted(k.table)} ADD CONSTRAINT ${quoted(k.name)} ${k.definition}`),
    ...tables.map((name) => `ALTER TABLE ${quoted(name)} FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER`),
  ];
  await client.query(statements.join(";\n"));
}

/**
 * Rows of one table, handed in piece by piece; `end` says how many there were. Until then the connection takes no other
 * statement, not even the end of the transaction: whoever stops in the middle gives up.
 */
export interface CopyIn {
  write(bytes: Buffer): Promise<void>;
  end(): Promise<number>;
  giveUp(): void;
}

/** Begins to fill one table. */
export function copyIn(client: pg.ClientBase, table: About["tables"][number]): CopyIn {
  const stream = client.query(
    copyFrom(`COPY ${quoted(table.name)} (${table.columns.map(quoted).join(", ")}) FROM STDIN`),
  );
  const feed = new TransformStream<Uint8Array, Uint8Array>();
  const writer = feed.writable.getWriter();
  const done = pipeline(feed.readable, stream);
  // Heard by whoever writes or ends.
  done.catch(() => {});
  return {
    write: async (bytes) => {
      await Promise.race([writer.write(bytes), done]);
    },
    end: async () => {
      await Promise.all([writer.close(), done]);
      return stream.rowCount;
    },
    giveUp: () => {
      stream.destroy(new Error("given up"));
    },
  };
}

export async function setSequences(client: pg.ClientBase, sequences: About["sequences"]): Promise<void> {
  for (const { name, last } of sequences)
    await client.query("SELECT setval(quote_ident($1)::regclass, $2)", [name, last]);
}

/** The key file is newer than the archive: keys of what came later have nothing to open here. */
export async function dropStrayKeys(client: pg.ClientBase): Promise<void> {
  await client.query(`DELETE FROM contact_key k WHERE NOT EXISTS
    (SELECT FROM contact c WHERE c.tenant_id = k.tenant_id AND c.contact_id = k.contact_id)`);
  // A project has a key of its own, one for its card and one for each further customer.
  await client.query(`DELETE FROM team_key k
    WHERE NOT EXISTS (SELECT FROM room r WHERE r.tenant_id = k.tenant_id AND r.room_id = k.owner_id)
      AND NOT EXISTS (SELECT FROM project p WHERE p.tenant_id = k.tenant_id AND k.owner_id IN (p.project_id, p.card_key_id))
      AND NOT EXISTS (SELECT FROM project_contact c WHERE c.tenant_id = k.tenant_id AND c.key_id = k.owner_id)`);
}
