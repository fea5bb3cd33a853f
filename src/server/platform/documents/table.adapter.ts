import { stringify } from "csv-stringify/sync";

/** What a spreadsheet takes for a formula, also behind blanks and invisible signs, and in the wide letters of Asia. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u;

/** The first row, with the byte order mark German spreadsheets look for. */
export const tableHead = (columns: readonly string[]): string => `\ufeff${tableRows([columns])}`;

/** A table row by row, with semicolons; a text that would run as a formula stays a text, and its lines one cell (V47). */
export function tableRows(rows: readonly (readonly (string | number)[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      delimiter: ";",
      record_delimiter: "windows",
      quoted_match: /[\r\n]/,
      cast: { string: (text) => (formula.test(text) ? `'${text}` : text) },
    },
  );
}
