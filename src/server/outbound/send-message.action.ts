import { attachToMessage } from "../attachments/attach.action.ts";
import { channelFacts } from "../channel-papers/channel-facts.action.ts";
import type { ChannelPapers } from "../channel-papers/channel-papers.ts";
import { type AppendedMessage, appendMessages, type NewMessage } from "../conversations/append-messages.action.ts";
import { type Declared, type StoredMessage, textOf } from "../conversations/message-content.ts";
import { holdTogether } from "../conversations/take-back.action.ts";
import type { Actor } from "../decisions/decision.ts";
import { recordDecisions } from "../decisions/record-decision.action.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs } from "../platform/jobs.ts";
import { Problem } from "../platform/problem.ts";
import type { ContactKey } from "../platform/seal.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";
import { deliverTask } from "./delivery.ts";
import { insertPrints } from "./facts/advert-print.store.ts";
import type { FactRow } from "./facts/fact-row.ts";
import { loadFactRows } from "./facts/facts.store.ts";
import type { Linted } from "./facts/message-facts.ts";
import { actionOf, deviceTypeOf, sendFacts } from "./facts/send-facts.ts";
import { printOf } from "./facts/text-print.ts";
import { countWaiting, insertOutbox, type WaitingConversation } from "./outbox.store.ts";

/** One message that wants to leave. */
export interface SendRequest {
  readonly conversationId: string;
  readonly messageId?: string;
  /** With what the sender declared: the policy judges by it again when the message leaves. */
  readonly stored: StoredMessage & { readonly declared: Declared };
  readonly linted: Linted;
  readonly actor: Actor;
  readonly clientId?: string;
  readonly replyTo?: string;
  /** The last position whoever wrote it had on the screen. */
  readonly seenPosition?: number | undefined;
  readonly attachmentIds?: readonly string[];
  /** Its author may take it back until then; nothing leaves before (U28). */
  readonly heldUntil?: Date;
}

export interface SentRequest {
  readonly message: AppendedMessage;
  readonly verdict: Verdict;
  readonly contactId: string;
  /** Held back until the notice has gone out; no outbox row yet. */
  readonly waitsForNotice: boolean;
}

/**
 * THE start of PATH 2 (step 3), for members, programs, retries and the server itself; there is no other. In the caller's
 * transaction: facts → verdict → message + decision + outbox row. A refused message is stored with its reason and
 * queues nothing. A message that only waits for the notice (PN-1) is held and released when the notice is out.
 * @returns aligned with `requests`; events are the caller's to append, last
 */
export async function sendMessages(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  requests: readonly SendRequest[],
): Promise<{ sent: SentRequest[]; events: NewEvent[] }> {
  const rows = await loadFactRows(tx, [...new Set(requests.map((r) => r.conversationId))]);
  const channels = await factsOfChannels(deps, tx, tenantId, rows);
  const judged = requests.map((request) => judge(deps, tenantId, request, rows, channels));
  const decisions = judged.map((j) => j.decision);
  await recordDecisions(deps, tx, tenantId, decisions);
  const appended = await append(deps, tx, tenantId, judged);
  const fresh = judged.filter((_, i) => appended[i]?.fresh);
  await attachFiles(tx, tenantId, fresh);
  await holdPresses(tx, fresh);
  const leaving = fresh.filter((j) => j.verdict.verdict === "allow");
  const ahead = leaving.length === 0 ? 0 : await countWaiting(tx, tenantId, longestLine);
  await insertOutbox(tx, tenantId, leaving.map(toOutbox), deps.clock.now());
  await insertPrints(tx, tenantId, leaving.filter(isAdvert).map(toPrint), deps.clock.now());
  await addJobs(
    tx,
    deliverJobs(
      tenantId,
      leaving.map((j) => j.row),
      ahead,
    ),
  );
  const sent = judged.flatMap((j, i) => {
    const message = appended[i];
    return message ? [{ message, verdict: j.verdict, contactId: j.row.contactId, waitsForNotice: j.waits }] : [];
  });
  return { sent, events: fresh.map(toEvent) };
}

/** Whoever has so many messages waiting comes last anyway. */
const longestLine = 1_000;

/**
 * One job per conversation: its messages leave in their order. Businesses take turns: the first message of each comes
 * before the second of any, however many notices a rush of new customers to somebody's number asks for.
 * @param ahead messages of the same business that waited before these
 */
export function deliverJobs(tenantId: string, waiting: readonly WaitingConversation[], ahead = 0) {
  const kinds = new Map(waiting.map(({ conversationId, channelKind }) => [conversationId, channelKind]));
  return [...kinds].map(([conversationId, channelKind], nth) => ({
    task: deliverTask(channelKind),
    payload: { tenantId, conversationId },
    key: `deliver:${conversationId}`,
    maxAttempts: 25,
    priority: Math.min(ahead + nth, longestLine),
  }));
}

/** What each channel in play has in order; the papers of a business are the same for all its conversations. */
export async function factsOfChannels(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  rows: ReadonlyMap<string, FactRow>,
): Promise<Map<string, ChannelPapers>> {
  const kinds = [...new Set([...rows.values()].map((row) => row.channelKind))];
  const facts = new Map<string, ChannelPapers>();
  for (const kind of kinds) facts.set(kind, await channelFacts(deps, tx, tenantId, kind));
  return facts;
}

