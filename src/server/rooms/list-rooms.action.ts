import { type RoomList, RoomRow } from "../../contract/rooms.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { whyInternalClosed } from "../team/assert-internal-open.action.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import { accessRoom, managesRoom, readerOf } from "./access-room.action.ts";
import { countUnread, listOwnRooms, loadRoomMembers, type OwnRoom } from "./room.store.ts";
import { excerptOf } from "./room-content.ts";
import { loadLast, type RoomMessage } from "./room-message.store.ts";
import { loadShownNames, openContent } from "./show-room-messages.action.ts";

export const placeOfRoomName = (row: string) => ({ table: "room", row, column: "sealed_name" });

/** What projects are called (`projects/project-names.action.ts`): their rooms bear these names and keep none of their own. */
export type NamesOfProjects = (
  deps: Deps,
  tx: Tx,
  tenantId: string,
  projectIds: readonly string[],
) => Promise<ReadonlyMap<string, string>>;

/** The caller's rooms, newest talk first, with what is unread: the caller's own counts, shown to nobody else. */
export async function listRooms(deps: Deps, tx: Tx, caller: Caller, projectNames: NamesOfProjects): Promise<RoomList> {
  const closed = await whyInternalClosed(tx);
  if (closed !== undefined) return { items: [], unread: 0, closed };
  const rooms = await listOwnRooms(tx, caller.memberId);
  const items = await rowsOf(deps, tx, caller, rooms, projectNames);
  return { items, unread: items.reduce((sum, row) => sum + (row.muted ? 0 : row.unread), 0), closed: null };
}

export async function showRoom(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  roomId: string,
  projectNames: NamesOfProjects,
): Promise<RoomRow> {
  const { room } = await accessRoom(tx, caller, roomId);
  const [row] = await rowsOf(deps, tx, caller, [room], projectNames);
  if (!row) throw new Error("the room vanished");
  return row;
}

async function rowsOf(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  rooms: readonly OwnRoom[],
  projectNames: NamesOfProjects,
): Promise<RoomRow[]> {
  const ids = rooms.map((room) => room.roomId);
  const keys = await openTeamKeys(deps.seal, tx, caller.tenantId, ids);
  const members = await loadRoomMembers(tx, ids);
  const unread = await countUnread(tx, caller.memberId);
  const last = await loadLast(tx, { memberId: caller.memberId, since: null }, ids);
  const nameOf = await loadShownNames(deps, tx, caller.tenantId);
  const projects = await projectNames(
    deps,
    tx,
    caller.tenantId,
    rooms.flatMap((room) => room.projectId ?? []),
  );
  return rooms.map((room) => {
    const memberIds = members.get(room.roomId) ?? [];
    const key = keys.get(room.roomId);
    const newest = visibleTo(caller, room, last.get(room.roomId));
    const content = newest && openContent(deps, caller.tenantId, key, newest);
    return RoomRow.parse({
      id: room.roomId,
      kind: room.kind,
      name: projects.get(room.projectId ?? "") ?? nameOfRoom(deps, caller, room, key, memberIds, nameOf),
      projectId: room.projectId,
      memberIds,
      unread: unread.get(room.roomId)?.unread ?? 0,
      mentioned: unread.get(room.roomId)?.mentioned ?? false,
      muted: room.muted,
      closed: room.closedAt !== null,
      lastPosition: room.lastPosition,
      readPosition: room.readPosition,
      last: newest
        ? { at: newest.sentAt.toISOString(), authorId: newest.authorId, text: content ? excerptOf(content) : "" }
        : null,
      manages: managesRoom(caller, room),
    });
  });
}

function visibleTo(caller: Caller, room: OwnRoom, message: RoomMessage | undefined): RoomMessage | undefined {
  const { since } = readerOf(caller, room.joinedAt);
  return message && (since === null || message.sentAt >= since) ? message : undefined;
}

function nameOfRoom(
  deps: Deps,
  caller: Caller,
  room: OwnRoom,
  key: ContactKey | undefined,
  memberIds: readonly string[],
  nameOf: (id: string | null) => string,
): string {
  if (room.kind === "direct") return nameOf(memberIds.find((id) => id !== caller.memberId) ?? otherOf(room, caller));
  return openRoomName(deps, caller.tenantId, key, room);
}

/** The name somebody gave the room; empty: none. */
export function openRoomName(
  { seal }: Pick<Deps, "seal">,
  tenantId: string,
  key: ContactKey | undefined,
  { roomId, sealedName }: Pick<OwnRoom, "roomId" | "sealedName">,
): string {
  if (!key || sealedName === null) return "";
  return seal.openForContact(tenantId, key, placeOfRoomName(roomId), sealedName).toString("utf8");
}

/** The other one of a direct room may have left the business. */
const otherOf = (room: OwnRoom, caller: Caller): string | null =>
  room.pair?.split(":").find((id) => id !== caller.memberId) ?? null;
