import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

export interface Room {
  readonly roomId: string;
  readonly kind: "firm" | "crew" | "project" | "direct";
  readonly sealedName: Uint8Array | null;
  readonly projectId: string | null;
  readonly pair: string | null;
  readonly lastPosition: number;
  readonly createdBy: string | null;
  readonly closedAt: Date | null;
}

export interface OwnRoom extends Room {
  readonly joinedAt: Date;
  readonly readPosition: number;
  readonly muted: boolean;
}

const columns = [
  "r.room_id as roomId",
  "r.kind",
  "r.sealed_name as sealedName",
  "r.project_id as projectId",
  "r.pair",
  "r.last_position as lastPosition",
  "r.created_by as createdBy",
  "r.closed_at as closedAt",
] as const;

function own(tx: Tx, memberId: string) {
  return tx
    .selectFrom("room as r")
    .innerJoin("room_member as m", "m.room_id", "r.room_id")
    .select(columns)
    .select(["m.joined_at as joinedAt", "m.read_position as readPosition", "m.muted"])
    .where("m.member_id", "=", memberId);
}

/** A room the member belongs to. */
export async function findOwnRoom(tx: Tx, memberId: string, roomId: string): Promise<OwnRoom | undefined> {
  return await own(tx, memberId).where("r.room_id", "=", roomId).executeTakeFirst();
}

export async function listOwnRooms(tx: Tx, memberId: string): Promise<OwnRoom[]> {
  return await own(tx, memberId)
    .orderBy("r.last_message_at", (order) => order.desc().nullsLast())
    .orderBy("r.room_id")
    .execute();
}

export async function findByPair(tx: Tx, pair: string): Promise<string | undefined> {
  const row = await tx.selectFrom("room").select("room_id").where("pair", "=", pair).executeTakeFirst();
  return row?.room_id;
}

export async function findFirmRoom(tx: Tx): Promise<string | undefined> {
  const row = await tx.selectFrom("room").select("room_id").where("kind", "=", "firm").executeTakeFirst();
  return row?.room_id;
}

export interface NewRoomRow {
  readonly roomId: string;
  readonly kind: Room["kind"];
  readonly projectId?: string;
  readonly pair?: string;
  readonly createdBy: string | null;
}

