import { expect, test } from "vitest";
import { templateName } from "./template-name.ts";

test.each([
  ["termin_bestaetigung", "Termin bestaetigung"],
  ["auftrag_2026_q1", "Auftrag 2026 q1"],
  ["__", "__"],
])("the template %s is called %s", (name, said) => {
  expect(templateName(name)).toBe(said);
});
