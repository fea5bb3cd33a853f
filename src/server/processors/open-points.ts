// What nobody has entered yet about a processor, in the order of its card: what is known is prefilled, the rest is named.
import type { Agreement, ProcessorFields } from "../../contract/setup-papers.ts";
import type { Words } from "../../contract/words.ts";
import { type RegisterRow, relevantGaps } from "./agreement-status.ts";
import { checklistEntries } from "./checklist.ts";
import { isThirdCountry } from "./third-country.ts";

const names: readonly (readonly [keyof ProcessorFields, Words])[] = [
  ["legalEntity", { de: "Firma und Rechtsform", en: "company and legal form" }],
  ["country", { de: "Land", en: "country" }],
  ["dataCategories", { de: "Arten von Daten", en: "kinds of data" }],
  ["subProcessors", { de: "Unterauftragnehmer", en: "sub-processors" }],
  ["securityMeasures", { de: "Sicherheitsmaßnahmen", en: "security measures" }],
  ["deletionClause", { de: "Löschung am Ende", en: "deletion at the end" }],
  ["incidentContact", { de: "Kontakt bei Pannen", en: "contact for data breaches" }],
];

type Source = RegisterRow & { readonly fields: ProcessorFields };

/**
 * @param hasFile a copy of the contract lies here, or `filedAt` says where
 * @param today a listing that is looked up on a day to come was not looked up
 */
export function openPoints(row: Source, hasFile: boolean, today: string): Words[] {
  if (row.notRequiredReason !== null) return [];
  const { agreement, fields } = row;
  const empty = names.filter(([key]) => fields[key] === "").map(([, name]) => name);
  const gaps = new Set(relevantGaps(row));
  const items = checklistEntries.filter(({ key }) => gaps.has(key)).length;
  const all = checklistEntries.length;
  return [
    ...agreementPoints(agreement),
    ...(hasFile || (agreement?.filedAt ?? "") !== "" ? [] : [{ de: "Kopie des Vertrags", en: "copy of the contract" }]),
    ...empty,
    ...transferPoints(fields, today),
    ...(items === 0
      ? []
      : [{ de: `${items} von ${all} Punkten im Vertrag`, en: `${items} of ${all} points in the contract` }]),
  ];
}

/** Less than all three is no agreement (Art. 28(3), (9)). */
function agreementPoints(agreement: Agreement | null): Words[] {
  if (agreement === null) return [{ de: "Vertrag", en: "contract" }];
  const { version, signedOn, acceptedBy } = agreement;
  return [
    ...(version === "" ? [{ de: "Titel und Fassung des Vertrags", en: "title and version of the contract" }] : []),
    ...(signedOn === null ? [{ de: "Tag des Vertrags", en: "day of the contract" }] : []),
    ...(acceptedBy === "" ? [{ de: "wer den Vertrag geschlossen hat", en: "who concluded the contract" }] : []),
  ];
}

function transferPoints(fields: ProcessorFields, today: string): Words[] {
  if (fields.transferMechanism === "missing" && isThirdCountry(fields.country))
    return [
      {
        de: `Grundlage für ein Drittland (${fields.country})`,
        en: `basis for a third country (${fields.country})`,
      },
    ];
  if (fields.transferMechanism === "missing")
    return [{ de: "Grundlage für Drittländer", en: "basis for third countries" }];
  if (fields.transferMechanism === "dpf" && !(fields.dpfCheckedOn !== null && fields.dpfCheckedOn <= today))
    return [{ de: "Listung im Data Privacy Framework", en: "listing in the Data Privacy Framework" }];
  const clauses = fields.sccModule !== "" && fields.transferAssessment !== "";
  return fields.transferMechanism === "scc" && !clauses
    ? [{ de: "Standardvertragsklauseln und ihre Bewertung", en: "standard contractual clauses and their assessment" }]
    : [];
}

/** Nothing was agreed, decided or reasoned yet: it proves nothing. */
export const isBare = (row: Pick<RegisterRow, "agreement" | "gapDecision" | "notRequiredReason">): boolean =>
  row.agreement === null && row.gapDecision === null && row.notRequiredReason === null;
