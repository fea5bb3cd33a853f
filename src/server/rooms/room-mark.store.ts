import type { Tx } from "../platform/db.ts";

/** What hangs on a message: reactions, "Gesehen", who is named, votes, and for whom it waits. */
export interface Marks {
  readonly reactions: readonly { readonly messageId: string; readonly memberId: string; readonly emoji: string }[];
  readonly seen: readonly { readonly messageId: string; readonly memberId: string }[];
  readonly mentions: readonly { readonly messageId: string; readonly memberId: string }[];
  readonly votes: readonly { readonly messageId: string; readonly memberId: string; readonly choices: number[] }[];
  readonly waits: readonly { readonly messageId: string; readonly memberId: string; readonly dueAt: Date }[];
}

/** Of these messages; waits only of those who have not been given it yet. */
export async function loadMarks(tx: Tx, ids: readonly string[]): Promise<Marks> {
  if (ids.length === 0) return { reactions: [], seen: [], mentions: [], votes: [], waits: [] };
  const of = ["room_message_id as messageId", "member_id as memberId"] as const;
  return {
    reactions: await tx
      .selectFrom("room_reaction")
      .select([...of, "emoji"])
      .where("room_message_id", "in", [...ids])
      .orderBy("at")
      .orderBy("member_id")
      .orderBy("emoji")
      .execute(),
    seen: await tx
      .selectFrom("room_seen")
      .select(of)
      .where("room_message_id", "in", [...ids])
      .orderBy("at")
      .orderBy("member_id")
      .execute(),
    mentions: await tx
      .selectFrom("room_mention")
      .select(of)
      .where("room_message_id", "in", [...ids])
      .execute(),
    votes: await tx
      .selectFrom("room_vote")
      .select([...of, "choices"])
      .where("room_message_id", "in", [...ids])
      .orderBy("at")
      .orderBy("member_id")
      .execute(),
    waits: await tx
      .selectFrom("room_wait")
      .select([...of, "due_at as dueAt"])
      .where("room_message_id", "in", [...ids])
      .where("given_at", "is", null)
      .execute(),
  };
}

/** False: it was so already. */
export async function react(
  tx: Tx,
  tenantId: string,
  mark: { messageId: string; memberId: string; emoji: string; on: boolean },
  at: Date,
): Promise<boolean> {
  if (mark.on) {
    const done = await tx
      .insertInto("room_reaction")
      .values({
        tenant_id: tenantId,
        room_message_id: mark.messageId,
        member_id: mark.memberId,
        emoji: mark.emoji,
        at,
      })
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst();
    return done.numInsertedOrUpdatedRows === 1n;
  }
  const done = await tx
    .deleteFrom("room_reaction")
    .where("room_message_id", "=", mark.messageId)
    .where("member_id", "=", mark.memberId)
    .where("emoji", "=", mark.emoji)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}

export async function confirmSeen(tx: Tx, tenantId: string, messageId: string, memberId: string, at: Date) {
  const done = await tx
    .insertInto("room_seen")
    .values({ tenant_id: tenantId, room_message_id: messageId, member_id: memberId, at })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function forgetSeen(tx: Tx, messageId: string): Promise<void> {
  await tx.deleteFrom("room_seen").where("room_message_id", "=", messageId).execute();
}

export async function mention(tx: Tx, tenantId: string, messageId: string, memberIds: readonly string[]) {
  if (memberIds.length === 0) return;
  await tx
    .insertInto("room_mention")
    .values(memberIds.map((id) => ({ tenant_id: tenantId, room_message_id: messageId, member_id: id })))
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** No choice takes the vote back. */
export async function vote(
  tx: Tx,
  tenantId: string,
  messageId: string,
  memberId: string,
  choices: readonly number[],
  at: Date,
): Promise<void> {
  await tx.deleteFrom("room_vote").where("room_message_id", "=", messageId).where("member_id", "=", memberId).execute();
  if (choices.length === 0) return;
  await tx
    .insertInto("room_vote")
    .values({
      tenant_id: tenantId,
      room_message_id: messageId,
      member_id: memberId,
      choices: [...choices],
      at,
    })
    .execute();
}

export interface NewWait {
  readonly messageId: string;
  readonly memberId: string;
  readonly roomId: string;
  readonly decisionId: string;
  readonly dueAt: Date;
}

export async function insertWaits(tx: Tx, tenantId: string, waits: readonly NewWait[]): Promise<void> {
  if (waits.length === 0) return;
  await tx
    .insertInto("room_wait")
    .values(
      waits.map((wait) => ({
        tenant_id: tenantId,
        room_message_id: wait.messageId,
        member_id: wait.memberId,
        room_id: wait.roomId,
        decision_id: wait.decisionId,
        due_at: wait.dueAt,
      })),
    )
    .execute();
}

/** For whom these messages still wait. */
export async function loadWaiting(tx: Tx, messageIds: readonly string[]): Promise<Map<string, string[]>> {
  if (messageIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("room_wait")
    .select(["room_message_id as messageId", "member_id as memberId"])
    .where("room_message_id", "in", [...messageIds])
    .where("given_at", "is", null)
    .execute();
  const byMessage = Map.groupBy(rows, ({ messageId }) => messageId);
  return new Map([...byMessage].map(([id, waits]) => [id, waits.map(({ memberId }) => memberId)]));
}

/** Waits whose time has come, locked, so that two servers give each once. */
export async function takeDue(tx: Tx, now: Date, limit: number) {
  return await tx
    .selectFrom("room_wait")
    .select(["room_message_id as messageId", "member_id as memberId", "room_id as roomId"])
    .where("given_at", "is", null)
    .where("due_at", "<=", now)
    .orderBy("due_at")
    .orderBy("room_message_id")
    .orderBy("member_id")
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function give(tx: Tx, messageId: string, memberId: string, at: Date): Promise<void> {
  await tx
    .updateTable("room_wait")
    .set({ given_at: at })
    .where("room_message_id", "=", messageId)
    .where("member_id", "=", memberId)
    .execute();
}

/** Still not their time: waits on, under the newer decision. */
export async function waitOn(tx: Tx, wait: Omit<NewWait, "roomId">): Promise<void> {
  await tx
    .updateTable("room_wait")
    .set({ due_at: wait.dueAt, decision_id: wait.decisionId })
    .where("room_message_id", "=", wait.messageId)
    .where("member_id", "=", wait.memberId)
    .execute();
}

/** Whoever left the room is given nothing of it any more. */
export async function dropWaitsOf(tx: Tx, roomId: string, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  await tx
    .deleteFrom("room_wait")
    .where("room_id", "=", roomId)
    .where("member_id", "in", [...memberIds])
    .where("given_at", "is", null)
    .execute();
}

/** Messages of a room that show its people: who has not confirmed, for whom it waits. */
export async function messagesNamingPeople(tx: Tx, roomId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("room_message as g")
    .select("g.room_message_id")
    .where("g.room_id", "=", roomId)
    .where("g.revoked_at", "is", null)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb("g.asks_seen", "=", true),
        exists(
          selectFrom("room_wait as w")
            .select("w.member_id")
            .whereRef("w.room_message_id", "=", "g.room_message_id")
            .where("w.given_at", "is", null),
        ),
      ]),
    )
    .execute();
  return rows.map((row) => row.room_message_id);
}
