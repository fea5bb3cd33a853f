import { expect, test } from "vitest";
import { formField } from "./imprint-form.ts";

test.each([
  ["gmbh", "Stammkapital"],
  ["ug", "Stammkapital"],
  ["ag", "Grundkapital"],
] as const)("the capital of a %s is asked for by its name: %s", (form, name) => {
  expect(formField("capital", form).label).toBe(name);
});
