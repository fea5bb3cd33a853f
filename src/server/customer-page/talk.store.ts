import { sql } from "kysely";
import { behindLink } from "../conversations/file-link.ts";
import type { Tx } from "../platform/db.ts";

/** What of a conversation its customer may see: what they wrote, and what really went out to them. Never a note (V23). */
const goneOut = ["sent", "delivered", "read"] as const;

export interface TalkRow {
  readonly messageId: string;
  readonly position: number;
  readonly direction: string;
  readonly sealed: Uint8Array;
  readonly flags: readonly string[];
  readonly sentAt: Date;
  readonly editedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Newest first, before `before` if given. */
export async function loadTalkRows(
  tx: Tx,
  tenantId: string,
  conversationId: string,
  page: { before: number | undefined; limit: number },
): Promise<TalkRow[]> {
  return tx
    .selectFrom("message")
    .select([
      "message_id as messageId",
      "position",
      "direction",
      "sealed_content as sealed",
      "content_flags as flags",
      "sent_at as sentAt",
      "edited_at as editedAt",
      "revoked_at as revokedAt",
    ])
    .where("tenant_id", "=", tenantId)
    .where("conversation_id", "=", conversationId)
    .where((eb) =>
      eb.or([eb("direction", "=", "in"), eb.and([eb("direction", "=", "out"), eb("state", "in", goneOut)])]),
    )
    .$if(page.before !== undefined, (query) => query.where("position", "<", page.before ?? 0))
    .orderBy("position", "desc")
    .limit(page.limit)
    .execute();
}

/**
 * How large a file is that is part of what this customer may see here; undefined for any other. What a link and a code
 * protect is not (EM-3). One query, so that no check can be forgotten (V19).
 */
export async function sizeOfOwnFile(
  tx: Tx,
  tenantId: string,
  conversationId: string,
  attachmentId: string,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom("attachment as a")
    .innerJoin("message as m", (join) =>
      join.onRef("m.tenant_id", "=", "a.tenant_id").onRef("m.message_id", "=", "a.message_id"),
    )
    .select("a.bytes")
    .where("a.tenant_id", "=", tenantId)
    .where("a.attachment_id", "=", attachmentId)
    .where("m.conversation_id", "=", conversationId)
    .where(sql<boolean>`${behindLink} <> all (m.content_flags)`)
    .where((eb) =>
      eb.or([eb("m.direction", "=", "in"), eb.and([eb("m.direction", "=", "out"), eb("m.state", "in", goneOut)])]),
    )
    .executeTakeFirst();
  return row && (row.bytes ?? 0);
}

/** The channel's ids of messages this customer has not fetched before. */
export async function loadUnfetched(tx: Tx, tenantId: string, conversationId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("message")
    .select("external_id")
    .where("tenant_id", "=", tenantId)
    .where("conversation_id", "=", conversationId)
    .where("direction", "=", "out")
    .where("state", "=", "sent")
    .where("external_id", "is not", null)
    .orderBy("position")
    .limit(200)
    .execute();
  return rows.flatMap((row) => row.external_id ?? []);
}

/** Locks the customer's own message and tells which files it has; undefined: not theirs. */
export async function lockOwnMessage(
  tx: Tx,
  tenantId: string,
  conversationId: string,
  messageId: string,
): Promise<{ files: { ordinal: number; whyGone: string | null }[] } | undefined> {
  const message = await tx
    .selectFrom("message")
    .select("message_id")
    .where("tenant_id", "=", tenantId)
    .where("message_id", "=", messageId)
    .where("conversation_id", "=", conversationId)
    .where("direction", "=", "in")
    .forUpdate()
    .executeTakeFirst();
  if (message === undefined) return undefined;
  const files = await tx
    .selectFrom("attachment")
    .select(["ordinal", "why_gone as whyGone"])
    .where("tenant_id", "=", tenantId)
    .where("message_id", "=", messageId)
    .execute();
  return { files };
}

export async function loadArrival(tx: Tx, tenantId: string, messageId: string) {
  return tx
    .selectFrom("message as m")
    .innerJoin("conversation as c", (join) =>
      join.onRef("c.tenant_id", "=", "m.tenant_id").onRef("c.conversation_id", "=", "m.conversation_id"),
    )
    .select(["m.stored_at as arrivedAt", "c.number"])
    .where("m.tenant_id", "=", tenantId)
    .where("m.message_id", "=", messageId)
    .executeTakeFirstOrThrow();
}

/** Two presses of the same button arrive one after the other: until commit nobody else passes with this id. */
export async function lockSend(tx: Tx, externalId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${externalId}, 0))`.execute(tx);
}
