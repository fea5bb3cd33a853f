import type { Role } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { can } from "../rights/can.ts";
import { countUnread, listOwnRooms } from "./room.store.ts";

/** How many messages of the rooms this member has not read; rooms that are muted or archived do not call. */
export async function countUnreadTalk(
  tx: Tx,
  { memberId, role }: { readonly memberId: string; readonly role: Role },
): Promise<number> {
  if (!can({ role }, "use-team")) return 0;
  const unread = await countUnread(tx, memberId);
  const calling = (await listOwnRooms(tx, memberId)).filter((room) => !room.muted && room.closedAt === null);
  return calling.reduce((sum, room) => sum + (unread.get(room.roomId)?.unread ?? 0), 0);
}

/**
 * Of the member's rooms: how many name them in something unread, and how many others call with something unread. No name
 * and no text is opened for it: this is asked whenever a screen comes back.
 */
export async function countRoomsToRead(tx: Tx, memberId: string): Promise<{ mentioned: number; unread: number }> {
  const unread = await countUnread(tx, memberId);
  const rooms = await listOwnRooms(tx, memberId);
  const mentioned = rooms.filter((room) => unread.get(room.roomId)?.mentioned);
  const others = rooms.filter((room) => !room.muted && unread.get(room.roomId)?.mentioned === false);
  return { mentioned: mentioned.length, unread: others.length };
}
