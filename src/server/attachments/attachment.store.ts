import type { Tx } from "../platform/db.ts";
import type { Media } from "./media-types.ts";
import type { StoredFields } from "./stored-fields.ts";

export interface AttachmentRow {
  readonly attachment_id: string;
  readonly contact_id: string;
  readonly message_id: string | null;
  readonly consent_event_id: string | null;
  readonly ordinal: number;
  readonly media: string;
  readonly state: string;
  readonly sealed_ref: Uint8Array | null;
  readonly sealed_name: Uint8Array | null;
  readonly mime_type: string;
  readonly bytes: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly has_thumbnail: boolean;
  readonly hash_after: Uint8Array | null;
  readonly why_gone: string | null;
  readonly waits_for_channel: boolean;
  readonly sensitive_at: Date | null;
  readonly sealed_transcript: Uint8Array | null;
  readonly transcript_by: string | null;
  readonly transcript_at: Date | null;
  readonly transcript_author: string | null;
}

const columns = [
  "a.attachment_id",
  "a.contact_id",
  "a.message_id",
  "a.consent_event_id",
  "a.ordinal",
  "a.media",
  "a.state",
  "a.sealed_ref",
  "a.sealed_name",
  "a.mime_type",
  "a.bytes",
  "a.width",
  "a.height",
  "a.has_thumbnail",
  "a.hash_after",
  "a.why_gone",
  "a.waits_for_channel",
  "a.sensitive_at",
  "a.sealed_transcript",
  "a.transcript_by",
  "a.transcript_at",
  "w.name as transcript_author",
] as const;

/** Files with the name of whoever wrote down what is said in them. */
const withAuthor = (tx: Tx) =>
  tx.selectFrom("attachment as a").leftJoin("member as w", "w.member_id", "a.transcript_by").select(columns);

/** The fields of a stored file, and the decision that let it in. */
type DecidedFields = StoredFields & { readonly decision_id: string };

export interface NewAttachment {
  readonly attachment_id: string;
  readonly contact_id: string;
  readonly message_id: string | null;
  readonly ordinal: number;
  readonly media: Media;
  readonly mime_type: string;
  readonly sealed_ref: Buffer | null;
  readonly sealed_name: Buffer | null;
  readonly created_by: string | null;
  readonly created_at: Date;
}

export async function insertPending(tx: Tx, tenantId: string, row: NewAttachment): Promise<void> {
  await tx
    .insertInto("attachment")
    .values({ tenant_id: tenantId, state: "pending", ...row })
    .execute();
}

export async function insertStored(tx: Tx, tenantId: string, row: NewAttachment, file: DecidedFields): Promise<void> {
  await tx
    .insertInto("attachment")
    .values({ tenant_id: tenantId, state: "stored", ...row, ...file })
    .execute();
}

export async function loadAttachment(tx: Tx, tenantId: string, id: string): Promise<AttachmentRow | undefined> {
  return withAuthor(tx).where("a.tenant_id", "=", tenantId).where("a.attachment_id", "=", id).executeTakeFirst();
}

