import type { CheckStanding } from "../../../contract/device-checks.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { loadTimeZone } from "../../tenants/load-time-zone.action.ts";
import { localDay } from "../../time/calendar-day.ts";
import { loadStandings } from "./check.store.ts";
import { dueDay, standingOf } from "./check-due.ts";

export interface DeviceStandingView {
  readonly deviceId: string;
  readonly memberId: string;
  readonly dueOn: string;
  readonly standing: CheckStanding;
  readonly remindedOf: string | null;
}

/** How the approved devices stand with their yearly check today, by the calendar of the business. */
export async function checkStandings(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  deviceId?: string,
): Promise<DeviceStandingView[]> {
  const zone = await loadTimeZone(tx, tenantId);
  const today = localDay(clock.now(), zone);
  return (await loadStandings(tx, deviceId)).map((row) => {
    const passedOn = row.passedAt === null ? undefined : localDay(row.passedAt, zone);
    const dueOn = dueDay(passedOn, localDay(row.approvedAt, zone));
    const standing = standingOf(dueOn, row.waiting, today);
    return { deviceId: row.deviceId, memberId: row.memberId, dueOn, standing, remindedOf: row.remindedOf };
  });
}
