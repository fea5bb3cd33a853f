import { describe, expect, test } from "vitest";
import type { OpeningSpan } from "../../contract/customer.ts";
import { hoursTable, openingSentence } from "./opening.ts";
import { localMoment } from "./page-context.ts";

const span = (day: number, from: string, to: string): OpeningSpan => ({ day, from, to });
const weekdays = [1, 2, 3, 4, 5].map((day) => span(day, "07:00", "16:00"));

describe("is somebody there", () => {
  test.each([
    [2, "07:00", "Jetzt geöffnet bis 16:00 Uhr."],
    [2, "15:59", "Jetzt geöffnet bis 16:00 Uhr."],
    [2, "16:00", "Gerade geschlossen. Wieder da: morgen ab 07:00 Uhr."],
    [2, "06:59", "Gerade geschlossen. Wieder da: heute ab 07:00 Uhr."],
    [5, "18:00", "Gerade geschlossen. Wieder da: Montag ab 07:00 Uhr."],
    [7, "23:59", "Gerade geschlossen. Wieder da: morgen ab 07:00 Uhr."],
  ])("day %i at %s: %s", (day, time, sentence) => {
    expect(openingSentence(weekdays, { day, time })).toBe(sentence);
  });

  test("open once a week, and the day has just passed: next week, by its name", () => {
    expect(openingSentence([span(3, "08:00", "10:00")], { day: 3, time: "11:00" })).toBe(
      "Gerade geschlossen. Wieder da: Mittwoch ab 08:00 Uhr.",
    );
  });

  test("a lunch break is a break", () => {
    const hours = [span(1, "13:00", "17:00"), span(1, "08:00", "12:00")];
    expect(openingSentence(hours, { day: 1, time: "12:30" })).toBe(
      "Gerade geschlossen. Wieder da: heute ab 13:00 Uhr.",
    );
    expect(hoursTable(hours)).toEqual([{ days: "Montag", times: "08:00 bis 12:00 und 13:00 bis 17:00" }]);
  });

  test("a firm that names no hours promises none", () => {
    expect(openingSentence([], { day: 1, time: "08:00" })).toBeUndefined();
    expect(hoursTable([])).toEqual([]);
  });

  test("days in a row with the same hours are one line", () => {
    expect(hoursTable([...weekdays, span(6, "08:00", "12:00")])).toEqual([
      { days: "Montag bis Freitag", times: "07:00 bis 16:00" },
      { days: "Samstag", times: "08:00 bis 12:00" },
    ]);
  });

  test("the clock is the one on the firm's wall, also in summer and around midnight", () => {
    expect(localMoment(new Date("2026-11-24T06:12:00Z"), "Europe/Berlin")).toEqual({ day: 2, time: "07:12" });
    expect(localMoment(new Date("2026-07-05T22:30:00Z"), "Europe/Berlin")).toEqual({ day: 1, time: "00:30" });
  });
});
