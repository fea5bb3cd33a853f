import { expect, test } from "vitest";
import { fillBlock, openGap } from "./fill-block.ts";

const values = { Name: "Frau Seidel", Firma: "Brandt Haustechnik", Ich: "Sandra Krüger", Vorgang: "1187" };

test.each([
  ["the customer's name", "Guten Tag {{Name}},", "Guten Tag Frau Seidel,"],
  ["all that is known", "{{Ich}}, {{Firma}}, Vorgang {{Vorgang}}", "Sandra Krüger, Brandt Haustechnik, Vorgang 1187"],
  ["written otherwise", "{{ name }} und {{FIRMA}}", "Frau Seidel und Brandt Haustechnik"],
  ["what only the sender knows stays", "am {{Wochentag}} um {{Uhrzeit}}", "am {{Wochentag}} um {{Uhrzeit}}"],
  ["braces that are no gap stay", "{Name} {{}} {{\n}}", "{Name} {{}} {{\n}}"],
])("fills %s", (_what, text, filled) => {
  expect(fillBlock(text, values)).toBe(filled);
});

test("a value nobody has leaves its gap open, so that nothing goes out with a hole in it", () => {
  expect(fillBlock("Guten Tag {{Name}}", { ...values, Name: " " })).toBe("Guten Tag {{Name}}");
});

test("a name that looks like a gap fills nothing else", () => {
  expect(fillBlock("{{Name}}", { ...values, Name: "{{Firma}}" })).toBe("{{Firma}}");
});

test("the first open gap is named and found, umlauts and spaces included", () => {
  expect(openGap("In der {{Große Straße}} um {{Uhrzeit}}")).toEqual({ start: 7, end: 23, name: "Große Straße" });
  expect(openGap("Alles da.")).toBeUndefined();
});
