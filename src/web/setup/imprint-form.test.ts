import { expect, test } from "vitest";
import { formField } from "./imprint-form.ts";

test.each([
  ["gmbh", "Stammkapital"],
  ["ug", "Stammkapital"],
  ["ag", "Grundkapital"],
] as const)("the capital of a %s is asked for by its name: %s", (form, name) => {
  expect(formField("capital", form).label).toBe(name);
});

test("what must be filled because of an answer is not called voluntary", () => {
  expect(formField("capitalOutstanding", "gmbh", " ").optional).toBe(true);
  expect(formField("capitalOutstanding", "gmbh", "25.000 €").optional).toBe(false);
  expect(formField("disputeBoardName", "gmbh").optional).not.toBe(true);
});
