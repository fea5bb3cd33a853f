import { describe, expect, test } from "vitest";
import { fillTemplate, firstParameters, gapContext } from "./fill-template.ts";

const body = "Guten Tag {{1}}, Ihr Termin ist am {{2}}. Ihr Monteur: {{3}}.";

describe("Vorlage ausfüllen", () => {
  test("puts each word into its gap and leaves open gaps to be seen", () => {
    expect(fillTemplate(body, ["Frau Seidel", "", "Tarik"])).toBe(
      "Guten Tag Frau Seidel, Ihr Termin ist am {{2}}. Ihr Monteur: Tarik.",
    );
  });

  test("a name with a dollar sign stays a name", () => {
    expect(fillTemplate("Hallo {{1}}", ["$& GmbH"])).toBe("Hallo $& GmbH");
  });

  test("says what stands before a gap", () => {
    expect(gapContext(body, 2)).toBe("Guten Tag …, Ihr Termin ist am");
    expect(gapContext(body, 3)).toBe("Ihr Monteur:");
  });

  test.each([
    ["Guten Tag {{1}}, wir kommen am {{2}}.", ["Frau Seidel", ""]],
    ["Ihre Rechnung.\nHallo {{1}}, sie ist da: {{2}}", ["Frau Seidel", ""]],
    ["Sehr geehrte {{1}}, wir kommen am {{2}}.", ["Frau Seidel", ""]],
    ["Guten Tag, zu Ihrem Auftrag {{1}} haben wir {{2}} Fragen.", ["", ""]],
    ["Ihr Termin ist am {{1}} um {{2}}.", ["", ""]],
  ])("the name stands in the first gap where it greets, and nowhere else: %s", (text, filled) => {
    expect(firstParameters(text, 2, "Frau Seidel")).toEqual(filled);
  });
});
