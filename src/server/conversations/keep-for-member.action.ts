import { bothWords } from "../../contract/both-words.ts";
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
 * @param base what it was begun on; undefined: not known, and what another device saved is written over
 * @returns the draft as it is now
 */
export async function saveDraft(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  text: string,
  base: string | undefined,
): Promise<string> {
  const row = await accessConversation(tx, caller, conversationId);
  await lockConversation(tx, conversationId);
  const kept = await readDraft(deps, tx, caller, conversationId, row.contactId);
  const draft = base === undefined ? text : bothWords(base, kept, text);
  if (draft !== "") await keepDraft(deps, tx, caller, row, draft);
  else if (!(await dropDraft(tx, caller.memberId, conversationId))) return draft;
  await appendEvents(deps, tx, caller.tenantId, [{ kind: "draft-changed", conversationId, memberId: caller.memberId }]);
  return draft;
}

/** Stores the draft; the event is the caller's to append. */
export async function keepDraft(
  deps: Deps,
  tx: Tx,
  { tenantId, memberId }: Caller,
  { conversationId, contactId }: { readonly conversationId: string; readonly contactId: string },
  text: string,
): Promise<void> {
  const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  if (!key) throw new Problem("not-found");
  const sealed = deps.seal.forContact(tenantId, key, draftPlace(memberId, conversationId), text);
  await putDraft(tx, tenantId, memberId, conversationId, sealed, deps.clock.now());
}

export async function readDraft(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  contactId: string,
): Promise<string> {
  const sealed = await loadDraft(tx, caller.memberId, conversationId);
  if (!sealed) return "";
  const key = (await openContactKeys(deps.seal, tx, caller.tenantId, [contactId])).get(contactId);
  if (!key) return "";
  return deps.seal
    .openForContact(caller.tenantId, key, draftPlace(caller.memberId, conversationId), sealed)
    .toString("utf8");
}

/**
 * The words were sent: what was kept of them has done its work. What is begun since, while a photo was still on its way,
 * stays, and so does what stands beside a template or a file.
 */
export async function dropSentDraft(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { conversationId, contactId }: { readonly conversationId: string; readonly contactId: string },
  sent: string,
): Promise<void> {
  const kept = await readDraft(deps, tx, caller, conversationId, contactId);
  if (kept !== "" && sent.trim().startsWith(kept.trim())) await dropDraft(tx, caller.memberId, conversationId);
}
