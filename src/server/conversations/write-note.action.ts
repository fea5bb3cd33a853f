import type { WriteNote } from "../../contract/messages.ts";
import { isVisible } from "../../contract/visible.ts";
import { attachToMessage } from "../attachments/attach.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { accessConversation } from "./access-conversation.action.ts";
import { type AppendedMessage, appendMessages } from "./append-messages.action.ts";
import { askersOf, assertMayBeCalled, callColleagues } from "./call-colleagues.action.ts";

/**
 * Writes a note into a conversation, with files and a voice message if there are any. It has no outbox row and no
 * channel: it cannot reach the contact.
 */
export async function writeNote(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  note: WriteNote,
): Promise<AppendedMessage> {
  const row = await accessConversation(tx, caller, conversationId);
  if (!isVisible(note.text) && note.attachmentIds.length === 0)
    throw new Problem("bad-input", { fields: { text: { de: "Die Notiz ist leer.", en: "The note is empty." } } });
  await assertMayBeCalled(deps, tx, row, note.mentions);
  const key = (await openContactKeys(deps.seal, tx, caller.tenantId, [row.contactId])).get(row.contactId);
  if (!key) throw new Problem("not-found");
  const account = { tenantId: caller.tenantId, accountId: row.accountId, kind: row.channelKind };
  const [at] = await appendMessages(deps, tx, account, [
    {
      identityId: row.identityId,
      contactId: row.contactId,
      key,
      direction: "note",
      stored: { content: { type: "text", text: note.text } },
      clientId: note.clientId,
      authorId: caller.memberId,
      sentAt: deps.clock.now(),
    },
  ]);
  if (!at) throw new Problem("not-found");
  if (!at.fresh) return at;
  await attachToMessage(tx, caller.tenantId, row.contactId, note.attachmentIds, at.messageId);
  const askers = await askersOf(deps, tx, caller, row, at);
  await callColleagues(deps, tx, caller, [...note.mentions, ...askers], at);
  await appendEvents(deps, tx, caller.tenantId, [
    { kind: "note-written", conversationId, messageId: at.messageId, memberId: caller.memberId },
  ]);
  return at;
}
