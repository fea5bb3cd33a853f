import type { CalendarEntry } from "../calendar/calendar-entries.ts";
import { calendarFile } from "../calendar/calendar-file.adapter.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { projectNames } from "../projects/project-names.action.ts";
import { loadShownNames } from "../rooms/show-room-messages.action.ts";
import { toldTo } from "../roster/told-to.action.ts";
import { loadAppointments } from "./house-export.store.ts";
import type { Walk } from "./walk.ts";
import { type Entry, textEntry } from "./zip-stream.adapter.ts";

const kinds = { work: "Dienst", on_call: "Notdienst", training: "Schulung" } as const;
const decade = 3_653 * day;

/**
 * Who worked when, as everybody was told it, and who goes to which customer. Nothing of absences, sick notes and
 * answers: what may tell of somebody's health stays with the one role that reads it (Art. 9 DSGVO).
 */
export async function* exportRoster(deps: Deps, { caller, zone, counts }: Walk): AsyncGenerator<Entry> {
  const { tenantId } = caller;
  const host = new URL(deps.publicUrl(tenantId)).hostname;
  const { shifts, visits } = await deps.db.withTenant(tenantId, async (tx) => ({
    shifts: await shiftEntries(deps, tx, tenantId, host),
    visits: await visitEntries(deps, tx, tenantId, host),
  }));
  counts.shifts = shifts.length;
  counts.appointments = visits.length;
  yield textEntry("dienstplan/dienstplan.ics", await calendarFile(shifts, zone));
  yield textEntry("dienstplan/termine.ics", await calendarFile(visits, zone, "Termine"));
}

async function shiftEntries(deps: Deps, tx: Tx, tenantId: string, host: string): Promise<CalendarEntry[]> {
  const now = deps.clock.now();
  const span = { start: after(now, -decade), end: after(now, decade) };
  const nameOf = await loadShownNames(deps, tx, tenantId);
  const entries: CalendarEntry[] = [];
  for (const { id } of await listPeople(deps, tx))
    for (const shift of await toldTo(deps, tx, tenantId, id, span))
      if (shift.cancelledAt === null)
        entries.push({
          uid: `${shift.id}.${id.slice(-12)}@${host}`,
          title: `${kinds[shift.kind]}: ${nameOf(id)}`,
          ...(shift.place === "" ? {} : { place: shift.place }),
          start: shift.start,
          end: shift.end,
          sequence: shift.sequence,
          cancelled: false,
          changedAt: shift.publishedAt,
        });
  return entries.sort((a, b) => a.start.getTime() - b.start.getTime());
}

async function visitEntries(deps: Deps, tx: Tx, tenantId: string, host: string): Promise<CalendarEntry[]> {
  const visits = await loadAppointments(tx);
  const nameOf = await loadShownNames(deps, tx, tenantId);
  const projectIds = visits.map(({ projectId }) => projectId);
  const names = await projectNames(deps, tx, tenantId, projectIds);
  return visits.map((visit) => {
    const people = visit.memberIds.map(nameOf).filter((name) => name !== "");
    const what = `Auftrag ${visit.number}: ${names.get(visit.projectId) ?? ""}`;
    return {
      uid: `${visit.id}@${host}`,
      title: `${what}${people.length === 0 ? "" : ` (${people.join(", ")})`}${visit.confirmed ? "" : ", nicht bestätigt"}`,
      start: visit.start,
      end: visit.end,
      sequence: visit.revision,
      cancelled: false,
      changedAt: visit.changedAt,
    };
  });
}
