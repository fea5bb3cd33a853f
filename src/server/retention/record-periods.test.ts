import { expect, test } from "vitest";
import { nextDays, recordMoments, reviewedUntil } from "./record-periods.ts";

test("a period of the records ends with a day where the business is, in summer and in winter", () => {
  expect(recordMoments("2026-11-24", "Europe/Berlin")).toEqual({
    proofs: new Date("2022-12-31T23:00:00Z"),
    veil: new Date("2026-05-23T22:00:00Z"),
    access: new Date("2025-11-23T23:00:00Z"),
    incidents: new Date("2021-11-23T23:00:00Z"),
  });
  expect(recordMoments("2026-11-24", "America/New_York").proofs).toEqual(new Date("2023-01-01T05:00:00Z"));
  expect(reviewedUntil("2026-11-24")).toBe("2025-11-24");
});

test("what is due next is told by the first of a year and of a month, also from the last of one", () => {
  expect(["2026-11-24", "2026-12-31", "2027-01-31"].map(nextDays)).toEqual([
    { year: "2027-01-01", month: "2026-12-01" },
    { year: "2027-01-01", month: "2027-01-01" },
    { year: "2028-01-01", month: "2027-02-01" },
  ]);
});
