import { serverActor } from "../../decisions/decision.ts";
import type { CurrentNotice } from "../../notices/current-notice.ts";
import { noticeTemplate } from "../../notices/notice-template.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { hoursSince } from "../../platform/instant.ts";
import { defaults } from "../../policy/defaults.ts";
import { lintMessage } from "../facts/message-facts.ts";
import type { SendRequest } from "../send-message.action.ts";

/** Where a notice goes, as the message that carries it. */
export interface NoticePlace {
  readonly accountId: string;
  readonly conversationId: string;
  readonly messageId: string;
  /** When the contact wrote last: after a day WhatsApp takes templates only. */
  readonly lastInboundAt: Date | null;
  /** The contact wants to see it again (PN-5). */
  readonly asked?: boolean;
}

/**
 * The notice as a message of the server; the policy knows it by its kind. Once the service window is closed it leaves
 * in the template that says the same, where Meta approved one (WA-2).
 */
export async function noticeRequest(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  notice: CurrentNotice,
  { accountId, conversationId, messageId, lastInboundAt, asked }: NoticePlace,
): Promise<SendRequest> {
  const template = isLate(deps, notice, lastInboundAt) ? await noticeTemplate(tx, accountId, notice) : undefined;
  const declared = {
    messageClass: "auto_reply",
    templateCategory: template?.category ?? null,
    kind: "privacy_notice",
    ...(asked ? { answersQuestion: true as const } : {}),
  } as const;
  return {
    conversationId,
    messageId,
    stored: {
      content: template
        ? {
            type: "template",
            name: template.name,
            language: template.language,
            parameters: template.parameters === 0 ? [] : [notice.linkUrl],
            text: template.text,
          }
        : { type: "text", text: notice.shortText },
      declared,
    },
    linted: lintMessage(notice.shortText, declared, ""),
    actor: serverActor,
  };
}

/** Free text has no way any more: the contact's last message is a day old (WA-2). */
export function isLate(
  { clock }: Pick<Deps, "clock">,
  { channelKind }: Pick<CurrentNotice, "channelKind">,
  lastInboundAt: Date | null,
): boolean {
  const age = hoursSince(lastInboundAt, clock.now());
  return channelKind === "whatsapp" && age !== null && age >= defaults.serviceWindowHours;
}