/** The conversation a file came in or went out with; undefined while it is no part of a message. */
export async function loadConversationsOf(tx: Tx, attachmentIds: readonly string[]): Promise<Map<string, string>> {
  if (attachmentIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("attachment as a")
    .innerJoin("message as m", "m.message_id", "a.message_id")
    .select(["a.attachment_id", "m.conversation_id"])
    .where("a.attachment_id", "in", [...attachmentIds])
    .execute();
  return new Map(rows.map((row) => [row.attachment_id, row.conversation_id]));
}

export async function loadForMessages(
  tx: Tx,
  tenantId: string,
  messageIds: readonly string[],
): Promise<AttachmentRow[]> {
  if (messageIds.length === 0) return [];
  return withAuthor(tx)
    .where("a.tenant_id", "=", tenantId)
    .where("a.message_id", "in", [...messageIds])
    .orderBy("a.message_id")
    .orderBy("a.ordinal")
    .execute();
}

/** Holds a pending row until the transaction ends; false when it is settled. */
export async function lockPending(tx: Tx, tenantId: string, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom("attachment")
    .select("attachment_id")
    .where("tenant_id", "=", tenantId)
    .where("attachment_id", "=", id)
    .where("state", "=", "pending")
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Notes that a file may not be asked for yet; false when that is known, or the file is settled. */
export async function markWaiting(tx: Tx, id: string): Promise<boolean> {
  const done = await tx
    .updateTable("attachment")
    .set({ waits_for_channel: true })
    .where("attachment_id", "=", id)
    .where("state", "=", "pending")
    .where("waits_for_channel", "=", false)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** What was signed, for some steps of consents. */
export async function loadForConsents(tx: Tx, consentEventIds: readonly string[]): Promise<AttachmentRow[]> {
  if (consentEventIds.length === 0) return [];
  return withAuthor(tx)
    .where("a.consent_event_id", "in", [...consentEventIds])
    .orderBy("a.consent_event_id")
    .orderBy("a.ordinal")
    .execute();
}

/** Turns a pending row into a stored one; false when another worker was first. The channel's address is forgotten. */
export async function markStored(tx: Tx, tenantId: string, id: string, file: DecidedFields): Promise<boolean> {
  const done = await tx
    .updateTable("attachment")
    .set({ state: "stored", sealed_ref: null, waits_for_channel: false, ...file })
    .where("tenant_id", "=", tenantId)
    .where("attachment_id", "=", id)
    .where("state", "=", "pending")
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function markGone(tx: Tx, tenantId: string, id: string, whyDe: string): Promise<boolean> {
  const done = await tx
    .updateTable("attachment")
    .set({ state: "gone", sealed_ref: null, waits_for_channel: false, why_gone: whyDe })
    .where("tenant_id", "=", tenantId)
    .where("attachment_id", "=", id)
    .where("state", "=", "pending")
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Hangs one waiting file of this contact on a message; false when it is not theirs, not stored or already used. */
export async function claimForMessage(
  tx: Tx,
  tenantId: string,
  claim: { contactId: string; attachmentId: string; messageId: string; ordinal: number },
): Promise<boolean> {
  const done = await tx
    .updateTable("attachment")
    .set({ message_id: claim.messageId, ordinal: claim.ordinal })
    .where("tenant_id", "=", tenantId)
    .where("attachment_id", "=", claim.attachmentId)
    .where("contact_id", "=", claim.contactId)
    .where("message_id", "is", null)
    .where("consent_event_id", "is", null)
    .where("state", "=", "stored")
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** These messages were taken back: their files may hang on another one. */
export async function freeFromMessages(tx: Tx, messageIds: readonly string[]): Promise<void> {
  await tx
    .updateTable("attachment")
    .set({ message_id: null, ordinal: 0 })
    .where("message_id", "in", [...messageIds])
    .execute();
}

/** Hangs one waiting picture or document of this contact on a step of a consent; false when it is anything else. */
export async function claimForConsent(
  tx: Tx,
  claim: { contactId: string; attachmentId: string; consentEventId: string; ordinal: number },
): Promise<boolean> {
  const done = await tx
    .updateTable("attachment")
    .set({ consent_event_id: claim.consentEventId, ordinal: claim.ordinal })
    .where("attachment_id", "=", claim.attachmentId)
    .where("contact_id", "=", claim.contactId)
    .where("message_id", "is", null)
    .where("consent_event_id", "is", null)
    .where("state", "=", "stored")
    .where("media", "in", ["image", "document"])
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Where the file came from: the account and conversation of its message, and the contact of the conversation. */
export async function loadOrigin(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom("attachment as a")
    .innerJoin("message as m", (join) =>
      join.onRef("m.tenant_id", "=", "a.tenant_id").onRef("m.message_id", "=", "a.message_id"),
    )
    .innerJoin("channel_account as c", (join) =>
      join.onRef("c.tenant_id", "=", "m.tenant_id").onRef("c.account_id", "=", "m.account_id"),
    )
    .select(["m.account_id", "m.conversation_id", "m.message_id", "c.kind", "a.created_at"])
    .where("a.tenant_id", "=", tenantId)
    .where("a.attachment_id", "=", id)
    .executeTakeFirst();
}

/** States of some attachments, for the sweeper: what is missing here has no row. */
export async function loadStates(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("attachment")
    .select(["attachment_id", "state"])
    .where("tenant_id", "=", tenantId)
    .where("attachment_id", "in", [...ids])
    .execute();
  return new Map(rows.map((row) => [row.attachment_id, row.state]));
}

/** Uploads that never became part of a message or a consent are forgotten; returns how many. */
export async function deleteUnused(tx: Tx, tenantId: string, before: Date): Promise<number> {
  const done = await tx
    .deleteFrom("attachment")
    .where("tenant_id", "=", tenantId)
    .where("message_id", "is", null)
    .where("consent_event_id", "is", null)
    .where("created_at", "<", before)
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

/** Which of these files a kept letter still needs. */
export async function loadLetterFiles(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom("letter_file")
    .select("attachment_id")
    .where("tenant_id", "=", tenantId)
    .where("attachment_id", "in", [...ids])
    .execute();
  return new Set(rows.map((row) => row.attachment_id));
}

/** Forgets the files of some messages, or all of a contact that never became part of one; @returns their ids */
export async function deleteRows(
  tx: Tx,
  tenantId: string,
  which: { readonly messageIds: readonly string[] } | { readonly contactId: string },
): Promise<string[]> {
  if ("messageIds" in which && which.messageIds.length === 0) return [];
  const all = tx.deleteFrom("attachment").where("tenant_id", "=", tenantId);
  const some =
    "messageIds" in which
      ? all.where("message_id", "in", [...which.messageIds])
      : all.where("contact_id", "=", which.contactId);
  return (await some.returning("attachment_id").execute()).map((row) => row.attachment_id);
}
