import type { RosterHistory } from "../../../contract/roster.ts";
import { listPeople } from "../../members/list-people.action.ts";
import { shownName } from "../../members/shown-name.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { loadTimeZone } from "../../tenants/load-time-zone.action.ts";
import { localDay } from "../../time/calendar-day.ts";
import { type Days, spanOfDays } from "../roster-span.ts";
import { loadHistory } from "./history.store.ts";
import { historySentence } from "./history.ts";

/** Who changed what of these days, the newest first. Whoever left long ago is a role in it (DV-4). */
export async function showHistory(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  { tenantId }: Caller,
  days: Days,
): Promise<RosterHistory> {
  const zone = await loadTimeZone(tx, tenantId);
  spanOfDays(days, zone);
  const today = localDay(deps.clock.now(), zone);
  const names = new Map((await listPeople(deps, tx)).map((one) => [one.id, shownName(one, today)]));
  const nameOf = (id: string) => names.get(id) ?? "Jemand";
  const entries = await loadHistory(deps, tx, tenantId, days);
  return {
    items: entries.map((one) => ({
      id: one.id,
      at: one.at.toISOString(),
      by: one.actorId === null ? "Werkbote" : nameOf(one.actorId),
      about: nameOf(one.memberId),
      shiftId: one.shiftId,
      sentence: historySentence(one.verb, one.details, nameOf),
    })),
  };
}
