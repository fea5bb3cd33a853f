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
    ["2026-11-24T07:00", "Jetzt geöffnet bis 16:00 Uhr."],
    ["2026-11-24T15:59", "Jetzt geöffnet bis 16:00 Uhr."],
    ["2026-11-24T16:00", "Gerade geschlossen. Wieder da: morgen ab 07:00 Uhr."],
    ["2026-11-24T06:59", "Gerade geschlossen. Wieder da: heute ab 07:00 Uhr."],
    ["2026-11-27T18:00", "Gerade geschlossen. Wieder da: Montag ab 07:00 Uhr."],
    ["2026-11-29T23:59", "Gerade geschlossen. Wieder da: morgen ab 07:00 Uhr."],
    // Christmas: two holidays, then the weekend.
    ["2026-12-24T16:00", "Gerade geschlossen. Wieder da: Montag ab 07:00 Uhr."],
    // Repentance day is a holiday in Saxony only.
    ["2026-11-18T10:00", "Gerade geschlossen. Wieder da: morgen ab 07:00 Uhr."],
  ])("%s: %s", (now, sentence) => {
    expect(openingSentence(firm(weekdays), now)).toBe(sentence);
  });

  test("a holiday of one state is a working day in the other", () => {
    expect(openingSentence({ ...firm(weekdays), state: "HH" }, "2026-11-18T10:00")).toBe(
      "Jetzt geöffnet bis 16:00 Uhr.",
    );
  });

  test("who is away for longer says the date", () => {
    const closed = [{ from: "2026-12-28", to: "2027-01-08" }];
    expect(openingSentence(firm(weekdays, closed), "2026-12-28T08:00")).toBe(
      "Gerade geschlossen. Wieder da: Montag, 11. Januar, ab 07:00 Uhr.",
    );
  });

  test("open once a week, and the day has just passed: next week, with its date", () => {
    expect(openingSentence(firm([span(3, "08:00", "10:00")]), "2026-11-25T11:00")).toBe(
      "Gerade geschlossen. Wieder da: Mittwoch, 2. Dezember, ab 08:00 Uhr.",
    );
  });

  test("a lunch break is a break", () => {
    const hours = [span(1, "13:00", "17:00"), span(1, "08:00", "12:00")];
    expect(openingSentence(firm(hours), "2026-11-23T12:30")).toBe("Gerade geschlossen. Wieder da: heute ab 13:00 Uhr.");
    expect(hoursTable(hours)).toEqual([{ days: "Montag", times: "08:00 bis 12:00 und 13:00 bis 17:00" }]);
  });

  test("a firm that names no hours promises none", () => {
    expect(openingSentence(firm([]), "2026-11-23T08:00")).toBeUndefined();
    expect(hoursTable([])).toEqual([]);
  });

  test("days in a row with the same hours are one line", () => {
    expect(hoursTable([...weekdays, span(6, "08:00", "12:00")])).toEqual([
      { days: "Montag bis Freitag", times: "07:00 bis 16:00" },
      { days: "Samstag", times: "08:00 bis 12:00" },
    ]);
  });
});