/** False: the direct room of these two, the firm's room or the project's is there already. */
export async function insertRoom(tx: Tx, tenantId: string, room: NewRoomRow, at: Date): Promise<boolean> {
  const done = await tx
    .insertInto("room")
    .values({
      tenant_id: tenantId,
      room_id: room.roomId,
      kind: room.kind,
      project_id: room.projectId ?? null,
      pair: room.pair ?? null,
      created_by: room.createdBy,
      created_at: at,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** Until commit nobody else changes it. */
export async function lockRoom(tx: Tx, roomId: string): Promise<void> {
  await tx.selectFrom("room").select("room_id").where("room_id", "=", roomId).forUpdate().execute();
}

export async function updateRoom(
  tx: Tx,
  roomId: string,
  change: { readonly sealed_name?: Buffer; readonly closed_at?: Date | null; readonly created_by?: string | null },
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await tx.updateTable("room").set(change).where("room_id", "=", roomId).execute();
}

/** Adds people; @returns those who were not in it. */
export async function addToRoom(
  tx: Tx,
  tenantId: string,
  roomId: string,
  memberIds: readonly string[],
  at: Date,
): Promise<string[]> {
  if (memberIds.length === 0) return [];
  const rows = await tx
    .insertInto("room_member")
    .values(memberIds.map((id) => ({ tenant_id: tenantId, room_id: roomId, member_id: id, joined_at: at })))
    .onConflict((oc) => oc.doNothing())
    .returning("member_id")
    .execute();
  return rows.map((row) => row.member_id);
}

/** @returns those who were in it */
export async function takeFromRoom(tx: Tx, roomId: string, memberIds: readonly string[]): Promise<string[]> {
  if (memberIds.length === 0) return [];
  const rows = await tx
    .deleteFrom("room_member")
    .where("room_id", "=", roomId)
    .where("member_id", "in", [...memberIds])
    .returning("member_id")
    .execute();
  return rows.map((row) => row.member_id);
}

/** Ids of the people in each of these rooms, in the order they came. */
export async function loadRoomMembers(tx: Tx, roomIds: readonly string[]): Promise<Map<string, string[]>> {
  const members = new Map<string, string[]>();
  if (roomIds.length === 0) return members;
  const rows = await tx
    .selectFrom("room_member")
    .select(["room_id", "member_id"])
    .where("room_id", "in", [...roomIds])
    .orderBy("joined_at")
    .orderBy("member_id")
    .execute();
  for (const row of rows) members.set(row.room_id, [...(members.get(row.room_id) ?? []), row.member_id]);
  return members;
}

export async function mute(tx: Tx, roomId: string, memberId: string, muted: boolean): Promise<void> {
  await tx
    .updateTable("room_member")
    .set({ muted })
    .where("room_id", "=", roomId)
    .where("member_id", "=", memberId)
    .execute();
}

/** Moves the own reading mark forward only; false when it was there already. */
export async function readUpTo(tx: Tx, roomId: string, memberId: string, position: number): Promise<boolean> {
  const done = await tx
    .updateTable("room_member")
    .set({ read_position: position })
    .where("room_id", "=", roomId)
    .where("member_id", "=", memberId)
    .where("read_position", "<", position)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** What the member has not read in each room, without what waits for the end of their free time. */
export async function countUnread(tx: Tx, memberId: string) {
  const rows = await tx
    .selectFrom("room_member as m")
    .innerJoin("room_message as g", (join) =>
      join.onRef("g.room_id", "=", "m.room_id").onRef("g.position", ">", "m.read_position"),
    )
    .leftJoin("room_wait as w", (join) =>
      join
        .onRef("w.room_message_id", "=", "g.room_message_id")
        .onRef("w.member_id", "=", "m.member_id")
        .on("w.given_at", "is", null),
    )
    .leftJoin("room_mention as n", (join) =>
      join.onRef("n.room_message_id", "=", "g.room_message_id").onRef("n.member_id", "=", "m.member_id"),
    )
    .select([
      "m.room_id",
      (eb) => eb.fn.countAll<string>().as("unread"),
      (eb) => eb.fn.count<string>("n.member_id").as("named"),
    ])
    .where("m.member_id", "=", memberId)
    .where("w.member_id", "is", null)
    .where("g.revoked_at", "is", null)
    .where("g.kind", "<>", "event")
    .where(sql<boolean>`g.author_id is distinct from m.member_id`)
    .groupBy("m.room_id")
    .execute();
  return new Map(rows.map((row) => [row.room_id, { unread: Number(row.unread), mentioned: Number(row.named) > 0 }]));
}

/** So that what was given late counts as unread, also where a later message was read before. */
export async function readAtMost(tx: Tx, roomId: string, memberId: string, position: number): Promise<void> {
  await tx
    .updateTable("room_member")
    .set({ read_position: position })
    .where("room_id", "=", roomId)
    .where("member_id", "=", memberId)
    .where("read_position", ">", position)
    .execute();
}

/** Place of a message in its room. */
export async function positionOf(tx: Tx, messageId: string): Promise<number> {
  const row = await tx
    .selectFrom("room_message")
    .select("position")
    .where("room_message_id", "=", messageId)
    .executeTakeFirstOrThrow();
  return row.position;
}

/** Who of the room wants no push for every message. */
export async function loadMuted(tx: Tx, roomId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("room_member")
    .select("member_id")
    .where("room_id", "=", roomId)
    .where("muted", "=", true)
    .execute();
  return new Set(rows.map((row) => row.member_id));
}

/** Rooms of projects, by project. */
export async function findProjectRooms(tx: Tx, projectIds: readonly string[]): Promise<Map<string, string>> {
  if (projectIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("room")
    .select(["project_id", "room_id"])
    .where("project_id", "in", [...projectIds])
    .execute();
  return new Map(rows.flatMap((row) => (row.project_id === null ? [] : [[row.project_id, row.room_id] as const])));
}

/** Open crew rooms a member leads. */
export async function roomsLedBy(tx: Tx, memberId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom("room")
    .select("room_id")
    .where("kind", "=", "crew")
    .where("created_by", "=", memberId)
    .where("closed_at", "is", null)
    .execute();
  return rows.map((row) => row.room_id);
}

/** Removes a room, empty by now. */
export async function deleteRoom(tx: Tx, roomId: string): Promise<void> {
  await tx.deleteFrom("room_member").where("room_id", "=", roomId).execute();
  await tx.deleteFrom("room").where("room_id", "=", roomId).execute();
}
