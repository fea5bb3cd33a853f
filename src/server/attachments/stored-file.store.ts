import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** What a letter keeps of a file whose message is gone lies beside the files of chats and of the team. */
export type StoredPart = "content" | "letter";

const stored = {
  content: sql`(select attachment_id as id from attachment where state = 'stored'
    union all select file_id from team_file) as f`,
  letter: sql`(select attachment_id as id from letter_file) as f`,
};

/** Files that should lie on the disk, in the order of their ids. */
export async function storedAfter(
  tx: Tx,
  part: StoredPart,
  last: string | undefined,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from ${stored[part]}
    where ${last ?? null}::uuid is null or id > ${last ?? null}::uuid order by id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Which of these should still lie there. */
export async function storedAmong(tx: Tx, part: StoredPart, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string }>`select id from ${stored[part]}
    where id = any(${[...ids]}::uuid[])`.execute(tx);
  return rows.map(({ id }) => id);
}
