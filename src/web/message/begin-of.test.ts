import { expect, test } from "vitest";
import { beginOf } from "./begin-of.ts";

test("what a person wrote stands there whole, unless it is very long", () => {
  const two = "Guten Tag,\n\nder Heizkörper tropft.";
  expect(beginOf(two, false)).toBe(two);
  expect(beginOf("a".repeat(1_400), false)).toHaveLength(1_400);
  expect(beginOf("a".repeat(1_401), false)).toBe(`${"a".repeat(1_200)} …`);
});

test("a text of very many lines stands there with the first of them", () => {
  const lines = (n: number) => Array.from({ length: n }, (_, i) => `${i}`).join("\n");
  expect(beginOf(lines(45), false)).toBe(lines(45));
  expect(beginOf(lines(46), false)).toBe(`${lines(40)} …`);
  expect(beginOf("\n".repeat(1_200), false)).toBe(`${"\n".repeat(39)} …`);
  expect(beginOf(`${"a".repeat(1_401)}${"\n".repeat(100)}`, false)).toBe(`${"a".repeat(1_200)} …`);
});

test("no sign is cut in half", () => {
  expect(beginOf(`a${"🔧".repeat(700)}`, false)).toBe(`a${"🔧".repeat(599)} …`);
});

test("of what the house says by itself the first paragraph stands there", () => {
  expect(beginOf("Ihre Nachricht ist da.\n\nIhre Daten: …\n\nImpressum: …", true)).toBe("Ihre Nachricht ist da.");
  expect(beginOf("Heute ist geschlossen.", true)).toBe("Heute ist geschlossen.");
  expect(beginOf(`\n\n${"a".repeat(1_401)}`, true)).toBe(`\n\n${"a".repeat(1_198)} …`);
});
