import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import type { Address } from "../channels/channel.ts";
import { ask, tell } from "../platform/db/pipeline.ts";
import type { Tx } from "../platform/db.ts";
import type { WrappedKey } from "../platform/seal.ts";

/** A row of identity_address found by its blind index, with what recognising its owner needs. */
export interface KnownAddress {
  readonly kind: Address["kind"];
  readonly blindIndex: string;
  readonly identityId: string;
  readonly contactId: string;
  /** The contact's wrapped data key; undefined = erased. */
  readonly key: WrappedKey | undefined;
  /** The identity is known under a business-scoped id too. */
  readonly hasBsuid: boolean;
}

/**
 * Looks addresses up by kind and blind index. Locks nothing. Each is one step from index to index (`offset 0` keeps the
 * planner from joining): before a table has statistics it is taken for a handful of rows, and was read from end to end
 * for every row of the others, some 50 ms for 200 people.
 */
export async function findAddresses(
  tx: Tx,
  accountId: string,
  wanted: readonly { kind: string; blindIndex: Buffer }[],
): Promise<KnownAddress[]> {
  if (wanted.length === 0) return [];
  const rows = await ask(
    tx,
    sql<{
      kind: Address["kind"];
      blind_index: string;
      identity_id: string;
      contact_id: string;
      epoch: number | null;
      wrapped_key: Buffer | null;
      has_bsuid: boolean;
    }>`
    select w.kind, encode(w.blind_index, 'hex') as blind_index, a.identity_id, i.contact_id, k.epoch, k.wrapped_key,
      w.kind = 'bsuid' or exists (select 1 from identity_address b
        where b.identity_id = a.identity_id and b.kind = 'bsuid' offset 0) as has_bsuid
    from unnest(${wanted.map((w) => w.kind)}::text[], ${wanted.map((w) => w.blindIndex)}::bytea[]) as w (kind, blind_index)
    cross join lateral (select identity_id from identity_address where account_id = ${accountId}
      and identity_address.kind = w.kind and identity_address.blind_index = w.blind_index offset 0) a
    cross join lateral (select contact_id from identity where identity.identity_id = a.identity_id offset 0) i
    left join lateral (select epoch, wrapped_key from contact_key where contact_key.contact_id = i.contact_id offset 0) k
      on true`,
  );
  return rows.map((row) => ({
    kind: row.kind,
    blindIndex: row.blind_index,
    identityId: row.identity_id,
    contactId: row.contact_id,
    key: row.epoch === null || row.wrapped_key === null ? undefined : { epoch: row.epoch, wrapped: row.wrapped_key },
    hasBsuid: row.has_bsuid,
  }));
}

export interface NewContactRow {
  readonly contactId: string;
  readonly identityId: string;
  readonly accountId: string;
  readonly channelKind: ChannelKind;
  readonly sealedProfileName: Buffer | null;
  readonly sealedGivenReach: Buffer | null;
  readonly entryPoint: string | null;
}

