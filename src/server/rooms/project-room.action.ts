import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { forgetTeamFilesOf } from "../team-files/team-files.action.ts";
import { dropTeamKeys } from "../team-files/team-keys.action.ts";
import { letOut } from "./keep-firm-room.action.ts";
import { letIn } from "./open-room.action.ts";
import { deleteRoom, findProjectRooms, loadRoomMembers, updateRoom } from "./room.store.ts";
import { deleteMessages, messagesOfRoom } from "./room-message.store.ts";

/** Rooms of projects, by project. */
export async function roomsOfProjects(tx: Tx, projectIds: readonly string[]): Promise<Map<string, string>> {
  return await findProjectRooms(tx, projectIds);
}

/** A project's room has the people of the project in it, nobody else. */
export async function keepProjectRoom(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  projectId: string,
  memberIds: readonly string[],
): Promise<void> {
  const roomId = (await findProjectRooms(tx, [projectId])).get(projectId);
  if (roomId === undefined) return;
  const inside = (await loadRoomMembers(tx, [roomId])).get(roomId) ?? [];
  const fresh = memberIds.filter((id) => !inside.includes(id));
  await letIn(deps, tx, tenantId, roomId, fresh);
  const gone = inside.filter((id) => !memberIds.includes(id));
  await letOut(deps, tx, tenantId, roomId, gone);
}

/** The room of a project that is done is put away; one that begins again is back. Its name may be new as well. */
export async function putAwayProjectRoom(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  projectId: string,
  away: boolean,
): Promise<void> {
  const roomId = (await findProjectRooms(tx, [projectId])).get(projectId);
  if (roomId === undefined) return;
  await updateRoom(tx, roomId, { closed_at: away ? deps.clock.now() : null });
  await appendEvents(deps, tx, tenantId, [{ kind: "room-changed", roomId }]);
}

/** Removes the room of a project with what was said in it. @returns files to take off the disk */
export async function dropProjectRoom(tx: Tx, projectId: string): Promise<string[]> {
  const roomId = (await findProjectRooms(tx, [projectId])).get(projectId);
  if (roomId === undefined) return [];
  const messages = await messagesOfRoom(tx, roomId);
  const files = await forgetTeamFilesOf(tx, messages);
  await deleteMessages(tx, messages);
  await deleteRoom(tx, roomId);
  await dropTeamKeys(tx, [roomId]);
  return files;
}
