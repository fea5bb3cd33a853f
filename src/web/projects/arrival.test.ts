import { expect, it } from "vitest";
import { arrivalAt } from "./arrival.ts";

const at = (day: number, hours: number, minutes: number) => new Date(2026, 10, day, hours, minutes);

it("is today, and tomorrow for whoever sets out before midnight", () => {
  expect(arrivalAt("10:40", at(27, 10, 5).getTime())).toEqual(at(27, 10, 40));
  expect(arrivalAt("00:20", at(27, 23, 50).getTime())).toEqual(at(28, 0, 20));
});
it("is nothing one can announce when it is over, but in the minute that runs", () => {
  expect(arrivalAt("09:40", at(27, 10, 5).getTime())).toBeUndefined();
  expect(arrivalAt("10:05", at(27, 10, 5).getTime() + 30_000)).toEqual(at(27, 10, 5));
});
