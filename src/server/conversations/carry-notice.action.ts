import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { carriedText } from "./carried-text.ts";
import { loadForSending, replaceContent } from "./message.store.ts";
import { messagePlace, type StoredMessage } from "./message-content.ts";
import { openStored } from "./open-message.action.ts";

/**
 * Puts the privacy notice in front of a waiting text reply, because it could not go alone (PN-1 edge).
 * @returns false when the message has no text, or no room in it
 */
export async function carryNotice(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  contactId: string,
  messageId: string,
  notice: { readonly version: number; readonly shortText: string },
): Promise<boolean> {
  const row = await loadForSending(tx, messageId);
  const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  if (!row || !key) return false;
  const stored = openStored(deps, tenantId, key, messageId, row.sealed_content);
  const own = stored.content.type === "text" ? stored.content.text : undefined;
  const text = own === undefined ? undefined : carriedText(notice.shortText, own);
  if (own === undefined || text === undefined) return false;
  const noticeLength = text.length - own.length;
  const carrying: StoredMessage = {
    ...stored,
    content: { type: "text", text },
    ...(stored.declared ? { declared: { ...stored.declared, carriesNotice: notice.version, noticeLength } } : {}),
  };
  await replaceContent(tx, messageId, {
    sealedContent: deps.seal.forContact(tenantId, key, messagePlace(messageId), JSON.stringify(carrying)),
  });
  return true;
}
