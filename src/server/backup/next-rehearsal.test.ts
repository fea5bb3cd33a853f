import { expect, test } from "vitest";
import { nextRehearsal } from "./next-rehearsal.ts";

test.each([
  ["in the week", "2026-11-25T10:00:00Z", "2026-11-29T03:40:00Z"],
  ["on Saturday evening", "2026-11-28T22:00:00Z", "2026-11-29T03:40:00Z"],
  ["on Sunday before it begins", "2026-11-29T03:39:59Z", "2026-11-29T03:40:00Z"],
  ["on Sunday, as it begins", "2026-11-29T03:40:00Z", "2026-12-06T03:40:00Z"],
  ["on Sunday evening it is the Sunday after", "2026-11-29T21:51:00Z", "2026-12-06T03:40:00Z"],
  ["over the end of a year", "2026-12-30T12:00:00Z", "2027-01-03T03:40:00Z"],
])("the next rehearsal, asked %s", (_, now, next) => {
  expect(nextRehearsal(new Date(now))).toEqual(new Date(next));
});
