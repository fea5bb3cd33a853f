import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../platform/db.ts";
import { onlyReserved } from "./contact.store.ts";

/** A search as the store asks it: patterns for a folded name, blind indexes of addresses, channels of those without a name. */
export interface ContactFilter {
  readonly words: readonly string[];
  readonly addresses: readonly Buffer[];
  readonly nameless: readonly string[];
}

/** Where a page ended: whoever wrote last comes first. */
export interface ContactCursor {
  readonly at: string;
  readonly id: string;
}

export interface ContactListRow {
  readonly contact_id: string;
  readonly sealed_name: Uint8Array | null;
  readonly saved: boolean;
  readonly open_order: boolean;
  readonly created_at: Date;
  readonly last_inbound_at: Date | null;
}

/** Neither given, nor of a profile, nor a number: the list shows what stands in for a name. */
const nameless = sql`p.sealed_name is null and not exists (select 1 from identity i
  left join identity_address a on a.identity_id = i.identity_id and a.kind = 'phone'
  where i.contact_id = p.contact_id and (i.sealed_profile_name is not null or a.kind is not null))`;

/** Erased contacts have no key any more and are in no list; nor is whoever has nothing but a Chefsache, for the others. */
function conditions(filter: ContactFilter | undefined, reserved: boolean): RawBuilder<unknown> {
  const known = sql`exists (select 1 from contact_key k where k.contact_id = p.contact_id and k.wrapped_key is not null)`;
  const exists = reserved ? known : sql`${known} and not ${onlyReserved(sql.ref("p.contact_id"))}`;
  if (filter === undefined) return exists;
  return sql`${exists} and (
    p.contact_id in (select s.contact_id from contact_search s where not exists (
      select 1 from unnest(${[...filter.words]}::text[]) w where s.name !~ w))
    or p.contact_id in (select i.contact_id from identity_address a join identity i on i.identity_id = a.identity_id
      where a.blind_index = any(${[...filter.addresses]}::bytea[]))
    or (${nameless} and (select i.channel_kind from identity i
      where i.contact_id = p.contact_id order by i.created_at, i.identity_id limit 1) = any(${[...filter.nameless]}::text[])))`;
}

export async function loadContactPage(
  tx: Tx,
  reserved: boolean,
  filter: ContactFilter | undefined,
  cursor: ContactCursor | undefined,
  limit: number,
): Promise<ContactListRow[]> {
  const { rows } = await sql<ContactListRow>`
    select p.contact_id, p.sealed_name, p.saved_at is not null as saved, p.open_order, p.created_at, w.last_inbound_at
    from contact p
    left join (select i.contact_id, max(i.last_inbound_at) as last_inbound_at from identity i group by i.contact_id) w
      on w.contact_id = p.contact_id
    where ${conditions(filter, reserved)} and ${
      cursor === undefined
        ? sql`true`
        : sql`(coalesce(w.last_inbound_at, p.created_at), p.contact_id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`
    }
    order by coalesce(w.last_inbound_at, p.created_at) desc, p.contact_id desc
    limit ${limit}`.execute(tx);
  return rows;
}

export async function countContacts(tx: Tx, reserved: boolean, filter: ContactFilter | undefined): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from contact p where ${conditions(filter, reserved)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

export interface ListedIdentity {
  readonly identityId: string;
  readonly contactId: string;
  readonly channel: string;
  readonly sealedProfileName: Uint8Array | null;
}

export async function loadIdentitiesOf(tx: Tx, contactIds: readonly string[]): Promise<ListedIdentity[]> {
  if (contactIds.length === 0) return [];
  return await tx
    .selectFrom("identity")
    .select([
      "identity_id as identityId",
      "contact_id as contactId",
      "channel_kind as channel",
      "sealed_profile_name as sealedProfileName",
    ])
    .where("contact_id", "in", [...contactIds])
    .orderBy("created_at")
    .orderBy("identity_id")
    .execute();
}
