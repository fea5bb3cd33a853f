import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

const stored = sql`(select attachment_id as id from attachment where state = 'stored'
  union all select file_id from team_file) as f`;

/** Files that should lie on the disk, of chats and of the team, in the order of their ids. */
export async function storedAfter(tx: Tx, last: string | undefined, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from ${stored}
    where ${last ?? null}::uuid is null or id > ${last ?? null}::uuid order by id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Which of these should still lie there. */
export async function storedAmong(tx: Tx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`select id from ${stored}
    where id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map(({ id }) => id);
}
