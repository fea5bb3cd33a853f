import type { NewEvent } from "../../events/append-events.action.ts";
import { noteNoticeState } from "../../notices/hand-over-notice.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { releaseHeld } from "./release-held.action.ts";

/** When the message carried the privacy notice, its proof moves on, and replies that waited for it are released. */
export async function followNotice(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  conversationId: string,
  messageId: string,
  state: "sent" | "delivered" | "failed",
  providerMessageId: string | null,
): Promise<NewEvent[]> {
  const contacts = await noteNoticeState(tx, messageId, state, deps.clock.now(), providerMessageId);
  if (contacts.length === 0) return [];
  const released = await releaseHeld(deps, tx, tenantId, conversationId);
  return [
    ...contacts.map((contactId): NewEvent => ({ kind: "notice-changed", contactId, conversationId })),
    ...released,
  ];
}
