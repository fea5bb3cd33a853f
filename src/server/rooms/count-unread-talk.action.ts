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
