import type { ConversationDetail } from "../../contract/conversations.ts";
import type { MessageView } from "../../contract/messages.ts";

/** Sent again it would fail again: the 24 hours were over, and the contact has not written since. */
export function needsTemplate(
  message: Pick<MessageView, "needsTemplate" | "stateAt">,
  detail: Pick<ConversationDetail, "windowEndsAt" | "windowHours"> | undefined,
): boolean {
  if (!message.needsTemplate) return false;
  if (!detail?.windowEndsAt || detail.windowHours === null || message.stateAt === null) return true;
  const wroteAt = Date.parse(detail.windowEndsAt) - detail.windowHours * 3_600_000;
  return wroteAt <= Date.parse(message.stateAt);
}
