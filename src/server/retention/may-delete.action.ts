import type { Deps } from "../platform/deps.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { addDays, localDay } from "../time/calendar-day.ts";
import { forgetWaitsAfter, noteWait, sweepBefore } from "./sweep.store.ts";

/** A machine that is off from Thursday evening to Monday morning has missed no more than this. */
const longestGap = 4;

/**
 * Whether this night may delete (decision 0028). From in here a clock that was set forward looks like a machine that was
 * off for long: such a night waits once, so that a clock set right by the next one has cost nothing.
 */
export async function mayDelete(deps: Deps, tenantId: string): Promise<boolean> {
  const now = deps.clock.now();
  return await deps.db.withTenant(tenantId, async (tx) => {
    const today = localDay(now, await loadTimeZone(tx, tenantId));
    await forgetWaitsAfter(tx, today);
    const last = await sweepBefore(tx, today);
    if (last === undefined || last.waited || last.day >= addDays(today, -longestGap)) return true;
    if (await noteWait(tx, tenantId, { sweepId: deps.ids.uuid(), day: today, at: now }))
      deps.log.warn("nothing is deleted tonight: there was no night in the days before", { tenantId });
    return false;
  });
}
