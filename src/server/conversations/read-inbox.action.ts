import type { ConversationRow, InboxPage } from "../../contract/conversations.ts";
import type { MessagePage, MessageView } from "../../contract/messages.ts";
import { searchOf } from "../contacts/search-words.ts";
import { feedPosition } from "../events/feed-position.action.ts";
import type { Caller } from "../platform/caller.ts";
import { writeCursor } from "../platform/db/page-cursor.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { accessConversation, accessForReading, accessMessage, reachOf } from "./access-conversation.action.ts";
import {
  countInbox,
  type InboxCursor,
  type InboxFilter,
  type InboxRow,
  type InboxSearch,
  loadCounts,
  loadHits,
  loadInbox,
  loadInboxRow,
} from "./inbox.store.ts";
import { loadOne, loadStretch, type Stretch } from "./message-page.store.ts";
import { showConversations } from "./show-conversations.action.ts";
import { showMessages } from "./show-messages.action.ts";

/** One page of the inbox, true for the feed number it carries. */
export async function readInbox(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { q, ...only }: Omit<InboxFilter, "memberId" | "reach" | "search"> & { readonly q: string | undefined },
  cursor: InboxCursor | undefined,
  limit: number,
): Promise<InboxPage> {
  const search = searchedFor(deps, caller.tenantId, q);
  const full: InboxFilter = { ...only, search, memberId: caller.memberId, reach: reachOf(caller) };
  // The number first: an event in between is told twice rather than never.
  const seq = await feedPosition(tx);
  const rows = await loadInbox(tx, full, cursor, limit + 1);
  const page = rows.slice(0, limit);
  const ids = page.map((row) => row.conversation_id);
  const hits = search === undefined ? [] : await loadHits(tx, search, ids);
  const items = await showConversations(deps, tx, caller.tenantId, page, { hits, words: search?.words ?? [] });
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items,
    nextCursor: last ? writeCursor(placeOf(last)) : null,
    total: await countInbox(tx, full),
    counts: await readCounts(tx, caller),
    seq,
  };
}

/** How many are open, whose, and unread: of what the caller may see. */
export async function readCounts(tx: Tx, caller: Caller): Promise<InboxPage["counts"]> {
  return await loadCounts(tx, caller.memberId, reachOf(caller));
}

/** What was typed, as the store asks it. */
function searchedFor(deps: Pick<Deps, "seal">, tenantId: string, q: string | undefined): InboxSearch | undefined {
  const search = searchOf(q);
  if (search === undefined) return undefined;
  const { contact, words, nameless } = search;
  const addresses = contact.addresses.map(({ kind, value }) => deps.seal.blindIndex(tenantId, kind, value));
  return { names: contact.words, addresses, words, nameless };
}

/** One conversation as a row of the inbox. */
export async function readRow(deps: Deps, tx: Tx, caller: Caller, conversationId: string): Promise<ConversationRow> {
  await accessConversation(tx, caller, conversationId);
  const row = await loadInboxRow(tx, caller.memberId, conversationId);
  const [shown] = row ? await showConversations(deps, tx, caller.tenantId, [row]) : [];
  if (!shown) throw new Problem("not-found");
  return shown;
}

export async function readMessages(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  stretch: Stretch,
): Promise<MessagePage> {
  const conversation = await accessForReading(deps, tx, caller, conversationId, "conversation");
  const rows = await loadStretch(tx, conversationId, stretch);
  return { items: await showMessages(deps, tx, caller.tenantId, rows), last: conversation.lastPosition };
}

export async function readMessage(deps: Deps, tx: Tx, caller: Caller, messageId: string): Promise<MessageView> {
  await accessMessage(tx, caller, messageId);
  const row = await loadOne(tx, messageId);
  const [shown] = row ? await showMessages(deps, tx, caller.tenantId, [row]) : [];
  if (!shown) throw new Problem("not-found");
  return shown;
}

const placeOf = (row: InboxRow): InboxCursor => ({
  waitingSince: row.waiting_since?.toISOString() ?? null,
  lastActivityAt: row.last_activity_at.toISOString(),
  id: row.conversation_id,
});