export async function insertContacts(
  tx: Tx,
  tenantId: string,
  rows: readonly NewContactRow[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("contact")
    .values(rows.map((row) => ({ tenant_id: tenantId, contact_id: row.contactId, created_at: at })))
    .execute();
}

export async function insertIdentities(
  tx: Tx,
  tenantId: string,
  rows: readonly NewContactRow[],
  at: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("identity")
    .values(
      rows.map((row) => ({
        tenant_id: tenantId,
        identity_id: row.identityId,
        contact_id: row.contactId,
        account_id: row.accountId,
        channel_kind: row.channelKind,
        sealed_profile_name: row.sealedProfileName,
        sealed_given_reach: row.sealedGivenReach,
        entry_point: row.entryPoint,
        created_at: at,
      })),
    )
    .execute();
}

export interface NewAddressRow {
  readonly accountId: string;
  readonly kind: Address["kind"];
  readonly blindIndex: Buffer;
  readonly identityId: string;
  readonly sealedValue: Buffer;
  readonly rank: number;
}

/** An address that belonged to another identity moves: a phone number can change hands (WA-7). */
export async function putAddresses(tx: Tx, tenantId: string, rows: readonly NewAddressRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("identity_address")
    .values(
      rows.map((row) => ({
        tenant_id: tenantId,
        account_id: row.accountId,
        kind: row.kind,
        blind_index: row.blindIndex,
        identity_id: row.identityId,
        sealed_value: row.sealedValue,
        rank: row.rank,
      })),
    )
    .onConflict((oc) =>
      oc.columns(["tenant_id", "account_id", "kind", "blind_index"]).doUpdateSet((eb) => ({
        identity_id: eb.ref("excluded.identity_id"),
        sealed_value: eb.ref("excluded.sealed_value"),
        rank: eb.ref("excluded.rank"),
      })),
    )
    .execute();
}

export interface InboundTally {
  readonly identityId: string;
  readonly count: number;
  readonly firstMessageId: string;
  readonly lastAt: Date;
}

/** Nobody else changes these identities until the transaction ends. */
export function lockIdentities(tx: Tx, identityIds: readonly string[]): void {
  if (identityIds.length === 0) return;
  tell(
    tx,
    sql`select from identity where identity_id = any(${[...identityIds]}::uuid[]) order by identity_id for no key update`,
  );
}

/** Counts what arrived: the policy's inboundCount and the start of the service window. */
export function tallyInbound(tx: Tx, tallies: readonly InboundTally[]): void {
  if (tallies.length === 0) return;
  const ordered = [...tallies].sort((a, b) => (a.identityId < b.identityId ? -1 : 1));
  tell(
    tx,
    sql`
    update identity i set
      inbound_count = i.inbound_count + t.count,
      first_inbound_id = coalesce(i.first_inbound_id, t.first_message_id),
      last_inbound_at = greatest(i.last_inbound_at, t.last_at)
    from unnest(${ordered.map((t) => t.identityId)}::uuid[], ${ordered.map((t) => t.count)}::int[],
      ${ordered.map((t) => t.firstMessageId)}::uuid[], ${ordered.map((t) => t.lastAt)}::timestamptz[])
      as t (identity_id, count, first_message_id, last_at)
    where i.identity_id = t.identity_id`,
  );
}

/** Unless something was said since. */
export async function setPreference(tx: Tx, identityId: string, value: "stop" | "resume", at: Date): Promise<void> {
  await tx
    .updateTable("identity")
    .set({ meta_preference: value, meta_preference_at: at })
    .where("identity_id", "=", identityId)
    .where((eb) => eb.or([eb("meta_preference_at", "is", null), eb("meta_preference_at", "<=", at)]))
    .execute();
}

/** Whether a folded text holds the first and last name of a contact; one word alone may mean anything. */
export async function namesSomebody(tx: Tx, folded: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select 1 from contact_search where name like '%_ _%' and length(name) >= 6 and position(name in ${folded}) > 0
    ) as found`.execute(tx);
  return rows[0]?.found === true;
}

export async function putSearchNames(
  tx: Tx,
  tenantId: string,
  rows: readonly { contactId: string; name: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("contact_search")
    .values(rows.map((row) => ({ tenant_id: tenantId, contact_id: row.contactId, name: row.name })))
    .onConflict((oc) =>
      oc.columns(["tenant_id", "contact_id"]).doUpdateSet((eb) => ({ name: eb.ref("excluded.name") })),
    )
    .execute();
}

export async function loadAddresses(
  tx: Tx,
  identityIds: readonly string[],
): Promise<{ identityId: string; kind: Address["kind"]; sealedValue: Buffer }[]> {
  if (identityIds.length === 0) return [];
  const rows = await tx
    .selectFrom("identity_address")
    .select(["identity_id", "kind", "sealed_value"])
    .where("identity_id", "in", [...identityIds])
    .orderBy("rank")
    .execute();
  return rows.map((row) => ({
    identityId: row.identity_id,
    kind: row.kind,
    sealedValue: Buffer.from(row.sealed_value),
  }));
}

/** Contacts with what names they have, in the order of their ids, for going through all of them. */
export async function namesAfter(tx: Tx, afterId: string, limit: number) {
  return await tx
    .selectFrom("contact as c")
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("identity as i")
          .select(["i.identity_id", "i.sealed_profile_name"])
          .whereRef("i.contact_id", "=", "c.contact_id")
          .where("i.sealed_profile_name", "is not", null)
          .orderBy("i.created_at")
          .orderBy("i.identity_id")
          .limit(1)
          .as("i"),
      (join) => join.onTrue(),
    )
    .select(["c.contact_id", "c.sealed_name", "i.identity_id", "i.sealed_profile_name"])
    .where("c.contact_id", ">", afterId)
    .orderBy("c.contact_id")
    .limit(limit)
    .execute();
}
