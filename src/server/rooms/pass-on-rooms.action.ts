import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadRoomMembers, roomsLedBy, updateRoom } from "./room.store.ts";

/**
 * Somebody else leads the crew rooms of a person who leaves, where they are in them already: nobody is let into a talk
 * by being handed it, the owner included (V15). The other rooms have no lead and are everybody's in them.
 */
export async function passOnRooms(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  memberId: string,
  toId: string | null,
): Promise<{ moved: number; open: number }> {
  const rooms = await roomsLedBy(tx, memberId);
  const inside = await loadRoomMembers(tx, rooms);
  const led = (roomId: string) => toId !== null && (inside.get(roomId) ?? []).includes(toId);
  for (const roomId of rooms) await updateRoom(tx, roomId, { created_by: led(roomId) ? toId : null });
  const events = rooms.map((roomId) => ({ kind: "room-changed", roomId }) as const);
  await appendEvents(deps, tx, tenantId, events);
  const moved = rooms.filter(led).length;
  return { moved, open: rooms.length - moved };
}

/** How many crew rooms somebody leads, and who is in them with them. */
export async function roomsToPassOn(tx: Tx, memberId: string): Promise<{ count: number; memberIds: Set<string> }> {
  const rooms = await roomsLedBy(tx, memberId);
  const inside = [...(await loadRoomMembers(tx, rooms)).values()].flat();
  return { count: rooms.length, memberIds: new Set(inside.filter((id) => id !== memberId)) };
}
