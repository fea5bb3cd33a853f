import { listPeople } from "../members/list-people.action.ts";
import { heedHoldOfAll } from "../platform/db/holds-turn.ts";
import type { Deps } from "../platform/deps.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { addDays, localDay } from "../time/calendar-day.ts";
import { ageOn } from "./age.ts";
import { deleteWorkTimes, loadWorkTimes, saveWorkTime } from "./work-time.store.ts";

/**
 * Who has turned 18 needs no birth date any more; who left 90 days ago no working time (LK-12). A legal hold for the whole
 * business keeps both.
 */
export async function sweepWorkTimes(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    if (await heedHoldOfAll(tx, tenantId)) return;
    const now = deps.clock.now();
    const today = localDay(now, await loadTimeZone(tx, tenantId));
    for (const row of (await loadWorkTimes(deps, tx, tenantId)).values())
      if (row.age.bornOn !== null && ageOn(row.age, today) === "adult")
        await saveWorkTime(deps, tx, tenantId, { ...row, age: { adult: true, bornOn: null } }, now);
    const gone = (await listPeople(deps, tx)).filter(({ endsOn }) => endsOn !== null && addDays(endsOn, 90) < today);
    await deleteWorkTimes(
      tx,
      gone.map(({ id }) => id),
    );
  });
}
