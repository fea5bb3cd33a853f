import type { IncidentFields } from "../../contract/incidents.ts";
import { t } from "./t.ts";

const labels = {
  what: "what",
  personKinds: "person-kinds",
  persons: "persons",
  recordKinds: "record-kinds",
  records: "records",
  contact: "contact",
  consequences: "consequences",
  measures: "measures",
  risk: "risk",
  riskReason: "risk-reason",
  delayReason: "delay",
  notifiedOn: "notified",
  reference: "reference",
  personsToldOn: "told",
  letter: "letter",
} as const satisfies Record<keyof IncidentFields, Parameters<typeof t>[0]>;

/** Field by field what somebody else saved and what was typed, as `Theirs` shows it. */
export function fieldWords(theirs: IncidentFields, mine: IncidentFields) {
  return Object.entries(labels).map(([key, label]) => {
    const field = key as keyof IncidentFields;
    return { label: t(label), theirs: inWords(field, theirs[field]), mine: inWords(field, mine[field]) };
  });
}

function inWords(field: keyof IncidentFields, value: IncidentFields[keyof IncidentFields]): string {
  if (field === "risk") return t(`risk-${(value as IncidentFields["risk"]) ?? "open"}`);
  return value === null ? "" : String(value).trim();
}
