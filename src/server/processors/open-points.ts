// What nobody has entered yet about a processor, in the order of its card: what is known is prefilled, the rest is named.
import type { ProcessorFields } from "../../contract/setup-papers.ts";
import { type RegisterRow, relevantGaps } from "./agreement-status.ts";
import { checklistEntries } from "./checklist.ts";

const names: readonly (readonly [keyof ProcessorFields, string])[] = [
  ["legalEntity", "Firma und Rechtsform"],
  ["country", "Land"],
  ["dataCategories", "Arten von Daten"],
  ["subProcessors", "Unterauftragnehmer"],
  ["securityMeasures", "Sicherheitsmaßnahmen"],
  ["deletionClause", "Löschung am Ende"],
  ["incidentContact", "Kontakt bei Pannen"],
];

type Source = RegisterRow & { readonly fields: ProcessorFields };

/** @param hasFile a copy of the contract lies here, or `filedAt` says where */
export function openPoints(row: Source, hasFile: boolean): string[] {
  if (row.notRequiredReason !== null) return [];
  const { agreement, fields } = row;
  const empty = names.filter(([key]) => fields[key] === "").map(([, name]) => name);
  const gaps = new Set(relevantGaps(row));
  const items = checklistEntries.filter(({ key }) => gaps.has(key)).map(({ label }) => label);
  return [
    ...(agreement?.signedOn ? [] : ["Vertrag"]),
    ...(hasFile || (agreement?.filedAt ?? "") !== "" ? [] : ["Kopie des Vertrags"]),
    ...empty,
    ...transferPoints(fields),
    ...(items.length === 0 ? [] : [`${items.length} von ${checklistEntries.length} Punkten im Vertrag`]),
  ];
}

function transferPoints(fields: ProcessorFields): string[] {
  if (fields.transferMechanism === "missing") return ["Grundlage für Drittländer"];
  if (fields.transferMechanism === "dpf" && fields.dpfCheckedOn === null) return ["Listung im Data Privacy Framework"];
  const clauses = fields.sccModule !== "" && fields.transferAssessment !== "";
  return fields.transferMechanism === "scc" && !clauses ? ["Standardvertragsklauseln und ihre Bewertung"] : [];
}
