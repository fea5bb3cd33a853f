import { expect, test } from "vitest";
import { makeT } from "./make-t.ts";

const t = makeT({ over: "{n} Zeichen zu lang, {what}" }, () => Promise.reject(new Error("no English")));

test.each([
  [1, "1"],
  [3524, "3.524"],
  ["HRB 3524", "HRB 3524"],
])("a number of thousands is grouped, a name stays as it is: %s", (n, shown) => {
  expect(t("over", { n, what: "2026" })).toBe(`${shown} Zeichen zu lang, 2026`);
});

test("what a newer server tells of is said in words, never as a key", () => {
  const kept = makeT({ "what.file": "Dateien: {n}" }, () => Promise.reject(new Error("no English")));
  const newer: string = "what.hologram";
  expect(kept(newer as "what.file", { n: 3 })).toBe("Etwas Neues, das diese Seite noch nicht kennt. Lade sie neu.");
});

test("a number that names something is not grouped", () => {
  const name = makeT({ talk: "Vorgang {number}" }, () => Promise.reject(new Error("no English")));
  expect(name("talk", { number: 3524 })).toBe("Vorgang 3524");
});
