import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";
import type { Reach } from "./access.store.ts";

export async function putMentions(tx: Tx, messageId: string, memberIds: readonly string[]): Promise<void> {
  await tx
    .updateTable("message")
    .set({ mentions: [...memberIds] })
    .where("message_id", "=", messageId)
    .execute();
}

/** Who named this member in a note of the conversation since the member's last one before `position`. */
export async function loadWhoAsked(
  tx: Tx,
  memberId: string,
  at: { readonly conversationId: string; readonly position: number },
): Promise<string[]> {
  const { rows } = await sql<{ memberId: string }>`
    select distinct m.author_id as "memberId" from message m
    where m.conversation_id = ${at.conversationId} and m.position < ${at.position}
      and m.mentions @> array[${memberId}]::uuid[] and m.author_id <> ${memberId}
      and m.position > coalesce((select max(own.position) from message own
        where own.conversation_id = ${at.conversationId} and own.position < ${at.position}
          and own.direction = 'note' and own.author_id = ${memberId}), 0)`.execute(tx);
  return rows.map((row) => row.memberId);
}

/** Conversations with a note that names this member and lies beyond what they have read; where the oldest lies first. */
export async function loadMentions(
  tx: Tx,
  memberId: string,
  reach: Reach,
): Promise<{ conversationId: string; position: number }[]> {
  const { rows } = await sql<{ conversationId: string; position: number }>`
    select c.conversation_id as "conversationId", min(m.position)::int as position
    from message m join conversation c on c.conversation_id = m.conversation_id
    left join conversation_read r on r.conversation_id = c.conversation_id and r.member_id = ${memberId}
    where m.mentions @> array[${memberId}]::uuid[] and m.position > coalesce(r.read_position, 0)
      and (${reach === "all"} or c.reserved_at is null)
    group by c.conversation_id order by min(m.sent_at), c.conversation_id`.execute(tx);
  return rows;
}
