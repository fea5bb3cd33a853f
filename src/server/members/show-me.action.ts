import type { Me } from "../../contract/access.ts";
import { MemberId } from "../../contract/ids.ts";
import { checkStandings } from "../devices/checks/check-standing.action.ts";
import { findDevice } from "../devices/find-device.action.ts";
import { feedPosition } from "../events/feed-position.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { abilitiesOf } from "../rights/can.ts";
import { findMember, loadTenant } from "./member.store.ts";

/** Who the caller is, what they may do, and where. */
export async function showMe(deps: Deps, caller: Caller): Promise<Me> {
  const now = deps.clock.now();
  return await deps.db.withTenant(caller.tenantId, async (tx) => {
    const member = await findMember(tx, caller.memberId, now);
    if (member === undefined) throw new Problem("not-signed-in");
    const tenant = await loadTenant(tx, caller.tenantId);
    const device = caller.deviceId === null ? undefined : await findDevice(tx, { id: caller.deviceId });
    const [check] = device === undefined ? [] : await checkStandings(deps, tx, caller.tenantId, device.id);
    const due = check?.standing === "due" || check?.standing === "overdue" ? check : undefined;
    return {
      member: { id: MemberId.parse(member.id), name: member.name, role: member.role },
      abilities: [...abilitiesOf(member.role)],
      tenant: {
        name: tenant.name,
        demo: tenant.demo,
        timeZone: tenant.timeZone,
      },
      device:
        device === undefined
          ? null
          : {
              id: device.id,
              label: device.label,
              checkDueOn: due?.dueOn ?? null,
              replaced: device.replacedAt !== null,
            },
      sessionId: caller.kind === "session" ? caller.sessionId : null,
      language: member.language === "en" ? "en" : "de",
      seq: await feedPosition(tx),
      now: now.toISOString(),
    };
  });
}
