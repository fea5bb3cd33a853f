import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** Each by itself and by its key: together they would be sorted anew for every page. */
const stored = {
  chats: { id: sql.ref("attachment_id"), from: sql`attachment where state = 'stored'` },
  team: { id: sql.ref("file_id"), from: sql`team_file where true` },
  letters: { id: sql.ref("attachment_id"), from: sql`letter_file where true` },
};
/** Whose files lie on the disk; `letters`: what a letter keeps of one whose message is gone. */
export type Owners = keyof typeof stored;

const beforeAll = "00000000-0000-0000-0000-000000000000";

/** Files that should lie on the disk, in the order of their ids. */
export async function storedAfter(tx: Tx, whose: Owners, last: string | undefined, limit: number): Promise<string[]> {
  const { id, from } = stored[whose];
  const { rows } = await sql<{ id: string }>`select ${id} as id from ${from}
    and ${id} > ${last ?? beforeAll}::uuid order by tenant_id, ${id} limit ${limit}`.execute(tx);
  return rows.map((row) => row.id);
}

/** Which of these should still lie there. */
export async function storedAmong(tx: Tx, whose: Owners, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { id, from } = stored[whose];
  const { rows } = await sql<{ id: string }>`select ${id} as id from ${from}
    and ${id} = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map((row) => row.id);
}
