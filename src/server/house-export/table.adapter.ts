import { stringify } from "csv-stringify/sync";

/** A table row by row, as German spreadsheets want it; a text they would run as a formula stays a text. */
export function tableHead(columns: readonly string[]): string {
  return stringify([[...columns]], { delimiter: ";", bom: true, record_delimiter: "windows" });
}

export function tableRows(rows: readonly (readonly (string | number)[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { delimiter: ";", escape_formulas: true, record_delimiter: "windows" },
  );
}
