import type { DraftMark, SaveDraft, SavedDraft } from "../../contract/conversations.ts";
import { type KeptDraft, sendWords, takeWords } from "../../contract/kept-draft.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { accessConversation } from "./access-conversation.action.ts";
import { lockConversation } from "./conversation.store.ts";
import { dropDraft, loadDraft, loadReadState, putDraft, putReadPosition, type ReadState } from "./member-view.store.ts";

const draftPlace = (memberId: string, conversationId: string) => ({
  table: "draft",
  row: `${memberId}|${conversationId}`,
  column: "text",
});

/**
 * How far the member has read; known to this member's own screens only (IN-3).
 * @param look of a screen that saw it: how often it was marked as unread, as that screen knows it; else the member's wish
 */
export async function markRead(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  position: number,
  look: number | undefined,
): Promise<void> {
  const row = await accessConversation(tx, caller, conversationId);
  const upTo = Math.min(position, row.lastPosition);
  const by = look === undefined ? "mark" : { look };
  await putReadPosition(tx, caller.tenantId, caller.memberId, conversationId, upTo, by);
  await appendEvents(deps, tx, caller.tenantId, [{ kind: "read-changed", conversationId, memberId: caller.memberId }]);
}

export async function readStateOf(tx: Tx, caller: Caller, conversationId: string): Promise<ReadState> {
  return await loadReadState(tx, caller.memberId, conversationId);
}

/**
 * Keeps what the member has typed so far, for any of the own devices; without words there is no draft. Two devices that
 * save at once come one after the other, and the words of both stay.
 */
export async function saveDraft(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  words: SaveDraft,
): Promise<SavedDraft> {
  const { contactId } = await accessConversation(tx, caller, conversationId);
  await lockConversation(tx, conversationId);
  const place = { conversationId, contactId };
  const before = await readKept(deps, tx, caller, place);
  const { kept, taken } = takeWords(before, words);
  await keep(deps, tx, caller, place, before, kept);
  if (kept.text !== before.text) {
    const { memberId, tenantId } = caller;
    await appendEvents(deps, tx, tenantId, [{ kind: "draft-changed", conversationId, memberId }]);
  }
  return { text: kept.text, taken };
}

interface Place {
  readonly conversationId: string;
  readonly contactId: string;
}

/** Stores the draft; the event is the caller's to append. */
export async function keepDraft(deps: Deps, tx: Tx, caller: Caller, place: Place, text: string): Promise<void> {
  const before = await readKept(deps, tx, caller, place);
  await keep(deps, tx, caller, place, before, { ...before, text });
}

async function keep(deps: Deps, tx: Tx, caller: Caller, place: Place, before: KeptDraft, kept: KeptDraft) {
  if (kept.text === before.text && kept.tellers === before.tellers) return;
  const { tenantId, memberId } = caller;
  const { conversationId } = place;
  if (kept.text === "" && kept.tellers.length === 0) return await dropDraft(tx, memberId, conversationId);
  const sealed = kept.text === "" ? null : await seal(deps, tx, caller, place, kept.text);
  await putDraft(tx, tenantId, memberId, conversationId, sealed, kept.tellers, deps.clock.now());
}

async function seal(deps: Deps, tx: Tx, { tenantId, memberId }: Caller, place: Place, text: string): Promise<Buffer> {
  const key = (await openContactKeys(deps.seal, tx, tenantId, [place.contactId])).get(place.contactId);
  if (!key) throw new Problem("not-found");
  return deps.seal.forContact(tenantId, key, draftPlace(memberId, place.conversationId), text);
}

export async function readDraft(deps: Deps, tx: Tx, caller: Caller, place: Place): Promise<string> {
  return (await readKept(deps, tx, caller, place)).text;
}

async function readKept(deps: Deps, tx: Tx, caller: Caller, { conversationId, contactId }: Place): Promise<KeptDraft> {
  const row = await loadDraft(tx, caller.memberId, conversationId);
  const tellers = row?.tellers ?? [];
  if (!row?.sealedText) return { text: "", tellers };
  const key = (await openContactKeys(deps.seal, tx, caller.tenantId, [contactId])).get(contactId);
  if (!key) return { text: "", tellers };
  const place = draftPlace(caller.memberId, conversationId);
  return { text: deps.seal.openForContact(caller.tenantId, key, place, row.sealedText).toString("utf8"), tellers };
}

/** The words were sent: they are no draft any more, nor is what this window told of them and is still on its way. */
export async function dropSentDraft(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  place: Place,
  sent: string,
  mark: DraftMark | undefined,
): Promise<void> {
  const before = await readKept(deps, tx, caller, place);
  await keep(deps, tx, caller, place, before, sendWords(before, sent, mark));
}
