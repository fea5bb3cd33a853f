import type { DeviceView } from "../../contract/access.ts";
import { MemberId } from "../../contract/ids.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { checkStandings, type DeviceStandingView } from "./checks/check-standing.action.ts";
import { showChecks } from "./checks/show-checks.action.ts";
import { listDevices } from "./device.store.ts";
import { isAdmitted } from "./device-access.ts";
import { looksAfter } from "./looks-after.ts";

/** The devices the caller looks after. The comparison code shows only while a device waits. */
export async function showDevices(deps: Deps, caller: Caller): Promise<DeviceView[]> {
  const { rows, standings, checks } = await deps.db.withTenant(caller.tenantId, async (tx) => {
    const all = await listDevices(tx);
    const rows = all.filter((row) => looksAfter(caller, { memberId: row.memberId, memberRole: row.role }));
    const standings = await checkStandings(deps, tx, caller.tenantId);
    const checks = await showChecks(
      tx,
      rows.map((row) => row.id),
    );
    return { rows, standings: new Map(standings.map((one) => [one.deviceId, one])), checks };
  });
  const labels = new Map(rows.map((row) => [row.id, row.label]));
  return rows.map((row) => ({
    id: row.id,
    label: row.label,
    assetNumber: row.assetNumber,
    memberId: MemberId.parse(row.memberId),
    memberName: row.memberName,
    memberRole: row.role,
    state: row.state,
    ownedByBusiness: row.ownedByBusiness,
    compareCode: row.state === "pending" ? row.compareCode : null,
    requestedAt: row.requestedAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    replaces: row.replaces === null ? null : (labels.get(row.replaces) ?? null),
    replacedAt: row.state === "approved" ? (row.replacedAt?.toISOString() ?? null) : null,
    wipedAt: row.wipedAt?.toISOString() ?? null,
    check: shownCheck(standings.get(row.id)),
    waitingCheck: checks.get(row.id)?.find((check) => check.state === "waiting") ?? null,
    admitted: isAdmitted(row),
    current: row.id === caller.deviceId,
  }));
}

const shownCheck = (found: DeviceStandingView | undefined) =>
  found === undefined ? null : { dueOn: found.dueOn, standing: found.standing };
