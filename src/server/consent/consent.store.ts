import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import { ask } from "../platform/db/pipeline.ts";
import type { Tx } from "../platform/db.ts";
import type { StepState } from "./consent.ts";

export interface NewConsentEvent {
  readonly consentEventId: string;
  readonly identityId: string;
  readonly channelKind: ChannelKind;
  readonly purpose: "advertising" | "contact";
  readonly state: StepState;
  readonly at: Date;
  readonly method: string;
  readonly proof: Readonly<Record<string, string>>;
  readonly sealedWords: Buffer | null;
  readonly recordedBy: string | null;
}

/** Records steps of consents with their proof. */
export async function insertConsentEvents(tx: Tx, tenantId: string, rows: readonly NewConsentEvent[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("consent_event")
    .values(
      rows.map((row) => ({
        tenant_id: tenantId,
        consent_event_id: row.consentEventId,
        identity_id: row.identityId,
        channel_kind: row.channelKind,
        purpose: row.purpose,
        state: row.state,
        at: row.at,
        method: row.method,
        proof: JSON.stringify(row.proof),
        sealed_words: row.sealedWords,
        recorded_by: row.recordedBy,
      })),
    )
    .execute();
}

export interface StepRow {
  readonly consentEventId: string;
  readonly identityId: string;
  readonly channelKind: ChannelKind;
  readonly purpose: "advertising" | "contact";
  readonly state: StepState;
  readonly at: Date;
  readonly method: string;
  readonly proof: unknown;
  readonly sealedWords: Uint8Array | null;
  readonly recordedByName: string | null;
}

/** Every step of these identities, in the order in which they were recorded. */
export async function loadSteps(tx: Tx, identityIds: readonly string[]): Promise<StepRow[]> {
  if (identityIds.length === 0) return [];
  return await ask(
    tx,
    sql<StepRow>`
    select e.consent_event_id as "consentEventId", e.identity_id as "identityId", e.channel_kind as "channelKind",
      e.purpose, e.state, e.at, e.method, e.proof, e.sealed_words as "sealedWords", m.name as "recordedByName"
    from consent_event e left join member m on m.member_id = e.recorded_by
    where e.identity_id = any(${[...identityIds]}::uuid[]) order by e.step`,
  );
}

/**
 * Whether consent was given after a moment, by when the person said yes and not by when we heard of it. Channels tell
 * whole seconds: within the same one the no counts.
 */
export async function wasGivenSince(
  tx: Tx,
  identityId: string,
  channelKind: ChannelKind,
  said: Date,
): Promise<boolean> {
  const { rows } = await sql<{ given: boolean }>`
    select exists (select from consent_event e
      left join message m on m.message_id = (e.proof ->> 'answerMessageId')::uuid
      where e.identity_id = ${identityId} and e.channel_kind = ${channelKind} and e.purpose = 'advertising'
        and e.state = 'granted' and coalesce(m.sent_at, e.at) >= ${said}::timestamptz + interval '1 second') as given`.execute(
    tx,
  );
  return rows[0]?.given === true;
}

/** Whether the channel told of this very stop before: it has no id, only its moment. */
export async function hasStop(tx: Tx, identityId: string, channelKind: ChannelKind, said: Date): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from consent_event
      where identity_id = ${identityId} and channel_kind = ${channelKind} and state = 'withdrawn'
        and method = 'meta-preference' and proof ->> 'at' = ${said.toISOString()}) as known`.execute(tx);
  return rows[0]?.known === true;
}

/** How old the person is, as far as somebody noted signs of it; no age is collected (SC-3). */
export async function loadAge(tx: Tx, identityId: string): Promise<"adult" | "minor" | "unknown"> {
  const { rows } = await sql<{ age: "adult" | "minor" | "unknown" }>`
    select c.age from identity i join contact c on c.contact_id = i.contact_id
    where i.identity_id = ${identityId}`.execute(tx);
  return rows[0]?.age ?? "unknown";
}

/** Identities with an advertising consent last given or used before `since`. */
export async function loadIdle(tx: Tx, since: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select identity_id as id from consent_event
    where purpose = 'advertising' and state in ('granted', 'used') and identity_id in (
      select i.identity_id from identity i
      join contact_key k on k.contact_id = i.contact_id and k.wrapped_key is not null)
    group by identity_id having max(at) <= ${since} limit 5000`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Holds still what an identity agreed to until commit: two answers at once are judged one after the other. */
