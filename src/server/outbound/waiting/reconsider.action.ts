import { channelFacts } from "../../channel-papers/channel-facts.action.ts";
import { categoryOf } from "../../channels/template.action.ts";
import { type Declared, type StoredMessage, textOf } from "../../conversations/message-content.ts";
import { lastInboundText, type OpenMessage, openMessage } from "../../conversations/open-message.action.ts";
import { type Actor, serverActor } from "../../decisions/decision.ts";
import { recordDecision } from "../../decisions/record-decision.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import type { ContactKey } from "../../platform/seal.ts";
import { evaluate } from "../../policy/evaluate.ts";
import type { Facts } from "../../policy/facts.ts";
import type { Verdict } from "../../policy/verdict.ts";
import { insertPrints } from "../facts/advert-print.store.ts";
import { withSameAdverts } from "../facts/count-same-adverts.action.ts";
import type { FactRow } from "../facts/fact-row.ts";
import { factsOf } from "../facts/facts-of.action.ts";
import { lintMessage } from "../facts/message-facts.ts";
import { actionOf, deviceTypeOf, informsBy, sendFacts } from "../facts/send-facts.ts";
import { printOf } from "../facts/text-print.ts";
import { withForeignIban } from "../facts/with-foreign-iban.action.ts";
import { loadOrigin } from "../message-decision.store.ts";

export interface Reconsidered {
  readonly row: FactRow;
  readonly verdict: Verdict;
  readonly decisionId: string;
  readonly message: OpenMessage;
  readonly key: ContactKey;
  /** The words of an advert; null: it is none. */
  readonly advert: string | null;
}

/**
 * Judges a stored message by what is true now and keeps the decision. A message that carries
 * the privacy notice in its own text fulfils PN-1 by leaving, unless a newer one is owed by now (PN-4).
 * @param again who wants it sent once more; otherwise it is whoever wrote it, at the device as it stands now
 * @returns undefined when the conversation or its contact is gone
 */
export async function reconsider(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  conversationId: string,
  messageId: string,
  again?: Actor,
): Promise<Reconsidered | undefined> {
  const row = await factsOf(tx, conversationId);
  if (!row?.key) return undefined;
  const message = await openMessage(deps, tx, tenantId, row.contactId, messageId);
  if (!message) return undefined;
  const papers = await channelFacts(deps, tx, tenantId, row.channelKind);
  const declared = await declaredNow(tx, row.accountId, message.stored);
  const key = deps.seal.openContactKey(tenantId, row.contactId, row.key);
  // Only a greeting back depends on what the contact wrote last; the notice is none.
  const last = declared.kind === "privacy_notice" ? "" : await lastInboundText(deps, tx, tenantId, key, conversationId);
  const origin = await loadOrigin(tx, messageId);
  const actor: Actor = again ?? origin?.actor ?? serverActor;
  const device = deviceTypeOf(actor.kind, again === undefined ? origin?.deviceState : null);
  const text = textOf(message.stored.content);
  const read = await withForeignIban(deps, tx, tenantId, lintMessage(text, declared, last), text);
  const linted = await withSameAdverts(tx, read, text, messageId, deps.clock.now());
  const hasFile = message.stored.content.type === "media";
  const judged = sendFacts(row, papers, { ...linted.facts, messageId, hasFile }, device, deps.clock.now());
  const facts: Facts = informsBy(row, declared.carriesNotice)
    ? { ...judged, noticeStatus: "sent", extra: { ...judged.extra, noticeDelivery: "chat" } }
    : judged;
  const action = actionOf({ hasFile });
  const verdict = evaluate(action, facts);
  const decision = { tenantId, actor, action, facts, verdict, conversationId, messageId };
  const decisionId = await recordDecision(deps, tx, decision);
  return { row, verdict, decisionId, message, key, advert: linted.facts.promoContent ? text : null };
}

/** It is on its way after all: an advert counts as one that was let out at once does (MS-1, AD-7, AD-9). */
export async function countAdvert(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  { row, message, advert }: Reconsidered,
): Promise<void> {
  if (advert === null) return;
  const print = { messageId: message.messageId, identityId: row.identityId, print: printOf(advert) };
  await insertPrints(tx, tenantId, [print], clock.now());
}

/** What its sender said of it; of a template the channel says what it is, and may have changed its mind since (WA-3). */
async function declaredNow(tx: Tx, accountId: string, { content, declared }: StoredMessage): Promise<Declared> {
  const said = declared ?? { messageClass: "transactional", templateCategory: null };
  const category = content.type === "template" ? await categoryOf(tx, accountId, content) : undefined;
  return category === undefined ? said : { ...said, templateCategory: category };
}
