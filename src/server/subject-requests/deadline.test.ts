import { expect, test } from "vitest";
import type { FederalState } from "../../contract/setup.ts";
import { dueOn, extendedDueOn, stageOf } from "./deadline.ts";

const months: [received: string, state: FederalState | null, due: string, why: string][] = [
  ["2026-11-24", "SN", "2026-12-24", "the same day a month later"],
  ["2027-01-31", "SN", "2027-03-01", "28 February 2027 is a Sunday"],
  ["2026-01-31", "SN", "2026-03-02", "28 February 2026 is a Saturday"],
  ["2028-01-31", "SN", "2028-02-29", "a leap year"],
  ["2029-01-31", "SN", "2029-02-28", "the end of February"],
  ["2027-03-31", "SN", "2027-04-30", "April has 30 days"],
  ["2026-11-25", "SN", "2026-12-28", "Christmas, then a weekend"],
  ["2026-12-01", "SN", "2027-01-04", "New Year on a Friday"],
  ["2026-10-18", "SN", "2026-11-19", "Buß- und Bettag is a holiday in Saxony"],
  ["2026-10-18", "BY", "2026-11-18", "and not in Bavaria"],
  ["2026-12-06", "BY", "2027-01-07", "Heilige Drei Könige in Bavaria"],
  ["2026-12-06", "NW", "2027-01-06", "and not in North Rhine-Westphalia"],
  ["2026-12-06", null, "2027-01-06", "without a state only holidays of all states"],
  ["2025-07-15", "BY", "2025-08-15", "Mariä Himmelfahrt is no holiday in all of Bavaria"],
  ["2025-07-15", "SL", "2025-08-18", "but in all of Saarland; then a weekend"],
  ["2026-03-03", "SN", "2026-04-07", "Good Friday to Easter Monday"],
];
test.each(months)("what arrives on %s in %s is due on %s: %s", (received, state, due) => {
  expect(dueOn(received, state)).toBe(due);
});

test.each([
  ["2026-11-24", "2027-02-24"],
  ["2028-01-31", "2028-05-02"],
  ["2027-01-31", "2027-04-28"],
  ["2026-11-30", "2027-03-01"],
])("extended, what arrived on %s is due on %s", (received, due) => {
  expect(extendedDueOn(received, "SN")).toBe(due);
});

test.each([
  ["2026-12-07", "fresh"],
  ["2026-12-08", "target"],
  ["2026-12-15", "soon"],
  ["2026-12-22", "urgent"],
  ["2026-12-24", "late"],
  ["2026-12-25", "overdue"],
])("what arrived on 24 November stands on %s as %s", (today, stage) => {
  expect(stageOf("2026-11-24", "2026-12-24", false, today)).toBe(stage);
});

test("after an extension the days are counted before the new end", () => {
  expect(stageOf("2026-11-24", "2027-02-24", true, "2026-12-24")).toBe("fresh");
  expect(stageOf("2026-11-24", "2027-02-24", true, "2027-02-22")).toBe("urgent");
  expect(stageOf("2026-11-24", "2027-02-24", true, "2027-02-25")).toBe("overdue");
});
