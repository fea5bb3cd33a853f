import type { Draft } from "../../contract/messages.ts";
import type { Permit } from "../../contract/policy.ts";
import { channelFacts } from "../channel-papers/channel-facts.action.ts";
import type { Channel, Channels } from "../channels/channel.ts";
import { templateOf } from "../channels/template.action.ts";
import { accessConversation } from "../conversations/access-conversation.action.ts";
import type { Declared } from "../conversations/message-content.ts";
import { lastInboundText } from "../conversations/open-message.action.ts";
import { decisionActor } from "../decisions/record-decision.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, hour } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import { isAutomatic, type Verdict } from "../policy/verdict.ts";
import { withSameAdverts } from "./facts/count-same-adverts.action.ts";
import { declareDraft } from "./facts/declare-draft.action.ts";
import type { FactRow } from "./facts/fact-row.ts";
import { factsOf } from "./facts/facts-of.action.ts";
import { letterOf, stopHintOf } from "./facts/letter-of.action.ts";
import { type Linted, lintMessage } from "./facts/message-facts.ts";
import { actionOf, deviceTypeOf, sendFacts } from "./facts/send-facts.ts";
import { withForeignIban } from "./facts/with-foreign-iban.action.ts";
import { wayOut } from "./own-words/way-out.action.ts";
import { forReader, toPermit } from "./permit.ts";

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
  const row = await factsOf(tx, conversationId);
  if (!row?.key) throw new Problem("not-found");
  const papers = await channelFacts(deps, tx, caller.tenantId, row.channelKind);
  const template = await templateOf(tx, row.accountId, draft.template);
  const written = template?.text ?? draft.text;
  const letter = await letterOf(tx, draft, written);
  const key = deps.seal.openContactKey(caller.tenantId, row.contactId, row.key);
  const last = await lastInboundText(deps, tx, caller.tenantId, key, conversationId);
  const declared = await declareDraft(deps, tx, caller.tenantId, row, key, draft, { template, letter });
  // Uploads may still be on their way while somebody types; who names people in a picture means one.
  const hasFile = draft.attachmentIds.length > 0 || draft.personsReason !== null;
  const device = deviceTypeOf(decisionActor(caller).kind);
  const judge = async (adds: string | null): Promise<Judged> => {
    const text = adds === null ? written : `${written}\n\n${adds}`;
    const read = await withForeignIban(deps, tx, caller.tenantId, lintMessage(text, declared, last), text);
    const seen = await withSameAdverts(tx, read, text, undefined, deps.clock.now());
    const linted = hasFile ? { ...seen, facts: { ...seen.facts, hasFile } } : seen;
    const facts = sendFacts(row, papers, linted.facts, device, deps.clock.now());
    return { text, adds, linted, facts, verdict: evaluate(actionOf(linted.facts), facts) };
  };
  const judged = await withStopHint(tx, draft, await judge(letter?.block ?? null), judge);
  const { verdict, linted, facts, adds, text } = judged;
  const windowEndsAt = windowEnd(row, channels[row.channelKind]);
  const exit = (await wayOut(deps, tx, caller.tenantId, row, verdict)) ?? null;
  const { signals } = linted;
  const shown = toPermit({ verdict, facts, signals, adds, windowEndsAt, wayOut: exit });
  const permit = forReader(shown, caller);
  return { permit, verdict, declared, facts, row, linted, text };
}

interface Judged extends Pick<Judgement, "text" | "linted" | "facts" | "verdict"> {
  /** Lines that go below the text by themselves. */
  readonly adds: string | null;
}

/**
 * IM-4 fulfils itself: an advert that does not say how it ends gets the line that does. Not below a template, which
 * leaves as it was approved, and not where something else stands in the way: then it is no advert that leaves.
 */
async function withStopHint(
  tx: Tx,
  draft: Pick<Draft, "template" | "text">,
  judged: Judged,
  judge: (adds: string | null) => Promise<Judged>,
): Promise<Judged> {
  if (draft.template !== null || draft.text.trim() === "" || !judged.verdict.requires.includes("opt_out_hint"))
    return judged;
  const hint = await stopHintOf(tx);
  const again = await judge(judged.adds === null ? hint : `${judged.adds}\n\n${hint}`);
  const { verdict, requires } = again.verdict;
  const stands = verdict === "allow" || (verdict === "require" && requires.every(isAutomatic));
  return stands ? again : judged;
}

/** End of the service window; null where the channel has none or the contact never wrote. */
export function windowEnd(row: Pick<FactRow, "lastInboundAt">, channel: Channel | undefined): Date | null {
  const hours = channel?.capabilities.serviceWindowHours;
  return hours === undefined || row.lastInboundAt === null ? null : after(row.lastInboundAt, hours * hour);
}
