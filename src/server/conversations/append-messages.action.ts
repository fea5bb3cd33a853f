import type { ChannelKind } from "../../contract/ids.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import type { ContactKey } from "../platform/seal.ts";
import { classFor } from "../policy/retention-rules.ts";
import {
  advanceConversations,
  insertConversations,
  type LockedConversation,
  lockByIdentity,
  type Progress,
  takeConversationNumbers,
} from "./conversation.store.ts";
import { behindLink, fileLinkKind } from "./file-link.ts";
import { findByClientId, insertMessages, knownExternalIds, type NewMessageRow } from "./message.store.ts";
import { kindOf, messagePlace, type StoredMessage, textOf } from "./message-content.ts";
import { indexWords } from "./message-search.store.ts";

/** A message about to be stored; `stored` is what gets sealed. */
export interface NewMessage {
  readonly messageId?: string;
  readonly identityId: string;
  readonly contactId: string;
  readonly key: ContactKey;
  readonly direction: "in" | "out" | "note";
  readonly stored: StoredMessage;
  readonly externalId?: string;
  readonly clientId?: string;
  readonly authorId?: string;
  /** The channel's id of the quoted message. */
  readonly replyToExternal?: string;
  readonly replyTo?: string;
  readonly automatic?: boolean;
  readonly messageClass?: string;
  readonly linterClass?: string;
  readonly state?: "blocked" | "queued";
  readonly decisionId?: string;
  /** A member's reply: the last position that member had on the screen. */
  readonly seenPosition?: number | undefined;
  readonly sentAt: Date;
}

export interface AppendedMessage {
  readonly messageId: string;
  readonly conversationId: string;
  readonly position: number;
  /** False: it was there already (a redelivery, a repeated request); nothing was written. */
  readonly fresh: boolean;
  readonly opened: boolean;
}

/**
 * Stores messages in their conversations, in the order given, each with the next position and no gap; opens a
 * conversation where there is none. Redelivered messages are recognised by the channel's id (I1, I2).
 * @returns aligned with `messages`
 */
export async function appendMessages(
  deps: Pick<Deps, "seal" | "ids" | "clock">,
  tx: Tx,
  account: { readonly tenantId: string; readonly accountId: string; readonly kind: ChannelKind },
  messages: readonly NewMessage[],
): Promise<AppendedMessage[]> {
  const identityIds = [...new Set(messages.map((m) => m.identityId))];
  const externalIds = messages.flatMap((m) => [m.externalId, m.replyToExternal]).filter((id) => id !== undefined);
  const [locked, known] = await Promise.all([
    lockByIdentity(tx, identityIds),
    knownExternalIds(tx, account.accountId, [...new Set(externalIds)]),
  ]);
  const conversations = new Map(locked.map((c) => [c.identityId, c]));
  const opened = await openMissing(deps, tx, account, notHereYet(messages, known), conversations);
  const rows: NewMessageRow[] = [];
  const words: { messageId: string; conversationId: string; text: string }[] = [];
  const batch = new Batch(conversations);
  const appended: AppendedMessage[] = [];
  for (const message of messages) {
    const there = await findTwin(tx, message, known);
    if (there) {
      appended.push({ ...there, fresh: false, opened: false });
      continue;
    }
    const conversation = conversations.get(message.identityId);
    if (!conversation) throw new Error("conversation not opened");
    const messageId = message.messageId ?? deps.ids.uuid();
    const position = batch.next(message, messageId);
    // One of the same list is not in the table yet.
    const id = message.externalId ?? message.clientId;
    if (id !== undefined) known.set(id, { messageId, conversationId: conversation.conversationId, position });
    const replyTo = message.replyTo ?? quotedIn(conversation, known.get(message.replyToExternal ?? ""));
    rows.push({ ...rowOf(deps, account, message, { messageId, conversation, replyTo }), position });
    words.push({ messageId, conversationId: conversation.conversationId, text: textOf(message.stored.content) });
    appended.push({
      messageId,
      conversationId: conversation.conversationId,
      position,
      fresh: true,
      opened: opened.delete(message.identityId),
    });
  }
  const now = deps.clock.now();
  insertMessages(tx, account.tenantId, rows, now);
  indexWords(tx, account.tenantId, words);
  // The channel's clock may be an hour ahead, not a day.
  advanceConversations(tx, batch.progress(), after(now, day));
  return appended;
}

/** A message that is here, or stands further up in the list, opens nothing, whoever claims to have written it. */
function notHereYet(messages: readonly NewMessage[], known: ReadonlyMap<string, unknown>): readonly NewMessage[] {
  const taken = new Set(known.keys());
  return messages.filter(({ externalId }) => {
    if (externalId === undefined) return true;
    const isNew = !taken.has(externalId);
    taken.add(externalId);
    return isNew;
  });
}

