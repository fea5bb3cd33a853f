import { expect, test } from "vitest";
import { tableHead, tableRows } from "../../src/server/platform/documents/table.adapter.ts";

/**
 * V47 (OTRS CVE-2026-93581, EspoCRM CVE-2026-55154): what customers wrote became a formula in the table somebody opened,
 * also behind a blank or on a second line.
 */
const payload = "HYPERLINK(A1)";

/** Reads as spreadsheets do: quotes hold a cell together, any other line break ends the row. */
function cells(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r\n|\r|\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "" || end === undefined) break;
    if (end !== ";") rows.push([]);
  }
  return rows.filter((row) => row.join("") !== "");
}

const runs = (cell: string) => /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u.test(cell);

test.each(["", " ", "\t", "\r", "\n", "\r\n", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u0000", "\u0001", " \t\u200b"])(
  "behind %j nothing becomes a formula",
  (before) => {
    for (const sign of ["=", "+", "-", "@", "＝", "＋", "－", "＠"]) {
      const text = `${before}${sign}${payload}`;
      const [row = []] = cells(tableRows([["Name", text, 5]]));
      expect([row.length, row.filter(runs)]).toEqual([3, []]);
      // It says what it said, behind a sign that shows it is a text.
      expect(row[1]).toBe(`'${text}`);
    }
  },
);

test.each(["\n", "\r", "\r\n", '";\n', '"\r\n', ";\n"])("a text with %j in it stays one cell", (between) => {
  const text = `Hallo${between}=${payload}`;
  expect(cells(tableRows([["a", text, "b"], ["c"]]))).toEqual([["a", text, "b"], ["c"]]);
});

test("numbers stay numbers, and a table begins with its mark", () => {
  expect(tableRows([[-5, "5"]])).toBe("-5;5\r\n");
  expect(tableHead(["Was", "Wert"])).toBe("\ufeffWas;Wert\r\n");
});
