import type { DeviceView } from "../../contract/access.ts";
import { MemberId } from "../../contract/ids.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { listDevices } from "./device.store.ts";

/** The register of devices; `own`: only the caller's. The comparison code shows only while a device waits. */
export async function showDevices(deps: Deps, caller: Caller, own: boolean): Promise<DeviceView[]> {
  const rows = await deps.db.withTenant(caller.tenantId, (tx) => listDevices(tx, own ? caller.memberId : undefined));
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
    wipedAt: row.wipedAt?.toISOString() ?? null,
    current: row.id === caller.deviceId,
  }));
}
