import { RoomMessageView, type TeamFileView } from "../../contract/rooms.ts";
import { listPeople } from "../members/list-people.action.ts";
import { shownName } from "../members/shown-name.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { filesOfMessages } from "../team-files/team-files.action.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { loadRoomMembers } from "./room.store.ts";
import { excerptOf, RoomContent } from "./room-content.ts";
import { loadMarks, type Marks } from "./room-mark.store.ts";
import { loadMessages, type Reader, type RoomMessage } from "./room-message.store.ts";
import { tellWaits } from "./tell-waits.action.ts";

const placeOf = (row: string) => ({ table: "room_message", row, column: "sealed_content" });

/** Undefined where it was taken back or the room's key is gone. */
export function openContent(
  { seal }: Pick<Deps, "seal">,
  tenantId: string,
  key: ContactKey | undefined,
  message: Pick<RoomMessage, "messageId" | "sealedContent">,
): RoomContent | undefined {
  if (!key || message.sealedContent === null) return undefined;
  const plain = seal.openForContact(tenantId, key, placeOf(message.messageId), message.sealedContent);
  return RoomContent.parse(JSON.parse(plain.toString("utf8")));
}

export function sealContent(
  { seal }: Pick<Deps, "seal">,
  tenantId: string,
  key: ContactKey,
  messageId: string,
  content: RoomContent,
): Buffer {
  return seal.forContact(tenantId, key, placeOf(messageId), JSON.stringify(content));
}

/** Names for a screen: whoever left long ago is a role, no person (DV-4). */
export async function loadShownNames(deps: Deps, tx: Tx, tenantId: string): Promise<(id: string | null) => string> {
  const today = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
  const names = new Map((await listPeople(deps, tx)).map((member) => [member.id, shownName(member, today)]));
  return (id) => (id === null ? "" : (names.get(id) ?? ""));
}

interface Shown {
  readonly nameOf: (id: string | null) => string;
  readonly content: (message: RoomMessage) => RoomContent | undefined;
  readonly files: ReadonlyMap<string, TeamFileView[]>;
  readonly quoted: ReadonlyMap<string, RoomMessage>;
  readonly marks: Marks;
  readonly waits: ReadonlyMap<string, readonly { readonly memberId: string; readonly until: string | null }[]>;
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly reader: Reader;
}

/** Messages as the reader's screen shows them, in the given order. */
export async function showRoomMessages(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  reader: Reader,
  messages: readonly RoomMessage[],
): Promise<RoomMessageView[]> {
  if (messages.length === 0) return [];
  const ids = messages.map((message) => message.messageId);
  const rooms = [...new Set(messages.map((message) => message.roomId))];
  const keys = await openTeamKeys(deps.seal, tx, tenantId, rooms);
  const quotedIds = messages.flatMap((message) => message.replyTo ?? []);
  const marks = await loadMarks(tx, ids);
  const shown: Shown = {
    nameOf: await loadShownNames(deps, tx, tenantId),
    content: (message) => openContent(deps, tenantId, keys.get(message.roomId), message),
    files: await filesOfMessages(deps, tx, tenantId, ids),
    quoted: new Map((await loadMessages(tx, reader, quotedIds)).map((message) => [message.messageId, message])),
    marks,
    waits: await waitsOfOwn(deps, tx, tenantId, reader, messages, marks),
    members: await loadRoomMembers(tx, rooms),
    reader,
  };
  return messages.map((message) => viewOf(message, shown));
}

/** For whom the reader's own messages wait. */
async function waitsOfOwn(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  reader: Reader,
  messages: readonly RoomMessage[],
  marks: Marks,
): Promise<Shown["waits"]> {
  const own = messages.filter(
    ({ messageId, authorId }) =>
      authorId === reader.memberId && marks.waits.some((wait) => wait.messageId === messageId),
  );
  if (own.length === 0) return new Map();
  const tell = await tellWaits(deps, tx, tenantId, reader);
  return new Map(
    own.map(({ messageId, sentAt }) => [
      messageId,
      tell(
        sentAt,
        marks.waits.filter((wait) => wait.messageId === messageId),
      ),
    ]),
  );
}

function viewOf(message: RoomMessage, shown: Shown): RoomMessageView {
  const content = shown.content(message);
  const here = <T extends { messageId: string }>(all: readonly T[]) =>
    all.filter((one) => one.messageId === message.messageId);
  const waits = here(shown.marks.waits);
  return RoomMessageView.parse({
    id: message.messageId,
    roomId: message.roomId,
    position: message.position,
    kind: message.kind,
    authorId: message.authorId,
    authorName: shown.nameOf(message.authorId),
    at: message.sentAt.toISOString(),
    text: content?.text ?? null,
    files: message.revokedAt === null ? (shown.files.get(message.messageId) ?? []) : [],
    mentions: here(shown.marks.mentions).map((one) => one.memberId),
    replyTo: quoteOf(message, shown),
    reactions: grouped(here(shown.marks.reactions)),
    poll: pollOf(message, content, here(shown.marks.votes)),
    seen: message.asksSeen && message.revokedAt === null ? seenOf(message, shown, waits) : null,
    waits: shown.waits.get(message.messageId) ?? [],
    emergency: message.emergency,
    editedAt: message.editedAt?.toISOString() ?? null,
    revoked: message.revokedAt !== null,
    pinned: message.pinnedAt !== null,
    clientId: message.clientId,
  });
}

function quoteOf(message: RoomMessage, shown: Shown) {
  const quoted = message.replyTo === null ? undefined : shown.quoted.get(message.replyTo);
  if (!quoted) return null;
  const content = shown.content(quoted);
  return {
    id: quoted.messageId,
    position: quoted.position,
    authorName: shown.nameOf(quoted.authorId),
    excerpt: content ? excerptOf(content) : "",
  };
}

/** Whoever has not got the message yet is not missing: they have free time. */
function seenOf(message: RoomMessage, shown: Shown, waits: Marks["waits"]) {
  const seen = shown.marks.seen.filter((one) => one.messageId === message.messageId).map((one) => one.memberId);
  const excused = new Set([...seen, ...waits.map((wait) => wait.memberId), message.authorId]);
  const members = shown.members.get(message.roomId) ?? [];
  return { memberIds: seen, missingIds: members.filter((id) => !excused.has(id)) };
}

function pollOf(message: RoomMessage, content: RoomContent | undefined, votes: Marks["votes"]) {
  if (!content?.poll) return null;
  return {
    options: content.poll.options.map((text, at) => ({
      text,
      memberIds: votes.filter((one) => one.choices.includes(at)).map((one) => one.memberId),
    })),
    multiple: content.poll.multiple,
    closed: message.pollClosedAt !== null,
  };
}

function grouped(reactions: Marks["reactions"]) {
  const byEmoji = new Map<string, string[]>();
  for (const { emoji, memberId } of reactions) byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), memberId]);
  return [...byEmoji].map(([emoji, memberIds]) => ({ emoji, memberIds }));
}
