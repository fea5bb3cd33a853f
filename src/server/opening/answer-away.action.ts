import type { Account } from "../contacts/resolve-senders.action.ts";
import { serverActor } from "../decisions/decision.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import { lintMessage } from "../outbound/facts/message-facts.ts";
import type { Incoming } from "../outbound/own-words/answer-automatically.action.ts";
import { withHumanLine } from "../outbound/own-words/with-human-line.action.ts";
import { type SendRequest, sendMessages } from "../outbound/send-message.action.ts";
import { mayLeave } from "../outbound/waiting/may-leave.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, minute } from "../platform/instant.ts";
import type { Asking } from "../subject-requests/hear-requests.action.ts";
import { localTime } from "../time/zone.ts";
import { awayFacts, awayUntil } from "./away-message.ts";
import { awayKind, fillAway, looksAutomatic } from "./away-text.ts";
import { presenceAt } from "./calendar.ts";
import { claimAnswers, loadAwayText, withoutAnswer } from "./opening.store.ts";
import { readOpening } from "./read-opening.action.ts";

/** Somebody of the business wrote this recently: they are there, whatever the hours say. */
const stillThere = 60 * minute;

/**
 * What the house says by itself while nobody is there (M8, B12), in the transaction in which the message came:
 * once per conversation and closed period, after the privacy notice, and never to words the house answers otherwise
 * (stop words, rights, DATENSCHUTZ), to another machine, or where somebody of the business has just written. While the
 * owner has not switched it on, `account.away` is false and this costs nothing; with it, the work is per batch.
 * @param heard what has been answered already: those conversations hear nothing more
 * @returns events to append
 */
export async function answerAway(
  deps: Deps,
  tx: Tx,
  account: Account,
  incoming: readonly (Incoming & Asking)[],
  heard: readonly NewEvent[],
): Promise<NewEvent[]> {
  if (account.away !== true || incoming.length === 0) return [];
  const opening = await readOpening(tx, account.tenantId);
  const now = localTime(deps.clock.now(), opening.timeZone);
  const presence = presenceAt(opening.calendar, now);
  if (presence.kind !== "closed" || presence.opens === undefined) return [];
  const asking = conversationsAsking(incoming, heard);
  if (asking.length === 0) return [];
  const quiet = await withoutAnswer(tx, asking, presence.since, after(deps.clock.now(), -stillThere));
  if (quiet.size === 0) return [];
  const text = fillAway((await loadAwayText(tx, account.accountId)) ?? "", awayFacts(opening, presence, now));
  if (text === undefined || text === "") return [];
  const words = await withHumanLine(tx, text);
  const until = awayUntil(opening, presence.opens);
  const free = await mayLeave(
    deps,
    tx,
    account.tenantId,
    [...quiet].map((conversationId) => awayRequest(conversationId, words, until)),
    "or-wait",
  );
  const ids = free.map(({ conversationId }) => conversationId);
  const claimed = await claimAnswers(tx, account.tenantId, ids, presence.since);
  const requests = free.filter(({ conversationId }) => claimed.has(conversationId));
  return requests.length === 0 ? [] : (await sendMessages(deps, tx, account.tenantId, requests)).events;
}

/** The house has an answer of its own to these, or had one: nothing else is said beside it. */
const answeredOtherwise: ReadonlySet<NewEvent["kind"]> = new Set<NewEvent["kind"]>([
  "consent-changed",
  "subject-request-changed",
]);

function conversationsAsking(incoming: readonly (Incoming & Asking)[], heard: readonly NewEvent[]): string[] {
  const answered = new Set(
    heard.flatMap((event) =>
      answeredOtherwise.has(event.kind) && "conversationId" in event ? [event.conversationId] : [],
    ),
  );
  const spoken = new Set(incoming.filter((one) => isHouseWord(one) || looksAutomatic(one.text)).map(conversationOf));
  return [...new Set(incoming.map(conversationOf))].filter((id) => !answered.has(id) && !spoken.has(id));
}

const conversationOf = ({ conversationId }: Incoming): string => conversationId;

/** Stop words, rights, keywords and answers to questions of ours, whether or not they changed anything this time. */
const isHouseWord = ({ words, requests, button }: Incoming & Asking): boolean =>
  button !== undefined ||
  words.asksForNotice ||
  words.saysStart ||
  words.agreesToKeep ||
  requests.length > 0 ||
  words.unasked !== "none";

function awayRequest(conversationId: string, text: string, until: string): SendRequest {
  const declared = { messageClass: "auto_reply", templateCategory: null, kind: awayKind, until } as const;
  return {
    conversationId,
    stored: { content: { type: "text", text }, declared },
    linted: lintMessage(text, declared, ""),
    actor: serverActor,
  };
}
