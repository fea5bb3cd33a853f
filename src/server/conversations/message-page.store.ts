import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import { plannedAnew } from "../platform/db/prepared.ts";
import type { Tx } from "../platform/db.ts";

export interface MessageRow {
  readonly message_id: string;
  readonly conversation_id: string;
  readonly position: number;
  readonly direction: "in" | "out" | "note";
  readonly author_id: string | null;
  readonly author_name: string | null;
  readonly client_id: string | null;
  readonly sealed_content: Uint8Array;
  readonly content_flags: string[];
  readonly state: string | null;
  readonly state_at: Date | null;
  readonly error_code: string | null;
  readonly why_de: string | null;
  readonly held_until: Date | null;
  /** It failed or is uncertain, and another message brings or brought this person the newest privacy notice. */
  readonly notice_elsewhere: boolean;
  readonly sent_at: Date;
  readonly edited_at: Date | null;
  readonly revoked_at: Date | null;
  readonly channel_kind: ChannelKind;
  readonly contact_id: string;
  readonly quote_id: string | null;
  readonly quote_position: number | null;
  readonly quote_content: Uint8Array | null;
  readonly quote_revoked: boolean;
  readonly reactions: { by_contact: boolean; sealed: string }[];
}

/** Another message than `m` brings or brought the person of `c` the newest privacy notice. */
export const noticeElsewhere = sql<boolean>`coalesce((
  select n.state <> 'failed' and n.message_id is distinct from m.message_id from notice_delivery n
  where n.tenant_id = m.tenant_id and n.identity_id = c.identity_id order by n.notice_version desc limit 1), false)`;

// Each join names the whole key: row-level security adds the business by itself, but before its first statistics the
// planner then reads every message of the business for each row.
const select = sql`
  select m.message_id, m.conversation_id, m.position, m.direction, m.author_id, w.name as author_name, m.client_id,
    m.sealed_content, m.content_flags, m.state, m.state_at, m.error_code, d.why_de, m.held_until,
    m.sent_at, m.edited_at, m.revoked_at, c.channel_kind, c.contact_id, q.message_id as quote_id, q.position as quote_position, q.sealed_content as quote_content,
    q.revoked_at is not null as quote_revoked,
    m.state in ('failed', 'unknown') and ${noticeElsewhere} as notice_elsewhere,
    coalesce((select json_agg(json_build_object('by_contact', r.by_contact, 'sealed', encode(r.sealed_emoji, 'base64')))
      from reaction r where r.message_id = m.message_id), '[]') as reactions
  from message m
  join conversation c on c.tenant_id = m.tenant_id and c.conversation_id = m.conversation_id
  left join member w on w.tenant_id = m.tenant_id and w.member_id = m.author_id
  left join message q on q.tenant_id = m.tenant_id and q.message_id = m.reply_to and q.conversation_id = m.conversation_id
  left join decision d on d.tenant_id = m.tenant_id and d.decision_id = m.decision_id and m.state = 'blocked'`;

const selectMany = sql`${sql.raw(plannedAnew)} ${select}`;

/** Which stretch of a conversation: newest first from `before`, oldest first from `after`, or both sides of `around`. */
export interface Stretch {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
  readonly limit: number;
}

export async function loadStretch(tx: Tx, conversationId: string, stretch: Stretch): Promise<MessageRow[]> {
  const { before, after, around, limit } = stretch;
  const from = after ?? (around === undefined ? undefined : Math.max(0, around - Math.ceil(limit / 2)));
  const { rows } =
    from !== undefined
      ? await sql<MessageRow>`${selectMany} where m.conversation_id = ${conversationId} and m.position > ${from}
          order by m.position limit ${limit}`.execute(tx)
      : await sql<MessageRow>`${selectMany} where m.conversation_id = ${conversationId}
          and m.position < ${before ?? 2_147_483_647} order by m.position desc limit ${limit}`.execute(tx);
  return from === undefined ? rows.toReversed() : rows;
}

export async function loadOne(tx: Tx, messageId: string): Promise<MessageRow | undefined> {
  const { rows } = await sql<MessageRow>`${select} where m.message_id = ${messageId}`.execute(tx);
  return rows[0];
}
