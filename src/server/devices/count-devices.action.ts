import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { checkStandings } from "./checks/check-standing.action.ts";
import { listDevices } from "./device.store.ts";
import { isAdmitted } from "./device-access.ts";

export interface DeviceCounts {
  readonly pendingDevices: number;
  readonly lostDevices: number;
  /** Let in within the last 30 days by whoever runs the machine, and in use. */
  readonly admittedDevices: number;
  /** The yearly check: within 30 days, over its day, waiting for the owner; and the day that comes first. */
  readonly deviceChecks: {
    readonly due: number;
    readonly overdue: number;
    readonly waiting: number;
    readonly nextOn: string | null;
  };
}

/** Devices somebody must look after: waiting for approval, lost within the last 30 days, to be checked again. */
export async function countDevices(deps: Pick<Deps, "clock">, tx: Tx, tenantId: string): Promise<DeviceCounts> {
  const { clock } = deps;
  const rows = await listDevices(tx, undefined);
  const checks = await checkStandings(deps, tx, tenantId);
  const count = (standing: string) => checks.filter((check) => check.standing === standing).length;
  const open = checks.filter(({ standing }) => standing === "due" || standing === "overdue");
  const since = after(clock.now(), -30 * day);
  const fresh = rows.filter(({ decidedAt }) => decidedAt !== null && decidedAt > since);
  return {
    pendingDevices: rows.filter(({ state }) => state === "pending").length,
    lostDevices: fresh.filter(({ state }) => state === "lost").length,
    admittedDevices: fresh.filter(isAdmitted).length,
    deviceChecks: {
      due: count("due"),
      overdue: count("overdue"),
      waiting: count("waiting"),
      nextOn: open.map(({ dueOn }) => dueOn).toSorted()[0] ?? null,
    },
  };
}
