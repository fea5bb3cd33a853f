import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { appendMessages } from "./append-messages.action.ts";
import { newestConversation } from "./class.store.ts";

/** A note the product writes for the team into the newest conversation of a contact; without one it writes nothing. */
export async function writeReminder(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  contactId: string,
  text: string,
): Promise<void> {
  const row = await newestConversation(tx, contactId);
  const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  if (!row || !key) return;
  const account = { tenantId, accountId: row.accountId, kind: row.channelKind };
  const [at] = await appendMessages(deps, tx, account, [
    {
      identityId: row.identityId,
      contactId,
      key,
      direction: "note",
      automatic: true,
      stored: { content: { type: "text", text } },
      sentAt: deps.clock.now(),
    },
  ]);
  if (at)
    await appendEvents(deps, tx, tenantId, [
      { kind: "note-written", conversationId: at.conversationId, messageId: at.messageId },
    ]);
}
