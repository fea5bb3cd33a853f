import type { z } from "zod";
import { MessageId } from "../../contract/ids.ts";
import type { ChangeClass, MessageRetention, RetentionClass } from "../../contract/retention.ts";
import { isSensitiveReported } from "../attachments/sensitive.action.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { accessMessage } from "../conversations/access-conversation.action.ts";
import { classMessage, readClass } from "../conversations/class-message.action.ts";
import { decisionActor, recordDecision } from "../decisions/record-decision.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import { type ClassRule, isDuty, keptUntil, ruleOf } from "../policy/retention-rules.ts";
import { readSpecial } from "../special-data/read-special.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { englishDay, germanDay, localDay } from "../time/calendar-day.ts";
import { standingHolds } from "./hold.store.ts";
import { reclassLetters } from "./letter.store.ts";

type View = z.output<typeof MessageRetention>;

/** Until when a message stays, and why. */
export async function readRetention(tx: Tx, caller: Caller, messageId: string): Promise<View> {
  await accessMessage(tx, caller, messageId);
  const row = await readClass(tx, messageId);
  const rule = row && ruleOf(row.retentionClass);
  if (!row || !rule) throw new Problem("not-found");
  const zone = await loadTimeZone(tx, caller.tenantId);
  const holds = (await standingHolds(tx, row.contactId)).filter(
    (hold) =>
      (hold.conversation_id === null || hold.conversation_id === row.conversationId) &&
      (hold.kind === "legal" || isDuty(row.retentionClass)),
  );
  const last = instant(Math.max(row.lastActivityAt.getTime(), row.sentAt.getTime()));
  const until =
    keptUntil(row.retentionClass, {
      document: localDay(row.sentAt, zone),
      lastMessage: localDay(last, zone),
      orderEnd: row.orderUntil === null ? undefined : localDay(row.orderUntil, zone),
      openOrder: row.openOrder,
      classed: row.classedAt === null ? undefined : localDay(row.classedAt, zone),
    }) ?? null;
  const held = holds.length > 0;
  return {
    messageId: MessageId.parse(messageId),
    retentionClass: row.retentionClass as z.output<typeof RetentionClass>,
    label: rule.label,
    keptUntil: held ? null : until,
    why: held ? heldWords : until === null ? notBegun : untilWords(rule, until),
    byMember: row.classedBy !== null,
    held,
    specialConsent: row.retentionClass === special && row.direction === "in" ? await readSpecial(tx, messageId) : null,
  };
}

const heldWords = { de: "Eine Sperre hält die Löschung auf.", en: "A hold stops the deletion." };
const notBegun = {
  de: "Die Frist beginnt, wenn der Auftrag zu Ende ist.",
  en: "The period begins when the job is over.",
};
const untilWords = ({ period, basis }: ClassRule, until: string) => ({
  de: `${period.de}, also bis ${germanDay(until)} (${basis}).`,
  en: `${period.en}, so until ${englishDay(until)} (${basis}).`,
});

/** Health and the like (Art. 9): somebody said so, and only the customer's express word changes what may become of it. */
const special = "LK-11";

async function specialFacts(tx: Tx, messageId: string, retentionClass: string): Promise<Facts["extra"]> {
  const consent = await readSpecial(tx, messageId);
  if (retentionClass !== special && consent === "none") return {};
  return { artNineType: "health", explicitConsent: consent === "given", sentByCustomer: true };
}

/** What the program chose becomes a member's word when a member says the same. */
const isSaid = (row: { classedBy: string | null; retentionClass: string }, chosen: string): boolean =>
  row.classedBy !== null && row.retentionClass === chosen;

/**
 * A member says what a message is. Into the order file it goes only as SC-1 allows; the decision is kept. A letter that
 * turns out to be small talk leaves the archive, with a line in the audit.
 * @returns why the law refuses it: to be thrown after the commit, because the decision stays
 */
export async function changeRetention(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  messageId: string,
  { retentionClass: chosen, was }: z.output<typeof ChangeClass>,
): Promise<Problem | undefined> {
  await accessMessage(tx, caller, messageId);
  const row = await readClass(tx, messageId);
  if (!row) throw new Problem("not-found");
  unlessChanged<string>(was, row.retentionClass, chosen);
  if (isSaid(row, chosen)) return undefined;
  if (row.direction === "note" && isDuty(chosen))
    throw new Problem("bad-input", {
      detail: {
        de: "Eine Notiz ist kein Handelsbrief; sie geht niemandem zu.",
        en: "A note is not a commercial letter; nobody receives it.",
      },
    });
  const { tenantId } = caller;
  if (isDuty(chosen) || chosen.startsWith("LK-5")) {
    const facts: Facts = {
      deviceType: caller.kind === "api" ? "server" : "business_registered",
      extra: {
        retentionClass: chosen,
        sensitiveReported: await isSensitiveReported(tx, messageId),
        ...(await specialFacts(tx, messageId, row.retentionClass)),
      },
    };
    const verdict = evaluate("save_to_order", facts);
    await recordDecision(deps, tx, {
      tenantId,
      actor: decisionActor(caller),
      action: "save_to_order",
      facts,
      verdict,
      messageId,
    });
    if (verdict.verdict !== "allow")
      return new Problem("not-lawful", {
        detail: ofRule(verdict.whyDe),
        more: { rules: verdict.rules, requires: verdict.requires },
      });
  }
  const now = deps.clock.now();
  await classMessage(tx, messageId, { retentionClass: chosen, by: caller.memberId, at: now });
  await reclassLetters(tx, messageId, chosen, now, isDuty(chosen));
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "class-message",
    subjectKind: "message",
    subjectId: messageId,
    details: { from: row.retentionClass, to: chosen },
  });
  await appendEvents(deps, tx, tenantId, [
    { kind: "message-changed", conversationId: row.conversationId, messageId, memberId: caller.memberId },
  ]);
  return undefined;
}
