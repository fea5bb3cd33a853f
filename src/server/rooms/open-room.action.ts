import type { z } from "zod";
import type { NewRoom } from "../../contract/rooms.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import type { ContactKey } from "../platform/seal.ts";
import { allowed } from "../rights/allowed.ts";
import { can } from "../rights/can.ts";
import { assertInternalOpen } from "../team/assert-internal-open.action.ts";
import { makeTeamKey } from "../team-files/team-keys.action.ts";
import { decideGroup } from "./decide-group.action.ts";
import { placeOfRoomName } from "./list-rooms.action.ts";
import { addToRoom, findByPair, insertRoom, loadRoomMembers, type Room, updateRoom } from "./room.store.ts";
import { pairOf } from "./room-content.ts";
import { messagesNamingPeople } from "./room-mark.store.ts";
import { changesOf } from "./tell-of-messages.action.ts";

interface RoomToMake {
  readonly kind: Room["kind"];
  readonly name: string | null;
  readonly memberIds: readonly string[];
  readonly createdBy: string | null;
  readonly pair?: string;
  readonly projectId?: string;
}

/** Makes a room with its key and lets people in. @returns undefined where the one room of its kind exists already */
export async function makeRoom(
  deps: Pick<Deps, "ids" | "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  { name, memberIds, ...room }: RoomToMake,
): Promise<string | undefined> {
  const roomId = deps.ids.uuid();
  if (!(await insertRoom(tx, tenantId, { roomId, ...room }, deps.clock.now()))) return undefined;
  const key = await makeTeamKey(deps.seal, tx, tenantId, roomId);
  if (name !== null) await renameRoom(deps, tx, tenantId, key, roomId, name);
  await letIn(deps, tx, tenantId, roomId, memberIds);
  return roomId;
}

export async function renameRoom(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  key: ContactKey,
  roomId: string,
  name: string,
): Promise<void> {
  await updateRoom(tx, roomId, { sealed_name: seal.forContact(tenantId, key, placeOfRoomName(roomId), name) });
}

/** Lets people into a room and tells their screens and those of the others. */
export async function letIn(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  roomId: string,
  memberIds: readonly string[],
): Promise<void> {
  const came = await addToRoom(tx, tenantId, roomId, memberIds, deps.clock.now());
  if (came.length === 0) return;
  await tellRoom(deps, tx, tenantId, roomId, came, await messagesNamingPeople(tx, roomId));
}

/** Tells those who came or went, everybody in the room, and of the messages that name its people. */
export async function tellRoom(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  roomId: string,
  moved: readonly string[],
  messageIds: readonly string[],
): Promise<void> {
  await appendEvents(deps, tx, tenantId, [
    ...moved.map((memberId) => ({ kind: "room-changed", roomId, memberId }) as const),
    { kind: "room-changed", roomId },
    ...(await changesOf(
      tx,
      messageIds.map((messageId) => ({ roomId, messageId })),
    )),
  ]);
}

/** POST /api/rooms. Guests open no rooms: they were let into one project's. */
export async function openRoom(deps: Deps, tx: Tx, caller: Caller, wish: z.infer<typeof NewRoom>): Promise<string> {
  allowed(caller, "meet-colleagues");
  await assertInternalOpen(tx);
  await decideGroup(deps, tx, caller, "create_group", "staff");
  const { tenantId, memberId } = caller;
  if (wish.kind === "crew") {
    const memberIds = [...new Set([memberId, ...(await colleagues(deps, tx, wish.memberIds))])];
    const made = await makeRoom(deps, tx, tenantId, { kind: "crew", name: wish.name, memberIds, createdBy: memberId });
    if (made === undefined) throw new Error("a crew room is one of many");
    return made;
  }
  if (wish.memberId === memberId)
    throw new Problem("bad-input", {
      detail: { de: "Mit dir selbst brauchst du keinen Raum.", en: "You need no room with yourself." },
    });
  const [other] = await colleagues(deps, tx, [wish.memberId]);
  if (other === undefined) throw new Problem("not-found");
  const pair = pairOf(memberId, other);
  const made = await makeRoom(deps, tx, tenantId, {
    kind: "direct",
    name: null,
    memberIds: [memberId, other],
    createdBy: memberId,
    pair,
  });
  const roomId = made ?? (await findByPair(tx, pair));
  if (roomId === undefined) throw new Error("neither made nor found");
  // Whoever was away and came back is let in again.
  if (made === undefined) {
    const inside = (await loadRoomMembers(tx, [roomId])).get(roomId) ?? [];
    await letIn(
      deps,
      tx,
      tenantId,
      roomId,
      [memberId, other].filter((id) => !inside.includes(id)),
    );
  }
  return roomId;
}

/** People who may be let in: who works here today, may use the team and is no guest. Anybody else is "not there". */
export async function colleagues(deps: Deps, tx: Tx, ids: readonly string[]): Promise<string[]> {
  const people = await listPeople(deps, tx);
  const fit = new Set(
    people.filter((one) => one.active && can(one, "use-team") && can(one, "meet-colleagues")).map((one) => one.id),
  );
  if (ids.some((id) => !fit.has(id))) throw new Problem("not-found");
  return [...ids];
}
