import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { assertInternalOpen } from "../team/assert-internal-open.action.ts";
import { findOwnRoom, type OwnRoom } from "./room.store.ts";
import { findMessage, type Reader, type RoomMessage, roomOf } from "./room-message.store.ts";

/** A room with what the caller may read of it. */
export interface Access {
  readonly room: OwnRoom;
  readonly reader: Reader;
}

/**
 * The only way to a room by its id: those who do not belong to it, the owner included, find nothing (V15). A guest
 * reads from the day they came.
 */
export async function accessRoom(tx: Tx, caller: Caller, roomId: string): Promise<Access> {
  await assertInternalOpen(tx);
  const room = can(caller, "use-team") ? await findOwnRoom(tx, caller.memberId, roomId) : undefined;
  if (!room) throw new Problem("not-found");
  return { room, reader: readerOf(caller, room.joinedAt) };
}

/** The same for a message: through its room; what waits for the end of the caller's free time is not there yet. */
export async function accessRoomMessage(
  tx: Tx,
  caller: Caller,
  messageId: string,
): Promise<Access & { readonly message: RoomMessage }> {
  const roomId = await roomOf(tx, messageId);
  if (roomId === undefined) throw new Problem("not-found");
  const access = await accessRoom(tx, caller, roomId);
  const message = await findMessage(tx, access.reader, messageId);
  if (!message) throw new Problem("not-found");
  return { ...access, message };
}

export const readerOf = (caller: Pick<Caller, "memberId" | "role">, joinedAt: Date): Reader => ({
  memberId: caller.memberId,
  since: can(caller, "meet-colleagues") ? null : joinedAt,
  hears: can(caller, "plan-roster") ? "all" : can(caller, "meet-colleagues") ? "usual" : "together",
});

/**
 * Name and members of a room are for the office and whoever leads it, first the one who made it; a room whose lead left
 * is everybody's in it. The firm's and projects' rooms fill themselves.
 */
export function managesRoom(caller: Pick<Caller, "memberId" | "role">, room: OwnRoom): boolean {
  const leads = room.createdBy === null || room.createdBy === caller.memberId;
  return room.kind === "crew" && (can(caller, "manage-projects") || leads);
}