export async function lockIdentities(tx: Tx, identityIds: readonly string[]): Promise<void> {
  await sql`select 1 from identity where identity_id = any(${[...identityIds]}::uuid[]) order by identity_id for no key update`.execute(
    tx,
  );
}

/** Notes that an advert went out on the consent that stands: it is in use (AD-9). Other messages change nothing. */
export async function insertUse(
  tx: Tx,
  tenantId: string,
  use: { readonly consentEventId: string; readonly messageId: string; readonly at: Date },
): Promise<void> {
  await sql`
    insert into consent_event (tenant_id, consent_event_id, identity_id, channel_kind, purpose, state, at, method, proof)
    select ${tenantId}, ${use.consentEventId}, p.identity_id, i.channel_kind, 'advertising', 'used', ${use.at}, 'sent',
      jsonb_build_object('messageId', p.message_id::text, 'consentId', (select g.consent_event_id::text from consent_event g
        where g.identity_id = p.identity_id and g.channel_kind = i.channel_kind and g.purpose = 'advertising'
          and g.state = 'granted' order by g.step desc limit 1))
    from advert_print p join identity i on i.identity_id = p.identity_id
    where p.message_id = ${use.messageId}`.execute(tx);
}

/** The identities of a contact, each with its conversation. */
export async function loadPlaces(
  tx: Tx,
  contactId: string,
): Promise<{ identityId: string; channelKind: ChannelKind; conversationId: string | null }[]> {
  const { rows } = await sql<{ identityId: string; channelKind: ChannelKind; conversationId: string | null }>`
    select i.identity_id as "identityId", i.channel_kind as "channelKind", c.conversation_id as "conversationId"
    from identity i left join conversation c on c.identity_id = i.identity_id
    where i.contact_id = ${contactId} order by i.created_at, i.identity_id`.execute(tx);
  return rows;
}

export interface RegisterRow {
  readonly identityId: string;
  readonly contactId: string;
  readonly channelKind: ChannelKind;
  readonly conversationId: string | null;
  readonly conversationNumber: number | null;
  readonly sealedName: Uint8Array | null;
  readonly sealedProfileName: Uint8Array | null;
}

/** Every identity with a recorded step about advertising; `erased`: its contact is gone, and its key with it. */
export async function loadRegister(tx: Tx): Promise<{ identityId: string; erased: boolean }[]> {
  return await ask(
    tx,
    sql<{ identityId: string; erased: boolean }>`
    select i.identity_id as "identityId", not exists (
      select from contact_key k where k.contact_id = i.contact_id and k.wrapped_key is not null) as erased
    from identity i where i.identity_id in (select identity_id from consent_event)`,
  );
}

/** What decides where everybody stands, in the order in which it was recorded; without words and proofs. */
export async function loadAllSteps(tx: Tx): Promise<Pick<StepRow, "identityId" | "purpose" | "state" | "at">[]> {
  return await ask(
    tx,
    sql<Pick<StepRow, "identityId" | "purpose" | "state" | "at">>`
    select identity_id as "identityId", purpose, state, at from consent_event order by step`,
  );
}

/** How identities are shown. */
export async function loadRegistered(tx: Tx, identityIds: readonly string[]): Promise<RegisterRow[]> {
  return await ask(
    tx,
    sql<RegisterRow>`
    select i.identity_id as "identityId", i.contact_id as "contactId", i.channel_kind as "channelKind",
      c.conversation_id as "conversationId", c.number as "conversationNumber", p.sealed_name as "sealedName",
      i.sealed_profile_name as "sealedProfileName"
    from identity i join contact p on p.contact_id = i.contact_id
    left join conversation c on c.identity_id = i.identity_id
    where i.identity_id = any(${[...identityIds]}::uuid[])`,
  );
}

/** Of all addresses of a contact: what they said to adverts, in order. */
export async function loadConsentSteps(tx: Tx, contactId: string) {
  return await tx
    .selectFrom("consent_event as e")
    .innerJoin("identity as i", "i.identity_id", "e.identity_id")
    .select(["e.identity_id", "e.state", "e.at"])
    .where("i.contact_id", "=", contactId)
    .where("e.purpose", "=", "advertising")
    .orderBy("e.step")
    .execute();
}
