import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { findOutbound, heldMessages, lastInbound, loadForSending } from "./message.store.ts";
import { messagePlace, type StoredMessage, textOf } from "./message-content.ts";

/** A stored message with its seal opened. */
export interface OpenMessage {
  readonly messageId: string;
  readonly stored: StoredMessage;
  readonly messageClass: string | null;
  readonly authorId: string | null;
  readonly automatic: boolean;
  readonly replyToExternal: string | null;
}

export function openStored(
  deps: Pick<Deps, "seal">,
  tenantId: string,
  key: ContactKey,
  messageId: string,
  sealed: Uint8Array,
): StoredMessage {
  return JSON.parse(deps.seal.openForContact(tenantId, key, messagePlace(messageId), sealed).toString("utf8"));
}

/** Opens one message of a contact for sending. Undefined: it is gone, or the contact's key is. */
export async function openMessage(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  contactId: string,
  messageId: string,
): Promise<OpenMessage | undefined> {
  const row = await loadForSending(tx, messageId);
  const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  if (!row || !key) return undefined;
  return {
    messageId,
    stored: openStored(deps, tenantId, key, messageId, row.sealed_content),
    messageClass: row.message_class,
    authorId: row.author_id,
    automatic: row.content_flags.includes("automatic"),
    replyToExternal: row.reply_to_external,
  };
}

/** What the contact wrote last, "" when nothing or nothing readable. */
export async function lastInboundText(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  key: ContactKey,
  conversationId: string,
): Promise<string> {
  const row = await lastInbound(tx, conversationId);
  return row ? textOf(openStored(deps, tenantId, key, row.message_id, row.sealed_content).content) : "";
}

/** Messages of a conversation that wait for the notice, in their order. */
export async function messagesHeldBack(tx: Tx, conversationId: string): Promise<string[]> {
  return await heldMessages(tx, conversationId);
}

/** Our messages behind the channel's ids. */
export async function outboundByExternalId(
  tx: Tx,
  accountId: string,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  return await findOutbound(tx, accountId, [...new Set(externalIds)]);
}
