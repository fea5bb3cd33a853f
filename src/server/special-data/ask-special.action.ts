import { hasOpenPage } from "../channels/has-open-page.action.ts";
import { specialQuestion, specialQuestionKind } from "../consent/special-words.ts";
import { accessMessage } from "../conversations/access-conversation.action.ts";
import { readClass } from "../conversations/class-message.action.ts";
import { sendOwnWords } from "../outbound/own-words/send-own-words.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { classRules } from "../policy/retention-rules.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { germanDay, localDay } from "../time/calendar-day.ts";
import { insertQuestion } from "./special-consent.store.ts";

/**
 * "Zustimmung einholen" (SC-1): asks the customer, in their own conversation, whether what they sent about health and
 * the like may stay with the order. Until then it is LK-11 and goes after 72 hours.
 * @returns the refusal to throw after the transaction: the message stands there with its reason
 */
export async function askSpecial(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  messageId: string,
  clientId: string,
): Promise<Problem | undefined> {
  const { tenantId, memberId } = caller;
  const { conversationId, contactId } = await accessMessage(tx, caller, messageId);
  const row = await readClass(tx, messageId);
  if (row?.direction !== "in" || row.retentionClass !== "LK-11")
    throw new Problem("conflict", {
      detail: {
        de: "Ordne die Nachricht zuerst unter Gesundheit oder Ähnliches ein.",
        en: "First mark the message as health or the like.",
      },
    });
  const page = (await hasOpenPage(tx)) ? `${deps.publicUrl(tenantId)}/k/web` : null;
  // The same day the message's own page shows (LK-11): what is deleted can no longer be agreed to.
  const classed = localDay(row.classedAt ?? row.sentAt, await loadTimeZone(tx, tenantId));
  const until = germanDay(classRules["LK-11"].until(classed));
  const text = specialQuestion(await loadTenantName(tx, tenantId), until, page);
  const sent = await sendOwnWords(deps, tx, caller, { conversationId, clientId, text, kind: specialQuestionKind });
  if (sent === undefined) return undefined;
  if (sent.verdict.verdict !== "allow" && !sent.waitsForNotice)
    return new Problem("not-lawful", { detail: ofRule(sent.verdict.whyDe) });
  const asked = { messageId, contactId, askedBy: memberId, at: deps.clock.now() };
  if (!(await insertQuestion(tx, tenantId, { ...asked, questionMessageId: sent.message.messageId })))
    throw new Problem("conflict", {
      detail: {
        de: "Danach ist schon gefragt. Warte auf die Antwort.",
        en: "This has already been asked. Wait for the answer.",
      },
    });
  return undefined;
}
