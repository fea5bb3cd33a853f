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
  const names = new Map((await listPeople(deps, tx)).map(({ id, name }) => [id, name]));
  const shifts = await publishedIn(tx, spanOfDays({ from: day, to: day }, zone));
  const once = new Map(shifts.map(({ memberId, kind }) => [`${memberId} ${kind}`, { memberId, kind }]));
  const people = [...once.values()].map(({ memberId, kind }) => ({
    memberId: MemberId.parse(memberId),
    name: names.get(memberId) ?? "",
    kind,
  }));
  return { day, people: people.toSorted((a, b) => a.name.localeCompare(b.name, "de")) };
}
