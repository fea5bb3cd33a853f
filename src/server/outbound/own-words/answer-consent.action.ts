import {
  allStopText,
  type ConsentWording,
  clarifyingText,
  confirmationText,
  withdrawalText,
} from "../../consent/consent-texts.ts";
import {
  type Effect,
  type IncomingAnswer,
  recordAnswers,
  type stepsSoFar,
} from "../../consent/record-answers.action.ts";
import { recordStep } from "../../consent/record-step.action.ts";
import type { Account } from "../../contacts/resolve-senders.action.ts";
import { appendMessages } from "../../conversations/append-messages.action.ts";
import { serverActor } from "../../decisions/decision.ts";
import type { NewEvent } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { loadTenantName } from "../../tenants/load-tenant-name.action.ts";
import { loadTimeZone } from "../../tenants/load-time-zone.action.ts";
import { cancelAdverts } from "../consent/cancel-adverts.action.ts";
import { factsOf } from "../facts/facts-of.action.ts";
import { lintMessage } from "../facts/message-facts.ts";
import { noticeStatus } from "../facts/send-facts.ts";
import { type SendRequest, type SentRequest, sendMessages } from "../send-message.action.ts";
import { releaseHeld } from "../waiting/release-held.action.ts";
import { withHumanLine } from "./with-human-line.action.ts";

interface Incoming extends IncomingAnswer {
  readonly contactId: string;
  readonly conversationId: string;
}

/**
 * What answers to the consent question and stop words do, at once, in the transaction in which they arrived: recorded,
 * queued adverts taken back, and answered once (AD-5 to AD-7).
 * @returns events to append
 */
export async function answerConsent(
  deps: Deps,
  tx: Tx,
  account: Account,
  incoming: readonly Incoming[],
  steps: Awaited<ReturnType<typeof stepsSoFar>>,
): Promise<NewEvent[]> {
  const effects = await recordAnswers(deps, tx, account, incoming, steps);
  if (effects.length === 0) return [];
  const events: NewEvent[] = [];
  for (const { incoming: from, worth } of effects) {
    events.push({ kind: "consent-changed", contactId: from.contactId, conversationId: from.conversationId });
    if (worth === "withdrawn" || worth === "refused" || worth === "all_stop")
      events.push(...(await cancelAdverts(deps, tx, account.tenantId, from.identityId, worth === "all_stop")));
    if (worth === "staff_check") events.push(...(await showStaff(deps, tx, account, from)));
  }
  const firm = await loadTenantName(tx, account.tenantId);
  const timeZone = await loadTimeZone(tx, account.tenantId);
  const today = new Intl.DateTimeFormat("de-DE", { timeZone, dateStyle: "medium" }).format(deps.clock.now());
  const requests: SendRequest[] = [];
  for (const effect of effects) {
    const own = wordsFor(effect, firm, account.kind, today);
    if (own) requests.push(requestOf(effect.incoming.conversationId, own.kind, await withHumanLine(tx, own.text)));
  }
  if (requests.length === 0) return events;
  const { sent, events: more } = await sendMessages(deps, tx, account.tenantId, requests);
  const carried = await carryFailedNotice(deps, tx, account.tenantId, sent);
  await noteClarified(
    deps,
    tx,
    account,
    effects,
    sent.map(({ verdict, waitsForNotice }) => verdict.verdict === "allow" || waitsForNotice),
  );
  return [...events, ...more, ...carried];
}

/** Where the notice failed before, an answer carries it: nothing waits for what will not come (PN-1). */
async function carryFailedNotice(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  sent: readonly SentRequest[],
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const { message, waitsForNotice } of sent) {
    const row = waitsForNotice ? await factsOf(tx, message.conversationId) : undefined;
    if (row && noticeStatus(row) === "failed")
      events.push(...(await releaseHeld(deps, tx, tenantId, message.conversationId)));
  }
  return events;
}

/** One answer to the last thing said; nothing where nothing changed. */
function wordsFor(
  { worth, changed }: Effect<Incoming>,
  firm: string,
  kind: string,
  today: string,
): { readonly kind: ConsentWording; readonly text: string } | undefined {
  if (!changed) return undefined;
  switch (worth) {
    case "granted":
      return { kind: "consent_confirmation", text: confirmationText(firm, kind, today) };
    case "ambiguous":
      return { kind: "consent_clarifying", text: clarifyingText(firm, kind) };
    case "withdrawn":
      return { kind: "withdrawal_confirmation", text: withdrawalText(firm, kind) };
    case "all_stop":
      return { kind: "withdrawal_confirmation", text: allStopText(firm, kind) };
    case "refused":
    case "staff_check":
    case "reopened":
      return undefined;
  }
}

function requestOf(conversationId: string, kind: ConsentWording, text: string): SendRequest {
  const declared = { messageClass: "auto_reply", templateCategory: null, kind } as const;
  return {
    conversationId,
    stored: { content: { type: "text", text }, declared },
    linted: lintMessage(text, declared, ""),
    actor: serverActor,
  };
}

/** Only a clarifying question that leaves, now or behind the notice, counts as the one that may be asked. */
async function noteClarified(
  deps: Deps,
  tx: Tx,
  account: Account,
  effects: readonly Effect<Incoming>[],
  leaves: readonly boolean[],
): Promise<void> {
  const answered = effects.filter((effect) => wordsFor(effect, "", account.kind, "") !== undefined);
  for (const [i, { worth, incoming }] of answered.entries())
    if (worth === "ambiguous" && leaves[i] === true)
      await recordStep(deps, tx, {
        tenantId: account.tenantId,
        identityId: incoming.identityId,
        channelKind: account.kind,
        state: "clarified",
        method: "chat",
        proof: { answerMessageId: incoming.messageId },
      });
}

/** A stop word about the job: nothing is decided, people are told where they look anyway. */
async function showStaff(deps: Deps, tx: Tx, account: Account, from: Incoming): Promise<NewEvent[]> {
  const text =
    "In der letzten Nachricht steht ein Stopp-Wort. Es scheint um den Auftrag zu gehen, deshalb gilt eine Einwilligung in Werbung weiter. Bitte ansehen. Ist doch Werbung gemeint, beende sie beim Kontakt.";
  const [at] = await appendMessages(deps, tx, account, [
    {
      identityId: from.identityId,
      contactId: from.contactId,
      key: from.key,
      direction: "note",
      automatic: true,
      stored: { content: { type: "text", text } },
      sentAt: deps.clock.now(),
    },
  ]);
  return at ? [{ kind: "note-written", conversationId: at.conversationId, messageId: at.messageId }] : [];
}
