import { expect, test } from "vitest";
import { isIban, shownIban } from "./iban.ts";

test.each([
  ["DE89 3704 0044 0532 0130 00", true],
  ["de89370400440532013000", true],
  ["AT61 1904 3002 3457 3201", true],
  ["DE89 3704 0044 0532 0130 01", false],
  ["DE89 3704 0044 0532 0130", false],
  ["FR14 2004 1010 0505 0001 3M02 606", true],
  // The check digits fit, but no French one is that short and no Austrian one that long.
  ["FR54200410100505000130", false],
  ["AT6719043002345732011234", false],
  ["Sparkasse", false],
  ["", false],
])("%s is an IBAN: %s", (typed, is) => {
  expect(isIban(typed)).toBe(is);
});

test("it is shown in groups of four", () => {
  expect(shownIban("DE89370400440532013000")).toBe("DE89 3704 0044 0532 0130 00");
});
