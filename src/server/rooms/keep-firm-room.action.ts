import { listPeople } from "../members/list-people.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { loadRoomIds } from "./membership.store.ts";
import { letIn, makeRoom, tellRoom } from "./open-room.action.ts";
import { findFirmRoom, loadRoomMembers, takeFromRoom } from "./room.store.ts";
import { dropWaitsOf, messagesNamingPeople } from "./room-mark.store.ts";

/**
 * The firm's room fills itself: everybody who works here today is in it, nobody else; whoever left or may no longer
 * use the team leaves every room. Runs when people change, and once a minute for last days that have passed.
 */
export async function keepFirmRoom(deps: Deps, tx: Tx, tenantId: string): Promise<void> {
  const people = await listPeople(deps, tx);
  const may = (one: (typeof people)[number]) => one.active && can(one, "use-team");
  const staff = people.filter((one) => may(one) && can(one, "meet-colleagues")).map((one) => one.id);
  const found = await findFirmRoom(tx);
  if (found === undefined) {
    await makeRoom(deps, tx, tenantId, { kind: "firm", name: "Betrieb", memberIds: staff, createdBy: null });
  } else {
    const inside = new Set((await loadRoomMembers(tx, [found])).get(found) ?? []);
    await letIn(
      deps,
      tx,
      tenantId,
      found,
      staff.filter((id) => !inside.has(id)),
    );
  }
  for (const { id } of people.filter((one) => !may(one)))
    for (const roomId of await loadRoomIds(tx, id)) await letOut(deps, tx, tenantId, roomId, [id]);
}

/** The minute's look: last days pass without anybody pressing anything. */
export async function keepRooms(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, (tx) => keepFirmRoom(deps, tx, tenantId));
}

/** Lets people out of a room: what waits for them there is not given any more. */
export async function letOut(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  roomId: string,
  memberIds: readonly string[],
): Promise<void> {
  const left = await takeFromRoom(tx, roomId, memberIds);
  if (left.length === 0) return;
  const named = await messagesNamingPeople(tx, roomId);
  await dropWaitsOf(tx, roomId, left);
  await tellRoom(deps, tx, tenantId, roomId, left, named);
}
