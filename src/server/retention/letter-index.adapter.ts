import { stringify } from "csv-stringify/sync";
import { type IndexRow, indexColumns } from "./letter-index.ts";

/** Semicolons and a byte order mark, as German spreadsheets want them; a text that looks like a formula stays text. */
export function indexCsv(rows: readonly IndexRow[]): string {
  return stringify([...rows], {
    header: true,
    columns: [...indexColumns],
    delimiter: ";",
    bom: true,
    escape_formulas: true,
    record_delimiter: "windows",
  });
}
