import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import { ask } from "../platform/db/pipeline.ts";
import type { Tx } from "../platform/db.ts";

export interface NewNoticeDelivery {
  readonly identityId: string;
  readonly contactId: string;
  readonly messageId: string;
  readonly triggerMessageId: string | null;
  readonly sealedText: Buffer;
}

/** What all rows of one hand-over share. */
export interface HandedNotice {
  readonly tenantId: string;
  readonly channelKind: ChannelKind;
  readonly version: number;
  readonly contentHash: Uint8Array;
  readonly linkUrl: string;
  readonly linkContentHash: Uint8Array;
  readonly at: Date;
}

/**
 * Claims the hand-over of one notice version to identities: the key (identity, channel, version) lets each get it
 * once (PN-1 edge, PN-5). @returns the identities that had none yet
 */
export async function insertNoticeDeliveries(
  tx: Tx,
  notice: HandedNotice,
  rows: readonly NewNoticeDelivery[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set();
  const at = notice.at.toISOString();
  const inserted = await tx
    .insertInto("notice_delivery")
    .values(
      rows.map((row) => ({
        tenant_id: notice.tenantId,
        identity_id: row.identityId,
        channel_kind: notice.channelKind,
        notice_version: notice.version,
        contact_id: row.contactId,
        content_hash: notice.contentHash,
        language: "de",
        sealed_text: row.sealedText,
        link_url: notice.linkUrl,
        link_content_hash: notice.linkContentHash,
        handed_over: "chat",
        trigger_message_id: row.triggerMessageId,
        message_id: row.messageId,
        state: "queued",
        timeline: JSON.stringify([{ state: "queued", at }]),
        queued_at: notice.at,
      })),
    )
    .onConflict((oc) => oc.columns(["tenant_id", "identity_id", "channel_kind", "notice_version"]).doNothing())
    .returning("identity_id")
    .execute();
  return new Set(inserted.map((row) => row.identity_id));
}

/**
 * Follows the state of the message that carried the notice; never backwards. A channel may take a message and report
 * later that it could not deliver it: then nothing was handed over. @returns the contacts concerned
 */
export async function followMessageState(
  tx: Tx,
  messageId: string,
  state: "sent" | "delivered" | "failed",
  at: Date,
  providerMessageId: string | null,
): Promise<string[]> {
  const step = JSON.stringify([{ state, at: at.toISOString() }]);
  const { rows } = await sql<{ contact_id: string }>`
    update notice_delivery set
      state = ${state},
      sent_at = case when ${state} = 'failed' then sent_at else coalesce(sent_at, ${at}) end,
      provider_message_id = coalesce(${providerMessageId}, provider_message_id),
      timeline = timeline || ${step}::jsonb
    where message_id = ${messageId} and (case ${state} when 'delivered' then state in ('queued', 'sent', 'failed')
      when 'sent' then state = 'queued' or state = 'failed' and provider_message_id is distinct from ${providerMessageId}
      else state in ('queued', 'sent') end)
    returning contact_id`.execute(tx);
  return rows.map((row) => row.contact_id);
}

/** A notice that failed is tried again: back to waiting, under the new message that carries it. */
export async function requeueNotice(
  tx: Tx,
  identityId: string,
  version: number,
  messageId: string,
  at: Date,
): Promise<void> {
  const step = JSON.stringify([{ state: "queued", at: at.toISOString() }]);
  await sql`update notice_delivery set state = 'queued', message_id = ${messageId}, timeline = timeline || ${step}::jsonb
    where identity_id = ${identityId} and notice_version = ${version} and state = 'failed'`.execute(tx);
}

/**
 * Which of these identities were handed every notice that matters: one at least as new as the last change that is
 * not merely editorial (PN-4, PN-5). One that was not let out was handed to nobody.
 */
export async function informedIdentities(
  tx: Tx,
  channelKind: ChannelKind,
  identityIds: readonly string[],
): Promise<Set<string>> {
  const rows = await ask(
    tx,
    sql<{ identity_id: string }>`
    select distinct d.identity_id from notice_delivery d
    where identity_id = any(${[...identityIds]}::uuid[]) and channel_kind = ${channelKind}
      and notice_version >= (select coalesce(max(version), 0) from notice
                             where channel_kind = ${channelKind} and change <> 'editorial')
      and not (d.state = 'failed' and exists (
        select 1 from message m where m.message_id = d.message_id and m.state = 'blocked'))`,
  );
  return new Set(rows.map((row) => row.identity_id));
}

/** Takes what is the person's own out of the proof; an empty text says that it was there. */
export async function strip(tx: Tx, contactId: string): Promise<number> {
  const done = await tx
    .updateTable("notice_delivery")
    .set({ sealed_text: Buffer.alloc(0), provider_message_id: null, message_id: null, trigger_message_id: null })
    .where("contact_id", "=", contactId)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}

export async function deleteNoticeProofs(tx: Tx, contactIds: readonly string[]): Promise<number> {
  if (contactIds.length === 0) return 0;
  const done = await tx
    .deleteFrom("notice_delivery")
    .where("contact_id", "in", [...contactIds])
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

/** The notices a contact was given, newest first. */
export async function loadNoticeDeliveries(tx: Tx, contactId: string) {
  return await tx
    .selectFrom("notice_delivery")
    .selectAll()
    .where("contact_id", "=", contactId)
    .orderBy("queued_at", "desc")
    .orderBy("notice_version", "desc")
    .orderBy("identity_id", "desc")
    .execute();
}
