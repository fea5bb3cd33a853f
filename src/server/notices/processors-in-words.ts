// What the register says of those who process for the business, as papers say it: who they are, and where data go. Pure.
import type { ProcessorFields } from "../../contract/setup-papers.ts";
import { destinationsOf } from "../processors/third-country.ts";
import { whereTo } from "./where-to.ts";

export interface RegisterEntry {
  readonly name: string;
  readonly fields: ProcessorFields;
  readonly notRequiredReason: string | null;
}

export const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** Those a contract is needed with, and below them whom they hand on to. One nobody has named yet is a reminder. */
export function recipientLines(rows: readonly RegisterEntry[]): { ours: string[]; under: string[] } {
  const needed = rows.filter(({ notRequiredReason }) => notRequiredReason === null);
  return {
    ours: needed
      .filter(({ fields }) => fields.legalEntity !== "")
      .map(({ fields }) => `${fields.legalEntity}, ${fields.country}: ${fields.service}`),
    under: needed.flatMap(({ fields }) => lines(fields.subProcessors)).map((name) => `Unterauftragnehmer: ${name}`),
  };
}

/** One sentence for each of them whose data leave the EU, and on which basis. */
export function transferLines(rows: readonly RegisterEntry[], dpfValid: boolean): string[] {
  return rows
    .filter(({ notRequiredReason, fields }) => notRequiredReason === null && fields.transferMechanism !== "none_needed")
    .flatMap(({ name, fields }) => {
      const to = `Ja, ${whereTo(destinationsOf(fields))} (${fields.legalEntity || name}).`;
      const hasClauses = fields.sccModule !== "" && fields.transferAssessment !== "";
      if (fields.transferMechanism === "dpf" && dpfValid)
        return [
          `${to} Grundlage ist der Angemessenheitsbeschluss (EU) 2023/1795. Die Liste der Unternehmen steht auf dataprivacyframework.gov.`,
        ];
      if (fields.transferMechanism === "scc" || (fields.transferMechanism === "dpf" && hasClauses))
        return [
          `${to} Grundlage sind die Standardvertragsklauseln (EU) 2021/914. Eine Kopie schicken wir Ihnen auf Anfrage.`,
        ];
      if (fields.transferMechanism === "adequacy")
        return [`${to} Grundlage ist ein Angemessenheitsbeschluss der Europäischen Kommission (Art. 45 DSGVO).`];
      return [];
    });
}
