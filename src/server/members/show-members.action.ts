import type { MemberView } from "../../contract/access.ts";
import { MemberId } from "../../contract/ids.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { listMembers } from "./member.store.ts";

/** Everybody of the business; a guest is told of nobody here. Last days and numbers of devices are for the owner. */
export async function showMembers(deps: Deps, caller: Caller): Promise<MemberView[]> {
  const rows = await deps.db.withTenant(caller.tenantId, (tx) => listMembers(tx, deps.clock.now()));
  const manages = can(caller, "manage-members");
  const met = can(caller, "meet-colleagues") ? rows : rows.filter(({ id }) => id === caller.memberId);
  return met.map((row) => ({
    id: MemberId.parse(row.id),
    name: row.name,
    role: row.role,
    endsOn: manages ? row.endsOn : null,
    disabled: row.disabled,
    active: row.active,
    answers: can({ role: row.role }, "answer-conversations"),
    approvedDevices: manages ? row.approvedDevices : 0,
  }));
}
