import type { ConsentQuestion } from "../../../contract/consent.ts";
import { appendAudit } from "../../audit/append-audit.action.ts";
import { actorOf as auditActorOf } from "../../audit/audit.ts";
import { channelFacts } from "../../channel-papers/channel-facts.action.ts";
import { buttonOf, consentTextVersion, noLabel, questionText, yesLabel } from "../../consent/consent-texts.ts";
import { holdConsents } from "../../consent/hold-consents.action.ts";
import { recordStep } from "../../consent/record-step.action.ts";
import { accessConversation } from "../../conversations/access-conversation.action.ts";
import { lockForPerson } from "../../conversations/advance-message.action.ts";
import type { StoredMessage } from "../../conversations/message-content.ts";
import { decisionActor, recordDecision } from "../../decisions/record-decision.action.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import { currentNotice } from "../../notices/current-notice.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { ofRule, Problem } from "../../platform/problem.ts";
import { evaluate } from "../../policy/evaluate.ts";
import type { Facts } from "../../policy/facts.ts";
import type { Verdict } from "../../policy/verdict.ts";
import { loadTenantName } from "../../tenants/load-tenant-name.action.ts";
import type { FactRow } from "../facts/fact-row.ts";
import { factsOf } from "../facts/facts-of.action.ts";
import { type Linted, lintMessage } from "../facts/message-facts.ts";
import { deviceTypeOf, sendFacts } from "../facts/send-facts.ts";
import { sendMessages } from "../send-message.action.ts";

const declared = { messageClass: "consent_request", templateCategory: null, kind: "consent_question" } as const;

interface Prepared {
  readonly row: FactRow;
  readonly text: string;
  readonly noticeVersion: number;
  readonly linted: Linted;
  readonly facts: Facts;
  readonly verdict: Verdict;
}

/** The words of the question, and whether they may go to this person now (AD-3). Nothing is kept. */
export async function previewConsent(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
): Promise<ConsentQuestion> {
  await accessConversation(tx, caller, conversationId);
  const { text, verdict } = await prepare(deps, tx, caller, conversationId);
  return { text, buttons: [yesLabel, noLabel], allowed: verdict.verdict === "allow", why: verdict.whyDe };
}

/**
 * Asks one person for consent, in their own conversation, with buttons (AD-3). The exact words are kept with the
 * step. Two members who press at once: the second one is refused.
 * @returns the refusal to throw after the transaction, whose decision must stay
 */
export async function askConsent(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
): Promise<{ readonly refusal: Problem | undefined }> {
  const { identityId, contactId } = await accessConversation(tx, caller, conversationId);
  // The conversation before the identity, as a message that comes in takes them.
  await lockForPerson(tx, identityId);
  await holdConsents(tx, identityId);
  const { row, text, noticeVersion, linted, facts, verdict } = await prepare(deps, tx, caller, conversationId);
  const { tenantId } = caller;
  if (verdict.verdict !== "allow" || row.key === null) {
    await recordDecision(deps, tx, {
      tenantId,
      actor: decisionActor(caller),
      action: "send",
      facts,
      verdict,
      conversationId,
    });
    return { refusal: new Problem("not-lawful", { detail: ofRule(verdict.whyDe) }) };
  }
  const messageId = deps.ids.uuid();
  const buttons = [
    { id: buttonOf("yes", messageId), title: yesLabel },
    { id: buttonOf("no", messageId), title: noLabel },
  ];
  const stored: StoredMessage & { declared: typeof declared } = {
    content: { type: "question", text, buttons },
    declared,
  };
  const { events } = await sendMessages(deps, tx, tenantId, [
    { conversationId, messageId, stored, linted, actor: decisionActor(caller) },
  ]);
  await recordStep(deps, tx, {
    tenantId,
    identityId,
    channelKind: row.channelKind,
    state: "asked",
    method: "chat",
    proof: { questionMessageId: messageId, textVersion: consentTextVersion, noticeVersion: String(noticeVersion) },
    words: { question: `${text}\n[${yesLabel}] [${noLabel}]` },
    key: deps.seal.openContactKey(tenantId, contactId, row.key),
    recordedBy: caller.memberId,
  });
  await appendAudit(deps, tx, {
    tenantId,
    actor: auditActorOf(caller),
    verb: "ask-consent",
    subjectKind: "contact",
    subjectId: contactId,
    details: { channel: row.channelKind },
  });
  await appendEvents(deps, tx, tenantId, [...events, { kind: "consent-changed", contactId, conversationId }]);
  return { refusal: undefined };
}

async function prepare(deps: Deps, tx: Tx, caller: Caller, conversationId: string): Promise<Prepared> {
  const { tenantId } = caller;
  const row = await factsOf(tx, conversationId);
  if (!row) throw new Problem("not-found");
  const papers = await channelFacts(deps, tx, tenantId, row.channelKind);
  const notice = await currentNotice(deps, tx, tenantId, row.channelKind);
  const text = questionText(await loadTenantName(tx, tenantId), row.channelKind, notice?.linkUrl ?? "");
  const linted = lintMessage(text, declared, "");
  const device = deviceTypeOf(decisionActor(caller).kind);
  const facts = sendFacts(row, papers, linted.facts, device, deps.clock.now());
  return { row, text, noticeVersion: notice?.version ?? 0, linted, facts, verdict: evaluate("send", facts) };
}
