import { describe, expect, test } from "vitest";
import type { OpeningSpan } from "../../contract/customer.ts";
import type { Calendar } from "./calendar.ts";
import { hoursTable, openingSentence } from "./opening-words.ts";

const span = (day: number, from: string, to: string): OpeningSpan => ({ day, from, to });
const weekdays = [1, 2, 3, 4, 5].map((day) => span(day, "07:00", "16:00"));
const firm = (hours: readonly OpeningSpan[], closed: Calendar["closed"] = []): Calendar => ({
  hours,
  closed,
  state: "SN",
});

describe("is somebody there, in words", () => {
  test.each([
    ["2026-11-24T07:00", "Jetzt geöffnet bis 16 Uhr."],
    ["2026-11-24T15:59", "Jetzt geöffnet bis 16 Uhr."],
    ["2026-11-24T16:00", "Gerade geschlossen. Wieder da: morgen ab 7 Uhr."],
    ["2026-11-24T06:59", "Gerade geschlossen. Wieder da: heute ab 7 Uhr."],
    ["2026-11-27T18:00", "Gerade geschlossen. Wieder da: Montag ab 7 Uhr."],
    ["2026-11-29T23:59", "Gerade geschlossen. Wieder da: morgen ab 7 Uhr."],
    // Christmas: two holidays, then the weekend.
    ["2026-12-24T16:00", "Gerade geschlossen. Wieder da: Montag ab 7 Uhr."],
    // Repentance day is a holiday in Saxony only.
    ["2026-11-18T10:00", "Gerade geschlossen. Wieder da: morgen ab 7 Uhr."],
  ])("%s: %s", (now, sentence) => {
    expect(openingSentence(firm(weekdays), now)).toBe(sentence);
  });

  test("a holiday of one state is a working day in the other", () => {
    expect(openingSentence({ ...firm(weekdays), state: "HH" }, "2026-11-18T10:00")).toBe("Jetzt geöffnet bis 16 Uhr.");
  });

  test("who is away for longer says the date", () => {
    const closed = [{ from: "2026-12-28", to: "2027-01-08" }];
    expect(openingSentence(firm(weekdays, closed), "2026-12-28T08:00")).toBe(
      "Gerade geschlossen. Wieder da: Montag, 11. Januar, ab 7 Uhr.",
    );
  });

  test("open once a week, and the day has just passed: next week, with its date", () => {
    expect(openingSentence(firm([span(3, "08:00", "10:00")]), "2026-11-25T11:00")).toBe(
      "Gerade geschlossen. Wieder da: Mittwoch, 2. Dezember, ab 8 Uhr.",
    );
  });

  test("a lunch break is a break", () => {
    const hours = [span(1, "13:00", "17:00"), span(1, "08:00", "12:00")];
    expect(openingSentence(firm(hours), "2026-11-23T12:30")).toBe("Gerade geschlossen. Wieder da: heute ab 13 Uhr.");
    expect(hoursTable(hours)).toEqual([{ days: "Montag", times: "8 bis 12 Uhr und 13 bis 17 Uhr" }]);
  });

  test("a firm that names no hours promises none", () => {
    expect(openingSentence(firm([]), "2026-11-23T08:00")).toBeUndefined();
    expect(hoursTable([])).toEqual([]);
  });

  test("days in a row with the same hours are one line", () => {
    expect(hoursTable([...weekdays, span(6, "08:00", "12:00")])).toEqual([
      { days: "Montag bis Freitag", times: "7 bis 16 Uhr" },
      { days: "Samstag", times: "8 bis 12 Uhr" },
    ]);
  });
});
