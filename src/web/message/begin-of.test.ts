import { expect, test } from "vitest";
import { beginOf } from "./begin-of.ts";

test("what a person wrote stands there whole, unless it is very long", () => {
  const two = "Guten Tag,\n\nder Heizkörper tropft.";
  expect(beginOf(two, false)).toBe(two);
  expect(beginOf("a".repeat(1_400), false)).toHaveLength(1_400);
  expect(beginOf("a".repeat(1_401), false)).toBe(`${"a".repeat(1_200)} …`);
});

test("of what the house says by itself the first paragraph stands there", () => {
  expect(beginOf("Ihre Nachricht ist da.\n\nIhre Daten: …\n\nImpressum: …", true)).toBe("Ihre Nachricht ist da.");
  expect(beginOf("Heute ist geschlossen.", true)).toBe("Heute ist geschlossen.");
  expect(beginOf(`\n\n${"a".repeat(1_401)}`, true)).toBe(`\n\n${"a".repeat(1_198)} …`);
});