interface Judged {
  readonly request: SendRequest;
  readonly messageId: string;
  readonly row: FactRow;
  readonly key: ContactKey;
  readonly verdict: Verdict;
  readonly waits: boolean;
  readonly decision: {
    decisionId: string;
    actor: Actor;
    action: "send" | "send_media";
    facts: Facts;
    verdict: Verdict;
    conversationId: string;
    messageId: string;
  };
}

function judge(
  deps: Deps,
  tenantId: string,
  request: SendRequest,
  rows: ReadonlyMap<string, FactRow>,
  channels: ReadonlyMap<string, ChannelPapers>,
): Judged {
  const row = rows.get(request.conversationId);
  const channel = row && channels.get(row.channelKind);
  if (!row?.key || !channel) throw new Problem("not-found");
  const messageId = request.messageId ?? deps.ids.uuid();
  const facts = sendFacts(row, channel, request.linted.facts, deviceTypeOf(request.actor.kind), deps.clock.now());
  const action = actionOf(request.linted.facts);
  const verdict = evaluate(action, facts);
  const decision = {
    decisionId: deps.ids.uuid(),
    actor: request.actor,
    action,
    facts,
    verdict,
    conversationId: request.conversationId,
    messageId,
  };
  const key = deps.seal.openContactKey(tenantId, row.contactId, row.key);
  return { request, messageId, row, key, verdict, waits: waitsForNotice(verdict, row), decision };
}

/** The one requirement that fulfils itself by waiting: the notice is on its way (PN-1, auto). Not on a closed channel. */
export function waitsForNotice(verdict: Verdict, { accountState }: Pick<FactRow, "accountState">): boolean {
  const only = verdict.requires.length === 1 && verdict.requires[0] === "deliver_notice";
  return verdict.verdict === "require" && only && accountState === "live";
}

async function append(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  judged: readonly Judged[],
): Promise<(AppendedMessage | undefined)[]> {
  const appended: (AppendedMessage | undefined)[] = judged.map(() => undefined);
  for (const [accountId, kind] of new Map(judged.map(({ row }) => [row.accountId, row.channelKind]))) {
    const own = judged.map((j, i) => ({ j, i })).filter(({ j }) => j.row.accountId === accountId);
    const done = await appendMessages(
      deps,
      tx,
      { tenantId, accountId, kind },
      own.map(({ j }) => toNewMessage(deps, j)),
    );
    for (const [n, { i }] of own.entries()) appended[i] = done[n];
  }
  return appended;
}

function toNewMessage(deps: Deps, { request, messageId, row, key, verdict, waits, decision }: Judged): NewMessage {
  const { actor, linted } = request;
  const blocked = verdict.verdict !== "allow" && !waits;
  return {
    messageId,
    identityId: row.identityId,
    contactId: row.contactId,
    key,
    direction: "out",
    stored: blocked ? { ...request.stored, whyDe: verdict.whyDe } : request.stored,
    automatic: actor.kind === "server",
    messageClass: linted.facts.messageClass,
    linterClass: linted.linterClass,
    state: blocked ? "blocked" : "queued",
    decisionId: decision.decisionId,
    seenPosition: request.seenPosition,
    sentAt: deps.clock.now(),
    ...(request.clientId === undefined ? {} : { clientId: request.clientId }),
    ...(request.replyTo === undefined ? {} : { replyTo: request.replyTo }),
    ...(actor.kind !== "server" && actor.id !== null ? { authorId: actor.id } : {}),
  };
}

async function attachFiles(tx: Tx, tenantId: string, judged: readonly Judged[]): Promise<void> {
  for (const { request, row, messageId } of judged)
    if (request.attachmentIds && request.attachmentIds.length > 0)
      await attachToMessage(tx, tenantId, row.contactId, request.attachmentIds, messageId);
}

/** The messages of a conversation that are held come from one press: files, and the text with the first. */
async function holdPresses(tx: Tx, judged: readonly Judged[]): Promise<void> {
  const held = judged.filter(
    ({ request, verdict, waits }) => request.heldUntil && (verdict.verdict === "allow" || waits),
  );
  for (const press of Map.groupBy(held, ({ request }) => request.conversationId).values()) {
    const until = press[0]?.request.heldUntil;
    const ids = press.map(({ messageId }) => messageId);
    if (until) await holdTogether(tx, ids, until);
  }
}

const isAdvert = (j: Judged) => j.request.linted.facts.promoContent;

const toPrint = (j: Judged) => ({
  messageId: j.messageId,
  identityId: j.row.identityId,
  print: printOf(textOf(j.request.stored.content)),
});

const toOutbox = (j: Judged) => ({
  messageId: j.messageId,
  conversationId: j.request.conversationId,
  accountId: j.row.accountId,
  decisionId: j.decision.decisionId,
  notBefore: j.request.heldUntil,
});

const toEvent = (j: Judged): NewEvent => ({
  kind: j.verdict.verdict === "allow" || j.waits ? "message-sent" : "message-blocked",
  conversationId: j.request.conversationId,
  messageId: j.messageId,
  contactId: j.row.contactId,
});