/** What stands in another conversation is somebody else's to read, and lies under their key. */
const quotedIn = (
  { conversationId }: LockedConversation,
  quoted: { readonly messageId: string; readonly conversationId: string } | undefined,
): string | null => (quoted?.conversationId === conversationId ? quoted.messageId : null);

/** What is stored of a message, but for its position. */
function rowOf(
  deps: Pick<Deps, "seal">,
  { tenantId, accountId }: { readonly tenantId: string; readonly accountId: string },
  message: NewMessage,
  at: { readonly messageId: string; readonly conversation: LockedConversation; readonly replyTo: string | null },
): Omit<NewMessageRow, "position"> {
  const { messageId, conversation, replyTo } = at;
  const sealedContent = deps.seal.forContact(
    tenantId,
    message.key,
    messagePlace(messageId),
    JSON.stringify(message.stored),
  );
  return {
    messageId,
    conversationId: conversation.conversationId,
    accountId,
    direction: message.direction,
    kind: kindOf(message.stored.content),
    authorId: message.authorId ?? null,
    externalId: message.externalId ?? null,
    clientId: message.clientId ?? null,
    sealedContent,
    flags: flagsOf(message),
    replyTo,
    messageClass: message.messageClass ?? null,
    linterClass: message.linterClass ?? null,
    state: message.state ?? null,
    decisionId: message.decisionId ?? null,
    seenPosition: message.seenPosition ?? null,
    retentionClass: classOf(message, conversation),
    sentAt: message.sentAt,
  };
}

function flagsOf({ automatic, stored }: NewMessage): string[] {
  return [...(automatic ? ["automatic"] : []), ...(stored.declared?.kind === fileLinkKind ? [behindLink] : [])];
}

function classOf(message: NewMessage, course: Pick<LockedConversation, "openOrder" | "offered">): string {
  const { content } = message.stored;
  return classFor({
    direction: message.direction,
    openOrder: course.openOrder,
    offered: course.offered,
    automatic: message.automatic === true,
    messageClass: message.messageClass ?? null,
    text: textOf(content),
    document: kindOf(content) === "document",
  });
}

async function findTwin(
  tx: Tx,
  message: NewMessage,
  known: ReadonlyMap<string, { messageId: string; conversationId: string; position: number }>,
) {
  if (message.externalId !== undefined) return known.get(message.externalId);
  if (message.clientId === undefined) return undefined;
  if (known.has(message.clientId)) return known.get(message.clientId);
  const row = await findByClientId(tx, message.clientId);
  return row && { messageId: row.message_id, conversationId: row.conversation_id, position: row.position };
}

async function openMissing(
  deps: Pick<Deps, "ids" | "clock">,
  tx: Tx,
  account: { readonly tenantId: string; readonly accountId: string; readonly kind: ChannelKind },
  messages: readonly NewMessage[],
  conversations: Map<string, LockedConversation>,
): Promise<Set<string>> {
  const missing = new Map(messages.filter((m) => !conversations.has(m.identityId)).map((m) => [m.identityId, m]));
  if (missing.size === 0) return new Set();
  const first = await takeConversationNumbers(tx, missing.size);
  const made = [...missing.values()].map((m, i) => ({
    conversationId: deps.ids.uuid(),
    number: first + i,
    identityId: m.identityId,
    contactId: m.contactId,
    accountId: account.accountId,
    channelKind: account.kind,
  }));
  await insertConversations(tx, account.tenantId, made, deps.clock.now());
  for (const c of made)
    conversations.set(c.identityId, {
      ...c,
      lastPosition: 0,
      state: "open",
      version: 1,
      openOrder: false,
      offered: false,
    });
  return new Set(missing.keys());
}

/** Positions and progress of each conversation while a batch is laid out. */
class Batch {
  readonly #conversations: ReadonlyMap<string, LockedConversation>;
  readonly #progress = new Map<string, Progress>();

  constructor(conversations: ReadonlyMap<string, LockedConversation>) {
    this.#conversations = conversations;
  }

  next(message: NewMessage, messageId: string): number {
    const conversation = this.#conversations.get(message.identityId);
    if (!conversation) throw new Error("conversation not opened");
    const before = this.#progress.get(message.identityId);
    const position = (before?.lastPosition ?? conversation.lastPosition) + 1;
    const spoken = message.direction !== "note" && !message.automatic;
    const incoming = message.direction === "in";
    const answered = message.direction === "out" && spoken && message.state !== "blocked";
    this.#progress.set(message.identityId, {
      conversationId: conversation.conversationId,
      lastPosition: position,
      lastMessageId: spoken ? messageId : before?.lastMessageId,
      lastActivityAt: spoken ? message.sentAt : before?.lastActivityAt,
      waitingSince: incoming ? (before?.waitingSince ?? message.sentAt) : answered ? undefined : before?.waitingSince,
      answered: answered || (before?.answered ?? false),
      seenPosition: answered ? message.seenPosition : before?.seenPosition,
    });
    return position;
  }

  progress(): Progress[] {
    return [...this.#progress.values()];
  }
}
