import type { ConversationDetail } from "../../contract/conversations.ts";
import type { MessageView, TemplateChoice } from "../../contract/messages.ts";
import type { Permit } from "../../contract/policy.ts";

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

/**
 * Why a template is asked for: `over`, free text may not leave, the 24 hours are over. The server says so; this device's
 * clock may be wrong. `other`: one is chosen, and may not leave, an advert for example.
 */
export function asksTemplate(
  permit: Pick<Permit, "remedies"> | undefined,
  chosen: TemplateChoice | undefined,
): "over" | "other" | undefined {
  if (!permit?.remedies.some(({ token }) => token === "template_utility")) return undefined;
  return chosen === undefined ? "over" : "other";
}
