import { listPeople } from "../../members/list-people.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import type { DocumentText } from "../../platform/documents/document.ts";
import { Problem } from "../../platform/problem.ts";
import { can } from "../../rights/can.ts";
import { loadTenantName } from "../../tenants/load-tenant-name.action.ts";
import { addDays } from "../../time/calendar-day.ts";
import { loadFirm } from "../../working-time/load-firm.action.ts";
import { loadWorkers } from "../../working-time/load-workers.action.ts";
import { showCrews } from "../../working-time/show-crews.action.ts";
import { mondayOf } from "../../working-time/weekday.ts";
import { absencesIn } from "../absence.store.ts";
import { publishedIn } from "../published-shift.store.ts";
import { holidaysIn } from "../roster-rows.ts";
import { spanOfDays } from "../roster-span.ts";
import { weekDocument } from "./week-document.ts";

/** The published week of a day, of one crew or of all. */
export async function printWeek(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  { tenantId }: Caller,
  { from, crewId }: { readonly from: string; readonly crewId?: string | undefined },
): Promise<DocumentText> {
  const firm = await loadFirm(tx, tenantId);
  const monday = mondayOf(from);
  const days = { from: monday, to: addDays(monday, 6) };
  const span = spanOfDays(days, firm.zone);
  const crews = await showCrews(tx);
  if (crewId !== undefined && !crews.some(({ id }) => id === crewId)) throw new Problem("not-found");
  const workTime = await loadWorkers(deps, tx, tenantId);
  const people = (await listPeople(deps, tx)).filter((one) => one.active && can(one, "see-roster"));
  const shifts = await publishedIn(tx, span);
  const absences = await absencesIn(tx, span);
  const named = new Set([...shifts, ...absences].map(({ memberId }) => memberId));
  const groups = [
    ...crews.map((crew) => ({ ...crew, people: people.filter(({ id }) => workTime(id).crewId === crew.id) })),
    {
      id: undefined,
      name: "Ohne Kolonne",
      people: people.filter(({ id }) => workTime(id).crewId === null && named.has(id)),
    },
  ];
  return weekDocument({
    monday,
    issuer: await loadTenantName(tx, tenantId),
    issuedAt: deps.clock.now(),
    crews: groups.filter((crew) => crew.people.length > 0 && (crewId === undefined || crew.id === crewId)),
    shifts,
    absences,
    holidays: holidaysIn(days, firm.state),
  });
}
