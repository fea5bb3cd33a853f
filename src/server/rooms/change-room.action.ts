import type { z } from "zod";
import type { ChangeRoom } from "../../contract/rooms.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import { accessRoom, managesRoom } from "./access-room.action.ts";
import { decideGroup } from "./decide-group.action.ts";
import { letOut } from "./keep-firm-room.action.ts";
import { openRoomName } from "./list-rooms.action.ts";
import { colleagues, letIn, renameRoom } from "./open-room.action.ts";
import { lockRoom, mute, readUpTo, updateRoom } from "./room.store.ts";

/** Name, archive and people of a crew room; muting is everybody's own, and anybody may leave a crew room. */
export async function changeRoom(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  roomId: string,
  wish: z.infer<typeof ChangeRoom>,
): Promise<void> {
  if (wish.name !== undefined) await lockRoom(tx, roomId);
  const { room } = await accessRoom(tx, caller, roomId);
  const { tenantId, memberId } = caller;
  if (wish.muted !== undefined) {
    await mute(tx, roomId, memberId, wish.muted);
    await appendEvents(deps, tx, tenantId, [{ kind: "room-changed", roomId, memberId }]);
  }
  const leavesOnly =
    room.kind === "crew" && wish.name === undefined && wish.closed === undefined && wish.add === undefined;
  const mine = leavesOnly && (wish.remove ?? []).every((id) => id === memberId);
  if (!mine && changesRoom(wish) && !managesRoom(caller, room)) throw new Problem("not-allowed");
  if (wish.name !== undefined) {
    const key = (await openTeamKeys(deps.seal, tx, tenantId, [roomId])).get(roomId);
    if (!key) throw new Problem("not-found");
    unlessChanged(wish.was, openRoomName(deps, tenantId, key, room), wish.name);
    await renameRoom(deps, tx, tenantId, key, roomId, wish.name);
  }
  if (wish.closed !== undefined) await updateRoom(tx, roomId, { closed_at: wish.closed ? deps.clock.now() : null });
  if (wish.name !== undefined || wish.closed !== undefined)
    await appendEvents(deps, tx, tenantId, [{ kind: "room-changed", roomId }]);
  if ((wish.add ?? []).length > 0) await decideGroup(deps, tx, caller, "add_to_group", "staff");
  await letIn(deps, tx, tenantId, roomId, await colleagues(deps, tx, wish.add ?? []));
  await letOut(deps, tx, tenantId, roomId, wish.remove ?? []);
}

const changesRoom = (wish: z.infer<typeof ChangeRoom>): boolean =>
  wish.name !== undefined || wish.closed !== undefined || wish.add !== undefined || wish.remove !== undefined;

/** How far the caller has read; known to their own screens only. */
export async function readRoomUpTo(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  roomId: string,
  position: number,
): Promise<void> {
  const { room } = await accessRoom(tx, caller, roomId);
  const upTo = Math.min(position, room.lastPosition);
  if (!(await readUpTo(tx, roomId, caller.memberId, upTo))) return;
  await appendEvents(deps, tx, caller.tenantId, [{ kind: "room-read-changed", roomId, memberId: caller.memberId }]);
}
