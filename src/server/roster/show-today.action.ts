import { MemberId } from "../../contract/ids.ts";
import type { TodayView } from "../../contract/roster.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { publishedIn } from "./published-shift.store.ts";
import { spanOfDays } from "./roster-span.ts";

/** Who is here today: name and kind. Where somebody works and from when is their own business. */
export async function showToday(deps: Pick<Deps, "clock">, tx: Tx, tenantId: string): Promise<TodayView> {
  const zone = await loadTimeZone(tx, tenantId);
  const day = localDay(deps.clock.now(), zone);
  const here = (await listPeople(deps, tx)).filter(({ active }) => active);
  const names = new Map(here.map(({ id, name }) => [id, name]));
  const shifts = await publishedIn(tx, spanOfDays({ from: day, to: day }, zone));
  const once = new Map(shifts.map(({ memberId, kind }) => [`${memberId} ${kind}`, { memberId, kind }]));
  // Whoever left in the course of the day is not here any more; the plan itself stays as it was.
  const people = [...once.values()].flatMap(({ memberId, kind }) => {
    const name = names.get(memberId);
    return name === undefined ? [] : [{ memberId: MemberId.parse(memberId), name, kind }];
  });
  return { day, people: people.toSorted((a, b) => a.name.localeCompare(b.name, "de")) };
}
