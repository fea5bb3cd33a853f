import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { countApprovingDevices } from "./device.store.ts";

/** How many devices are left from which an owner could approve another one, by the calendar of the business. */
export async function countApprovers(deps: Pick<Deps, "clock">, tx: Tx, tenantId: string): Promise<number> {
  return await countApprovingDevices(tx, localDay(deps.clock.now(), await loadTimeZone(tx, tenantId)));
}
