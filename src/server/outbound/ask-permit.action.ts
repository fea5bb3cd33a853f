import type { Draft } from "../../contract/messages.ts";
import type { Permit } from "../../contract/policy.ts";
import type { Channel, Channels } from "../channels/channel.ts";
import { accessConversation } from "../conversations/access-conversation.action.ts";
import type { Declared } from "../conversations/message-content.ts";
import { lastInboundText } from "../conversations/open-message.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, hour } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";
import { withSameAdverts } from "./count-same-adverts.action.ts";
import type { FactRow } from "./fact-row.ts";
import { loadFactRows } from "./facts.store.ts";
import { letterOf } from "./letter-of.action.ts";
import { type Linted, lintMessage } from "./message-facts.ts";
import { toPermit } from "./permit.ts";
import { actionOf, deviceTypeOf, sendFacts } from "./send-facts.ts";
import { factsOfChannels } from "./send-message.action.ts";
import { templateOf } from "./template.action.ts";
import { wayOut } from "./way-out.action.ts";

export interface Judgement {
  readonly permit: Permit;
  readonly verdict: Verdict;
  readonly facts: Facts;
  readonly row: FactRow;
  readonly linted: Linted;
  /** What the sender says of it; kept with the message, which is judged by it again when it leaves. */
  readonly declared: Declared;
  /** Full text that would leave: the draft's, or the template with its parameters filled in. */
  readonly text: string;
}

/**
 * What the policy says of a draft right now: the same facts and the same engine as at sending, kept nowhere.
 * Asked on every pause while typing.
 */
export async function askPermit(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  channels: Channels,
  conversationId: string,
  draft: Draft,
): Promise<Judgement> {
  await accessConversation(tx, caller, conversationId);
  return await judgeDraft(deps, tx, caller, channels, conversationId, draft);
}

/** The same for those who write from a project without reading the inbox; whether they may was asked before. */
export async function judgeDraft(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  channels: Channels,
  conversationId: string,
  draft: Draft,
): Promise<Judgement> {
  const rows = await loadFactRows(tx, [conversationId]);
  const row = rows.get(conversationId);
  const channel = row && (await factsOfChannels(deps, tx, caller.tenantId, rows)).get(row.channelKind);
  if (!row?.key || !channel) throw new Problem("not-found");
  const template = await templateOf(tx, row.accountId, draft.template);
  const written = template?.text ?? draft.text;
  const letter = await letterOf(tx, draft, written);
  const text = letter?.block ? `${written}\n\n${letter.block}` : written;
  const key = deps.seal.openContactKey(caller.tenantId, row.contactId, row.key);
  const last = await lastInboundText(deps, tx, caller.tenantId, key, conversationId);
  const declared: Declared = {
    messageClass: draft.messageClass,
    templateCategory: template?.category ?? null,
    ...(draft.dangerReason === null ? {} : { dangerReason: draft.dangerReason }),
    ...(letter === undefined ? {} : { kind: letter.kind, letterDetails: letter.details }),
    ...(draft.forCustomer ? { forCustomer: true } : {}),
    ...(draft.personsReason === null ? {} : { personsReason: draft.personsReason }),
  };
  const seen = await withSameAdverts(tx, lintMessage(text, declared, last), text, undefined, deps.clock.now());
  // Uploads may still be on their way while somebody types; who names people in a picture means one.
  const hasFile = draft.attachmentIds.length > 0 || draft.personsReason !== null;
  const linted = hasFile ? { ...seen, facts: { ...seen.facts, hasFile } } : seen;
  const facts = sendFacts(
    row,
    channel,
    linted.facts,
    deviceTypeOf(caller.kind === "api" ? "api" : "member"),
    deps.clock.now(),
  );
  const verdict = evaluate(actionOf(linted.facts), facts);
  const windowEndsAt = windowEnd(row, channels[row.channelKind]);
  const exit = await wayOut(deps, tx, caller.tenantId, row, verdict);
  return {
    permit: toPermit(verdict, linted.signals, windowEndsAt, deps.clock.now(), exit, letter?.block ?? null, facts),
    verdict,
    declared,
    facts,
    row,
    linted,
    text,
  };
}

/** End of the service window; null where the channel has none or the contact never wrote. */
export function windowEnd(row: Pick<FactRow, "lastInboundAt">, channel: Channel | undefined): Date | null {
  const hours = channel?.capabilities.serviceWindowHours;
  return hours === undefined || row.lastInboundAt === null ? null : after(row.lastInboundAt, hours * hour);
}
