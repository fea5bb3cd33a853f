import { expect, test } from "vitest";
import { foreignCountry } from "./foreign-iban.ts";

test.each([
  ["FR14 2004 1010 0505 0001 3M02 606", "FR"],
  ["at61 1904 3002 3457 3201", "AT"],
  ["DE89 3704 0044 0532 0130 00", undefined],
  ["FR14", undefined],
  ["Sparkasse Chemnitz", undefined],
  ["", undefined],
])("the IBAN %s is of a foreign country: %s", (typed, country) => {
  expect(foreignCountry(typed)).toBe(country);
});
