import { expect, it } from "vitest";
import { weekText } from "./week-text.ts";

it("says days with the same hours at once", () => {
  const day = (day: number, from = "07:00", to = "16:00") => ({ day, from, to });
  expect(weekText([day(1), day(2), day(3), day(4), day(5, "07:00", "12:30")])).toBe(
    "Mo–Do 07:00–16:00, Fr 07:00–12:30",
  );
  expect(weekText([day(1, "07:00", "11:00"), day(1, "13:00", "17:00"), day(3)])).toBe(
    "Mo 07:00–11:00 + 13:00–17:00, Mi 07:00–16:00",
  );
  expect(weekText([])).toBe("");
});
