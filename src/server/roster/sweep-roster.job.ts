import { heedHoldOfAll } from "../platform/db/holds-turn.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { deleteAbsencesBefore } from "./absence.store.ts";
import { deleteHistoryBefore } from "./history/history.store.ts";
import { lapseSwaps, sweepShifts } from "./sweep-roster.store.ts";

/**
 * LK-12: words that went with answers and swaps, and absences, go after 90 days; what shows working time stays two years
 * (§ 16(2) ArbZG). A legal hold for the whole business keeps all of it.
 */
export async function sweepRoster(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const now = deps.clock.now();
    const [words, all] = [after(now, -90 * day), after(now, -731 * day)];
    const held = await heedHoldOfAll(tx, tenantId);
    await lapseSwaps(tx, now);
    if (held) return;
    await deleteAbsencesBefore(tx, words);
    await sweepShifts(tx, { words, all });
    await deleteHistoryBefore(tx, localDay(all, await loadTimeZone(tx, tenantId)));
  });
}
