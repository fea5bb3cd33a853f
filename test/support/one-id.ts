import pg from "pg";
import { inject } from "vitest";
import type { Business } from "./a-business.ts";
import type { TestApp } from "./build-app.ts";

interface Column {
  readonly at: string;
  readonly col: string;
}

/** Every kind of thing has a table whose key is an id of its own, called like the table. */
const ownIds = `select c.oid::regclass::text as at, a.attname as col
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[2] and a.atttypid = 'uuid'::regtype
  where k.contype = 'p' and cardinality(k.conkey) = 2 and c.relnamespace = 'public'::regnamespace
    and (c.relname like '%' || regexp_replace(a.attname, '_id$', '') or c.relname = 'channel_account')
  order by 1`;
const idColumns = `select a.attrelid::regclass::text as at, a.attname as col
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
    and a.atttypid = 'uuid'::regtype
    -- Rooms and projects have their keys side by side here; nobody asks for one.
    and c.relname <> 'team_key'`;

/**
 * Gives one thing of every kind the business has the same id, wherever it is named: a route that is asked with this id
 * is asked with one of every kind at once. What is sealed under the old id does not open any more, so a route that
 * should have said no ends as a bug (500) at best.
 * @param except ids that stay as they are
 * @returns the id, and the tables of the kinds that have it
 */
export async function oneIdForAll(
  app: TestApp,
  business: Business,
  except: readonly string[],
): Promise<{ id: string; kinds: string[] }> {
  const id = app.deps.ids.uuid();
  const kinds: string[] = [];
  const [database = ""] = /(?<=\/)\w+(?=\?)/.exec(app.url) ?? [];
  const client = new pg.Client({ connectionString: inject("adminUrl").replace("/postgres?", `/${database}?`) });
  await client.connect();
  try {
    // Ids never change, so nothing in the database follows them by itself.
    await client.query("set session_replication_role = replica");
    const old: string[] = [];
    for (const { at, col } of (await client.query<Column>(ownIds)).rows) {
      const { rows } = await client.query<{ old: string }>(
        `select ${col} as old from ${at} where tenant_id = $1 and ${col} <> all($2) order by ${col} limit 1`,
        [business.tenantId, except],
      );
      old.push(...rows.map((row) => row.old));
      if (rows.length > 0) kinds.push(at);
    }
    for (const { at, col } of (await client.query<Column>(idColumns)).rows)
      await client.query(`update ${at} set ${col} = $1 where ${col} = any($2)`, [id, old]);
  } finally {
    await client.end();
  }
  return { id, kinds };
}
