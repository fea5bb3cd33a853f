import { type RawBuilder, sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import type { SearchedWord } from "../contacts/search-words.ts";
import { ask, tell } from "../platform/db/pipeline.ts";
import { plannedAnew } from "../platform/db/prepared.ts";
import { saying } from "../platform/db/word-search.ts";
import type { Tx } from "../platform/db.ts";
import type { Reach } from "./access.store.ts";
import { noticeElsewhere } from "./message-page.store.ts";

/** Filters of the inbox; `undefined` = no filter. */
export interface InboxFilter {
  readonly memberId: string;
  readonly reach: Reach;
  readonly state: "open" | "snoozed" | "closed" | undefined;
  readonly assignee: "me" | "none" | "any" | (string & {});
  readonly channel: string | undefined;
  readonly unreadOnly: boolean;
  readonly waitingOnly: boolean;
  readonly search: InboxSearch | undefined;
}
export interface InboxSearch {
  /** Patterns for a folded name; every one must occur in it. */
  readonly names: readonly string[];
  /** Blind indexes of the addresses that may be meant. */
  readonly addresses: readonly Buffer[];
  /** Every one must occur in one text. */
  readonly words: readonly SearchedWord[];
  /** Channels of those who have no name. */
  readonly nameless: readonly string[];
}

/** Where a page ended: who waits comes first, longest first; then by last activity, newest first. */
export interface InboxCursor {
  readonly waitingSince: string | null;
  readonly lastActivityAt: string;
  readonly id: string;
}

export interface InboxRow {
  readonly conversation_id: string;
  readonly number: number;
  readonly contact_id: string;
  readonly identity_id: string;
  readonly account_id: string;
  readonly channel_kind: ChannelKind;
  readonly account_label: string;
  readonly state: "open" | "snoozed" | "closed";
  readonly assignee_id: string | null;
  readonly assignee_name: string | null;
  readonly snoozed_until: Date | null;
  readonly last_activity_at: Date;
  readonly waiting_since: Date | null;
  readonly last_position: number;
  readonly version: number;
  readonly reserved: boolean;
  readonly sealed_name: Uint8Array | null;
  readonly sealed_profile_name: Uint8Array | null;
  readonly last_message_id: string | null;
  readonly last_direction: "in" | "out" | "note" | null;
  readonly last_content: Uint8Array | null;
  readonly last_kind: string | null;
  readonly last_revoked: boolean;
  readonly picture_id: string | null;
  /** What the first file of a text is. */
  readonly file_media: string | null;
  readonly unread: number;
  readonly draft: boolean;
  readonly failed: boolean;
}

const readPosition = (memberId: string) => sql`coalesce((select r.read_position from conversation_read r
  where r.member_id = ${memberId} and r.conversation_id = c.conversation_id), 0)`;

/** What is reserved is in no list, no search and no count of those it is kept from. */
const reserved = (reach: Reach): RawBuilder<unknown> => (reach === "all" ? sql`true` : sql`c.reserved_at is null`);

/** Neither given, nor of a profile, nor a number, and not erased: the row shows what stands in for a name. */
const unnamed = sql`exists (select 1 from contact p
    join contact_key k on k.contact_id = p.contact_id and k.wrapped_key is not null
    join identity i on i.identity_id = c.identity_id
  where p.contact_id = c.contact_id and p.sealed_name is null and i.sealed_profile_name is null
    and not exists (select 1 from identity_address a where a.identity_id = i.identity_id and a.kind = 'phone'))`;

const byName = ({ names, addresses }: InboxSearch) => sql`(c.contact_id in (select s.contact_id from contact_search s
    where not exists (select 1 from unnest(${[...names]}::text[]) w where s.name !~ w))
  or c.identity_id in (select a.identity_id from identity_address a
    where a.blind_index = any(${[...addresses]}::bytea[])))`;

function conditions(filter: InboxFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [reserved(filter.reach)];
  if (filter.state !== undefined) parts.push(sql`c.state = ${filter.state}`);
  if (filter.assignee === "me") parts.push(sql`c.assignee_id = ${filter.memberId}`);
  else if (filter.assignee === "none") parts.push(sql`c.assignee_id is null`);
  else if (filter.assignee !== "any") parts.push(sql`c.assignee_id = ${filter.assignee}`);
  if (filter.channel !== undefined) parts.push(sql`c.channel_kind = ${filter.channel}`);
  if (filter.waitingOnly) parts.push(sql`c.waiting_since is not null`);
  if (filter.unreadOnly)
    parts.push(sql`exists (select 1 from message m where m.conversation_id = c.conversation_id and m.direction = 'in'
      and m.position > ${readPosition(filter.memberId)})`);
  if (filter.search !== undefined) {
    const { words, nameless } = filter.search;
    parts.push(sql`(${byName(filter.search)}
      or c.conversation_id in (select s.conversation_id from message_search s where ${saying(sql`s.words`, words)})
      or (c.channel_kind = any(${[...nameless]}::text[]) and ${unnamed}))`);
  }
  return sql.join(parts, sql` and `);
}

function afterCursor(cursor: InboxCursor | undefined): RawBuilder<unknown> {
  if (cursor === undefined) return sql`true`;
  const { waitingSince, lastActivityAt, id } = cursor;
  if (waitingSince !== null)
    return sql`(c.waiting_since is null or (c.waiting_since, c.conversation_id) > (${waitingSince}::timestamptz, ${id}::uuid))`;
  return sql`(c.waiting_since is null and (c.last_activity_at, c.conversation_id) < (${lastActivityAt}::timestamptz, ${id}::uuid))`;
}

/** A privacy notice that did not arrive and goes out with another message: nobody has anything to do (PN-5). */
const settledNotice = sql`(m.state = 'failed' and (select d.facts -> 'extra' ->> 'kind' from decision d
  where d.tenant_id = m.tenant_id and d.decision_id = m.decision_id) = 'privacy_notice' and ${noticeElsewhere})`;

const columns = (memberId: string) => sql`
  c.conversation_id, c.number, c.contact_id, c.identity_id, c.account_id, c.channel_kind, a.label as account_label, c.state,
  c.assignee_id, w.name as assignee_name, c.snoozed_until, c.last_activity_at, c.waiting_since, c.last_position, c.version,
  c.reserved_at is not null as reserved,
  p.sealed_name, i.sealed_profile_name, l.message_id as last_message_id, l.direction as last_direction,
  l.sealed_content as last_content, l.kind as last_kind, l.revoked_at is not null as last_revoked,
  (select t.attachment_id from attachment t where t.message_id = l.message_id and t.has_thumbnail order by t.ordinal limit 1) as picture_id,
  case when l.kind = 'text' then (select t.media from attachment t where t.message_id = l.message_id order by t.ordinal limit 1) end as file_media,
  (select count(*) from (select 1 from message m where m.conversation_id = c.conversation_id and m.direction = 'in'
     and m.position > ${readPosition(memberId)} limit 100) u)::int as unread,
  exists (select 1 from draft d where d.member_id = ${memberId} and d.conversation_id = c.conversation_id
    and d.sealed_text is not null) as draft,
  exists (select 1 from message m where m.conversation_id = c.conversation_id and m.state in ('failed', 'unknown')
    and ${settledNotice} is not true) as failed`;

const joins = sql`
  from conversation c
  join channel_account a on a.account_id = c.account_id
  join contact p on p.contact_id = c.contact_id
  join identity i on i.identity_id = c.identity_id
  left join message l on l.message_id = c.last_message_id
  left join member w on w.member_id = c.assignee_id`;

/**
 * For what is asked between two of these: joins are made in the order they are written in. What narrows the inbox stands
 * on the conversation, and the rest hangs on it by its key; to look for another order takes PostgreSQL longer than the
 * page itself, each time. What is unread or searched for is looked up elsewhere, and there the order matters.
 */
const joinAsWritten = (tx: Tx, so: boolean): void =>
  tell(tx, sql`select set_config('join_collapse_limit', ${so ? "1" : "8"}, true)`);

export async function loadInbox(
  tx: Tx,
  filter: InboxFilter,
  cursor: InboxCursor | undefined,
  limit: number,
): Promise<InboxRow[]> {
  const page = sql<InboxRow>`
    ${sql.raw(plannedAnew)} select ${columns(filter.memberId)} ${joins}
    where ${conditions(filter)} and ${afterCursor(cursor)}
    order by c.waiting_since asc nulls last, case when c.waiting_since is null then c.last_activity_at end desc,
      case when c.waiting_since is null then c.conversation_id end desc, c.conversation_id
    limit ${limit}`;
  if (filter.unreadOnly || filter.search !== undefined) return await ask(tx, page);
  joinAsWritten(tx, true);
  const rows = ask(tx, page);
  joinAsWritten(tx, false);
  return await rows;
}

export async function loadInboxRow(tx: Tx, memberId: string, conversationId: string): Promise<InboxRow | undefined> {
  const { rows } = await sql<InboxRow>`
    select ${columns(memberId)} ${joins} where c.conversation_id = ${conversationId}`.execute(tx);
  return rows[0];
}

/** Where a search found its words: the newest message that has them, of each conversation not found by its name. */
export interface Hit {
  readonly conversation_id: string;
  readonly message_id: string;
  readonly position: number;
  readonly direction: "in" | "out" | "note";
  readonly sealed_content: Uint8Array;
  readonly kind: string;
  readonly picture_id: string | null;
}

export async function loadHits(tx: Tx, search: InboxSearch, conversationIds: readonly string[]): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    ${sql.raw(plannedAnew)} select distinct on (m.conversation_id) m.conversation_id, m.message_id, m.position,
      m.direction, m.sealed_content, m.kind, (select t.attachment_id from attachment t
        where t.message_id = m.message_id and t.has_thumbnail order by t.ordinal limit 1) as picture_id
    from message_search s join message m on m.message_id = s.message_id
    join conversation c on c.conversation_id = m.conversation_id
    where ${saying(sql`s.words`, search.words)} and s.conversation_id = any(${[...conversationIds]}::uuid[])
      and m.revoked_at is null and not ${byName(search)}
    order by m.conversation_id, m.position desc`.execute(tx);
  return rows;
}

export async function countInbox(tx: Tx, filter: InboxFilter): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from conversation c where ${conditions(filter)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

export interface InboxCounts {
  readonly open: number;
  readonly mine: number;
  readonly unassigned: number;
  readonly snoozed: number;
  readonly unread: number;
}

export async function loadCounts(tx: Tx, memberId: string, reach: Reach): Promise<InboxCounts> {
  const { rows } = await sql<InboxCounts>`
    select count(*) filter (where c.state = 'open')::int as open,
      count(*) filter (where c.state = 'open' and c.assignee_id = ${memberId})::int as mine,
      count(*) filter (where c.state = 'open' and c.assignee_id is null)::int as unassigned,
      count(*) filter (where c.state = 'snoozed')::int as snoozed,
      count(*) filter (where c.state <> 'closed' and c.last_position > coalesce(r.read_position, 0) and exists (
        select 1 from message m where m.conversation_id = c.conversation_id and m.direction = 'in'
          and m.position > coalesce(r.read_position, 0)))::int as unread
    from conversation c
    left join conversation_read r on r.conversation_id = c.conversation_id and r.member_id = ${memberId}
    where c.state <> 'closed' and ${reserved(reach)}`.execute(tx);
  return rows[0] ?? { open: 0, mine: 0, unassigned: 0, snoozed: 0, unread: 0 };
}
