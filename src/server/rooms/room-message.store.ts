import { sql } from "kysely";
import type { SearchedWord } from "../contacts/search-words.ts";
import { underHold } from "../platform/db/under-hold.ts";
import { saying } from "../platform/db/word-search.ts";
import type { Tx } from "../platform/db.ts";

export interface RoomMessage {
  readonly messageId: string;
  readonly roomId: string;
  readonly position: number;
  readonly kind: "text" | "poll" | "event";
  readonly authorId: string | null;
  readonly clientId: string;
  readonly sealedContent: Uint8Array | null;
  readonly replyTo: string | null;
  readonly asksSeen: boolean;
  readonly emergency: boolean;
  readonly sentAt: Date;
  readonly editedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly pinnedAt: Date | null;
  readonly pollClosedAt: Date | null;
}

const columns = [
  "g.room_message_id as messageId",
  "g.room_id as roomId",
  "g.position",
  "g.kind",
  "g.author_id as authorId",
  "g.client_id as clientId",
  "g.sealed_content as sealedContent",
  "g.reply_to as replyTo",
  "g.asks_seen as asksSeen",
  "g.emergency",
  "g.sent_at as sentAt",
  "g.edited_at as editedAt",
  "g.revoked_at as revokedAt",
  "g.pinned_at as pinnedAt",
  "g.poll_closed_at as pollClosedAt",
] as const;

/** Who looks: what waits for the end of their free time is not there for them, nor what was said before they came. */
interface Looker {
  readonly memberId: string;
  readonly since: Date | null;
}

/** `hears`: when others are reached. All of it, no more than their usual hours say, or one such time for all of them. */
export interface Reader extends Looker {
  readonly hears: "all" | "usual" | "together";
}

/** Messages the reader may see: the only way to read any. */
function visible(tx: Tx, { memberId, since }: Looker) {
  const all = tx
    .selectFrom("room_message as g")
    .select(columns)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("room_wait as w")
            .select("w.member_id")
            .whereRef("w.room_message_id", "=", "g.room_message_id")
            .where("w.member_id", "=", memberId)
            .where("w.given_at", "is", null),
        ),
      ),
    );
  return since === null ? all : all.where("g.sent_at", ">=", since);
}

export async function findMessage(tx: Tx, reader: Reader, messageId: string): Promise<RoomMessage | undefined> {
  return await visible(tx, reader).where("g.room_message_id", "=", messageId).executeTakeFirst();
}

/** What somebody does to a message waits until whoever was before them is done: else taken-back words would come back. */
export async function lockMessage(tx: Tx, messageId: string): Promise<void> {
  await tx
    .selectFrom("room_message")
    .select("room_message_id")
    .where("room_message_id", "=", messageId)
    .forNoKeyUpdate()
    .execute();
}

/** The room of a message, before anybody asked whether the caller belongs there. */
export async function roomOf(tx: Tx, messageId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom("room_message")
    .select("room_id")
    .where("room_message_id", "=", messageId)
    .executeTakeFirst();
  return row?.room_id;
}

export async function findByClientId(tx: Tx, roomId: string, clientId: string) {
  return await tx
    .selectFrom("room_message")
    .select(["room_message_id as messageId", "author_id as authorId"])
    .where("room_id", "=", roomId)
    .where("client_id", "=", clientId)
    .executeTakeFirst();
}

export interface PageAsked {
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
  readonly limit: number;
}

/** A page of a room, oldest first. */
export async function loadPage(tx: Tx, reader: Reader, roomId: string, page: PageAsked): Promise<RoomMessage[]> {
  const ofRoom = visible(tx, reader).where("g.room_id", "=", roomId);
  if (page.after !== undefined) {
    return await ofRoom.where("g.position", ">", page.after).orderBy("g.position").limit(page.limit).execute();
  }
  const before = page.around === undefined ? page.before : page.around + Math.ceil(page.limit / 2);
  const upTo = before === undefined ? ofRoom : ofRoom.where("g.position", "<", before);
  const rows = await upTo.orderBy("g.position", "desc").limit(page.limit).execute();
  return rows.reverse();
}

export async function loadPinned(tx: Tx, reader: Reader, roomId: string): Promise<RoomMessage[]> {
  return await visible(tx, reader)
    .where("g.room_id", "=", roomId)
    .where("g.pinned_at", "is not", null)
    .where("g.revoked_at", "is", null)
    .orderBy("g.pinned_at", "desc")
    .orderBy("g.position", "desc")
    .limit(20)
    .execute();
}

export async function loadMessages(tx: Tx, reader: Reader, ids: readonly string[]): Promise<RoomMessage[]> {
  if (ids.length === 0) return [];
  return await visible(tx, reader)
    .where("g.room_message_id", "in", [...ids])
    .execute();
}

