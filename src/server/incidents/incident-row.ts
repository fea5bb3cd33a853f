import type { IncidentRow } from "../../contract/incidents.ts";
import { alarmOf, deadlineOf } from "./incident.ts";

/** What a list shows of a breach; a decided one is no longer loud. */
export function incidentRow(
  incident: {
    readonly id: string;
    readonly number: number;
    readonly drill: boolean;
    readonly awareAt: Date;
    readonly decidedAt: Date | null;
    readonly closedAt: Date | null;
  },
  now: Date,
): IncidentRow {
  return {
    id: incident.id,
    number: incident.number,
    drill: incident.drill,
    awareAt: incident.awareAt.toISOString(),
    deadlineAt: deadlineOf(incident.awareAt).toISOString(),
    alarm: incident.decidedAt === null && incident.closedAt === null ? alarmOf(incident.awareAt, now) : 0,
    decided: incident.decidedAt !== null,
    closedAt: incident.closedAt?.toISOString() ?? null,
  };
}
