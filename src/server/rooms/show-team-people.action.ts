import { TeamPeople } from "../../contract/rooms.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { loadRoomIds } from "./membership.store.ts";
import { loadRoomMembers } from "./room.store.ts";

/** Whom the caller may write to: names and roles, no numbers. A guest sees those who share a room with them. */
export async function showTeamPeople(deps: Deps, tx: Tx, caller: Caller): Promise<TeamPeople> {
  const people = (await listPeople(deps, tx)).filter((one) => one.active && can(one, "use-team"));
  const shared = new Set([...(await loadRoomMembers(tx, await loadRoomIds(tx, caller.memberId))).values()].flat());
  const seen = people.filter(
    (one) => shared.has(one.id) || (can(caller, "meet-colleagues") && can(one, "meet-colleagues")),
  );
  return TeamPeople.parse({
    items: seen.map(({ id, name, role }) => ({ id, name, role, guest: role === "guest" })),
  });
}
