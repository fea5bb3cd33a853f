import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** What is left of a name when an access has been over for a year: who wrote what stays one and the same nobody. */
const nameless = "Ausgeschieden";

const sessions = (before: Date) => sql<boolean>`coalesce(revoked_at, expires_at) < ${before}`;
const tokens = (before: Date) => sql<boolean>`revoked_at < ${before}`;
const members = (before: Date) => sql<boolean>`name <> ${nameless}
  and least(disabled_at, (ends_on + 1)::timestamptz) < ${before}`;

export async function countOld(tx: Tx, before: Date): Promise<{ sessions: number; tokens: number; members: number }> {
  const { rows } = await sql<{ sessions: number; tokens: number; members: number }>`
    select (select count(*)::int from session where ${sessions(before)}) as sessions,
      (select count(*)::int from api_token where ${tokens(before)}) as tokens,
      (select count(*)::int from member where ${members(before)}) as members`.execute(tx);
  return rows[0] ?? { sessions: 0, tokens: 0, members: 0 };
}

export async function deleteOldSessions(tx: Tx, before: Date, limit: number): Promise<number> {
  const gone = await sql`
    delete from session where session_id in (
      select session_id from session where ${sessions(before)} limit ${limit} for update skip locked)`.execute(tx);
  return Number(gone.numAffectedRows ?? 0n);
}

export async function deleteOldTokens(tx: Tx, before: Date): Promise<number> {
  const gone = await sql`delete from api_token where ${tokens(before)}`.execute(tx);
  return Number(gone.numAffectedRows ?? 0n);
}

/** Takes the names of people who left, and every key they had. @returns how many people */
export async function namelessMembers(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update member set name = ${nameless} where ${members(before)} returning member_id as id`.execute(tx);
  const ids = rows.map(({ id }) => id);
  for (const table of ["passkey", "api_token", "one_time_code"])
    await sql`delete from ${sql.table(table)} where member_id = any(${ids}::uuid[])`.execute(tx);
  return ids.length;
}