/** The newest message the reader may see of each room. */
export async function loadLast(tx: Tx, reader: Looker, roomIds: readonly string[]): Promise<Map<string, RoomMessage>> {
  if (roomIds.length === 0) return new Map();
  const rows = await visible(tx, reader)
    .distinctOn("g.room_id")
    .where("g.room_id", "in", [...roomIds])
    .where("g.revoked_at", "is", null)
    .orderBy("g.room_id")
    .orderBy("g.position", "desc")
    .execute();
  return new Map(rows.map((row) => [row.roomId, row]));
}

export interface NewMessageRow {
  readonly messageId: string;
  readonly roomId: string;
  readonly kind: RoomMessage["kind"];
  readonly authorId: string | null;
  readonly clientId: string;
  readonly sealedContent: Buffer;
  readonly replyTo: string | null;
  readonly asksSeen: boolean;
  readonly emergency: boolean;
  readonly decisionId: string;
}

/** Takes the next place in the room, which stays locked until commit, and writes the message there. */
export async function insertMessage(tx: Tx, tenantId: string, row: NewMessageRow, at: Date): Promise<number> {
  const { last_position: position } = await tx
    .updateTable("room")
    .set((eb) => ({ last_position: eb("last_position", "+", 1), last_message_at: at }))
    .where("room_id", "=", row.roomId)
    .returning("last_position")
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("room_message")
    .values({
      tenant_id: tenantId,
      room_message_id: row.messageId,
      room_id: row.roomId,
      position,
      kind: row.kind,
      author_id: row.authorId,
      client_id: row.clientId,
      sealed_content: row.sealedContent,
      reply_to: row.replyTo,
      asks_seen: row.asksSeen,
      emergency: row.emergency,
      decision_id: row.decisionId,
      sent_at: at,
    })
    .execute();
  return position;
}

export async function replaceContent(tx: Tx, messageId: string, sealed: Buffer, at: Date): Promise<void> {
  await tx
    .updateTable("room_message")
    .set({ sealed_content: sealed, edited_at: at })
    .where("room_message_id", "=", messageId)
    .execute();
}

/** Empties a message; its place stays. */
export async function revoke(tx: Tx, messageId: string, at: Date): Promise<void> {
  await tx
    .updateTable("room_message")
    .set({ sealed_content: null, revoked_at: at, pinned_at: null })
    .where("room_message_id", "=", messageId)
    .execute();
}

export async function pin(tx: Tx, messageId: string, at: Date | null): Promise<void> {
  await tx.updateTable("room_message").set({ pinned_at: at }).where("room_message_id", "=", messageId).execute();
}

export async function closePoll(tx: Tx, messageId: string, at: Date): Promise<void> {
  await tx
    .updateTable("room_message")
    .set({ poll_closed_at: at })
    .where("room_message_id", "=", messageId)
    .where("poll_closed_at", "is", null)
    .execute();
}

/** A legal hold keeps what was said about a project of its customer; one of the whole business all that was said. */
const held = underHold(sql`exists (select from room r join project_contact c on c.project_id = r.project_id
  where r.room_id = room_message.room_id and c.contact_id = h.contact_id)`);

/** Messages older than this that no hold keeps, oldest first; the sweep takes them (LK-12). */
export async function olderThan(tx: Tx, before: Date, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("room_message")
    .select("room_message_id")
    .where("sent_at", "<", before)
    .where(sql<boolean>`not ${held}`)
    .orderBy("sent_at")
    .orderBy("room_message_id")
    .limit(limit)
    .execute();
  return rows.map((row) => row.room_message_id);
}

/** Removes messages with everything that hangs on them in this module. */
export async function deleteMessages(tx: Tx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  for (const table of ["room_wait", "room_reaction", "room_seen", "room_mention", "room_vote", "room_search"] as const)
    await tx
      .deleteFrom(table)
      .where("room_message_id", "in", [...ids])
      .execute();
  const done = await tx
    .deleteFrom("room_message")
    .where("room_message_id", "in", [...ids])
    .executeTakeFirst();
  return Number(done.numDeletedRows);
}

/** For the search: who may find what is asked again when it is shown. */
export async function searchWords(
  tx: Tx,
  reader: Reader,
  roomIds: readonly string[],
  words: readonly SearchedWord[],
  limit: number,
) {
  if (roomIds.length === 0) return [];
  return await visible(tx, reader)
    .innerJoin("room_search as s", "s.room_message_id", "g.room_message_id")
    .where("g.room_id", "in", [...roomIds])
    .where("g.revoked_at", "is", null)
    .where(saying(sql`s.words`, words))
    .orderBy("g.sent_at", "desc")
    .orderBy("g.room_message_id", "desc")
    .limit(limit)
    .execute();
}

export async function messagesOfRoom(tx: Tx, roomId: string): Promise<string[]> {
  const rows = await tx.selectFrom("room_message").select("room_message_id").where("room_id", "=", roomId).execute();
  return rows.map((row) => row.room_message_id);
}
