import { describe, expect, it, test } from "vitest";
import { instantOf } from "../../time/zone.ts";
import { checkShift } from "./check-shift.ts";
import type { Colleague, Place, ShiftPlan } from "./shift-plan.ts";
import { netHours, workingDays } from "./working-day.ts";

const zone = "Europe/Berlin";
const firm: Place = { zone, state: "SN", minorsWeekend: false };
const plan = (start: string, end: string, kind: ShiftPlan["kind"] = "work", qualification: string | null = null) => ({
  start: instantOf(start, zone),
  end: instantOf(end, zone),
  kind,
  qualification,
});
const adult: Colleague = {
  age: { adult: true, bornOn: null },
  apprentice: false,
  qualifications: ["Gas"],
  endsOn: null,
  shifts: [],
  absences: [],
};
const leonie: Colleague = { ...adult, age: { adult: false, bornOn: "2009-06-01" }, apprentice: true };
const day = plan("2026-11-24T07:00", "2026-11-24T16:00");

type Row = readonly [name: string, shift: ShiftPlan, who: Colleague, found: readonly string[], where?: Place];
const told = (shift: ShiftPlan, who: Colleague, where: Place = firm) =>
  checkShift(shift, who, where).map(({ severity, rule }) => `${severity} ${rule}`);

const rows: Readonly<Record<string, readonly Row[]>> = {
  "an adult": [
    ["works from seven to four without a word", plan("2026-11-24T07:00", "2026-11-24T15:30"), adult, []],
    [
      "may work nine hours with compensation",
      plan("2026-11-24T07:00", "2026-11-24T16:30"),
      adult,
      ["confirm § 3 ArbZG"],
    ],
    ["may work ten hours and a break", plan("2026-11-24T07:00", "2026-11-24T17:45"), adult, ["confirm § 3 ArbZG"]],
    ["never works more than ten", plan("2026-11-24T07:00", "2026-11-24T18:00"), adult, ["refused § 3 ArbZG"]],
    [
      "has the break in a gap between two shifts, and none on top",
      plan("2026-11-24T12:00", "2026-11-24T16:15"),
      { ...adult, shifts: [plan("2026-11-24T07:00", "2026-11-24T11:00")] },
      ["confirm § 3 ArbZG"],
    ],
    [
      "works beside being on call",
      plan("2026-11-24T07:00", "2026-11-24T15:30"),
      { ...adult, shifts: [plan("2026-11-24T00:00", "2026-11-25T00:00", "on_call")] },
      [],
    ],
    ["gets eleven hours of rest before", plan("2026-11-25T03:00", "2026-11-25T10:00"), { ...adult, shifts: [day] }, []],
    [
      "not a minute less",
      plan("2026-11-25T02:59", "2026-11-25T10:00"),
      { ...adult, shifts: [day] },
      ["refused § 5 ArbZG"],
    ],
    ["and after", plan("2026-11-23T14:00", "2026-11-23T20:30"), { ...adult, shifts: [day] }, ["refused § 5 ArbZG"]],
    [
      "has an hour less to rest when summer time begins",
      plan("2026-03-29T07:30", "2026-03-29T12:00"),
      { ...adult, shifts: [plan("2026-03-28T14:00", "2026-03-28T20:00")] },
      ["refused § 5 ArbZG", "confirm § 9 ArbZG"],
    ],
    [
      "has an hour more when it ends",
      plan("2026-10-25T06:00", "2026-10-25T12:00"),
      { ...adult, shifts: [plan("2026-10-24T14:00", "2026-10-24T20:00")] },
      ["confirm § 9 ArbZG"],
    ],
    [
      "may work in two stretches of one day",
      plan("2026-11-24T13:00", "2026-11-24T17:00"),
      { ...adult, shifts: [plan("2026-11-24T08:00", "2026-11-24T12:00")] },
      [],
    ],
    [
      "is on call beside work: that is rest until somebody calls",
      plan("2026-11-24T16:00", "2026-11-25T07:00", "on_call"),
      { ...adult, shifts: [day, plan("2026-11-25T07:00", "2026-11-25T15:00")] },
      [],
    ],
    [
      "is not in two places",
      plan("2026-11-24T12:00", "2026-11-24T15:00"),
      { ...adult, shifts: [plan("2026-11-24T07:00", "2026-11-24T13:00")] },
      ["confirm Doppelt geplant"],
    ],
    [
      "is not planned when not available",
      plan("2026-11-24T07:00", "2026-11-24T15:00"),
      {
        ...adult,
        absences: [{ start: instantOf("2026-11-24T14:00", zone), end: instantOf("2026-11-25T00:00", zone) }],
      },
      ["confirm Verfügbarkeit"],
    ],
    [
      "needs the qualification",
      plan("2026-11-24T07:00", "2026-11-24T15:00", "work", "Elektro"),
      adult,
      ["confirm Qualifikation"],
    ],
    ["has it", plan("2026-11-24T07:00", "2026-11-24T15:00", "work", "Gas"), adult, []],
    [
      "works on Sunday in an emergency only",
      plan("2026-11-29T08:00", "2026-11-29T12:00"),
      adult,
      ["confirm § 9 ArbZG"],
    ],
    ["on a holiday too", plan("2026-11-18T08:00", "2026-11-18T12:00"), adult, ["confirm § 9 ArbZG"]],
    ["is on call on Sunday, marked", plan("2026-11-29T00:00", "2026-11-30T00:00", "on_call"), adult, ["note Feiertag"]],
    [
      "is not planned after the last day",
      plan("2026-12-01T07:00", "2026-12-01T15:00"),
      { ...adult, endsOn: "2026-11-30" },
      ["refused Austritt"],
    ],
    ["but on it", plan("2026-11-30T07:00", "2026-11-30T15:00"), { ...adult, endsOn: "2026-11-30" }, []],
  ],
  "an apprentice of 17": [
    ["works eight hours and an hour of break", plan("2026-11-24T07:00", "2026-11-24T16:00"), leonie, []],
    ["no minute more", plan("2026-11-24T07:00", "2026-11-24T16:01"), leonie, ["refused § 8 JArbSchG"]],
    ["begins at six", plan("2026-11-24T06:00", "2026-11-24T12:00"), leonie, []],
    ["not before", plan("2026-11-24T05:59", "2026-11-24T12:00"), leonie, ["refused § 14 JArbSchG"]],
    ["ends at eight in the evening", plan("2026-11-24T14:00", "2026-11-24T20:00"), leonie, []],
    ["not after", plan("2026-11-24T14:00", "2026-11-24T20:01"), leonie, ["refused § 14 JArbSchG"]],
    [
      "is not on call at night",
      plan("2026-11-24T16:00", "2026-11-25T07:00", "on_call"),
      leonie,
      ["refused § 14 JArbSchG", "refused § 8 JArbSchG"],
    ],
    ["is free on Saturday", plan("2026-11-28T08:00", "2026-11-28T12:00"), leonie, ["refused § 16 JArbSchG"]],
    ["and on Sunday", plan("2026-11-29T08:00", "2026-11-29T12:00"), leonie, ["refused § 17 JArbSchG", "note Feiertag"]],
    [
      "and on holidays",
      plan("2026-11-18T08:00", "2026-11-18T12:00"),
      leonie,
      ["refused § 18 JArbSchG", "note Feiertag"],
    ],
    [
      "and on Christmas Eve from two on",
      plan("2026-12-24T08:00", "2026-12-24T15:00"),
      leonie,
      ["refused § 18 JArbSchG"],
    ],
    ["and on New Year's Eve likewise", plan("2026-12-31T08:00", "2026-12-31T14:01"), leonie, ["refused § 18 JArbSchG"]],
    ["until two it is a working day", plan("2026-12-24T08:00", "2026-12-24T14:00"), leonie, []],
    [
      "works on Saturday where the business has an exception",
      plan("2026-11-28T08:00", "2026-11-28T12:00"),
      leonie,
      [],
      { ...firm, minorsWeekend: true },
    ],
    [
      "on a holiday not even then",
      plan("2026-11-18T08:00", "2026-11-18T12:00"),
      leonie,
      ["refused § 18 JArbSchG", "note Feiertag"],
      { ...firm, minorsWeekend: true },
    ],
    [
      "has twelve hours of rest",
      plan("2026-11-25T06:00", "2026-11-25T12:00"),
      { ...leonie, shifts: [plan("2026-11-24T12:00", "2026-11-24T18:00")] },
      [],
    ],
    [
      "no minute less",
      plan("2026-11-25T06:00", "2026-11-25T12:00"),
      { ...leonie, shifts: [plan("2026-11-24T12:00", "2026-11-24T18:01")] },
      ["refused § 13 JArbSchG"],
    ],
    [
      "works on five days of the week",
      plan("2026-11-28T08:00", "2026-11-28T10:00"),
      { ...leonie, shifts: [23, 24, 25, 26, 27].map((d) => plan(`2026-11-${d}T08:00`, `2026-11-${d}T12:00`)) },
      ["refused § 15 JArbSchG"],
      { ...firm, minorsWeekend: true },
    ],
    [
      "whichever the sixth would be",
      plan("2026-11-29T08:00", "2026-11-29T10:00"),
      { ...leonie, shifts: [23, 24, 25, 26, 27].map((d) => plan(`2026-11-${d}T08:00`, `2026-11-${d}T12:00`)) },
      ["refused § 15 JArbSchG", "note Feiertag"],
      { ...firm, minorsWeekend: true },
    ],
    [
      "has no Saturday before midnight",
      plan("2026-11-27T18:00", "2026-11-28T00:00"),
      leonie,
      ["refused § 14 JArbSchG"],
    ],
    [
      "is treated as one while nobody has entered the age",
      plan("2026-11-28T08:00", "2026-11-28T12:00"),
      { ...leonie, age: { adult: false, bornOn: null } },
      ["refused § 16 JArbSchG"],
    ],
    ["is an adult on the 18th birthday", plan("2027-06-01T21:00", "2027-06-01T23:00"), leonie, []],
  ],
};

describe.each(Object.entries(rows))("%s", (_who, cases) => {
  for (const [name, shift, who, found, where] of cases)
    it(name, () => {
      expect(told(shift, who, where)).toEqual(found);
    });
});

describe("what a check says", () => {
  it("is said in both languages, whatever it is about", () => {
    const cases = Object.values(rows).flat();
    const found = cases.flatMap(([, shift, who, , where]) => checkShift(shift, who, where ?? firm));
    expect(new Set(found.map(({ rule }) => rule)).size).toBeGreaterThan(12);
    for (const { text } of found) {
      expect(text.en).toMatch(/^[A-Z].*[.]$/);
      expect(text.en).not.toMatch(/\b(Die|Der|Unter|Zwischen|Stunden|und|sind|nur|Sonntag|Buß)\b/);
      expect(text.de).not.toBe(text.en);
    }
  });

  it("is one sentence with the number it is about", () => {
    const [finding] = checkShift(plan("2026-11-25T02:00", "2026-11-25T10:00"), { ...adult, shifts: [day] }, firm);
    expect(finding?.text).toEqual({
      de: "Zwischen zwei Arbeitstagen liegen nur 10 Stunden, vorgeschrieben sind 11 Stunden.",
      en: "Between two working days there are only 10 hours, 11 hours are required.",
    });
  });

  it("names the reason why an apprentice without a birth date is planned as a minor", () => {
    const unknown = { ...leonie, age: { adult: false, bornOn: null } };
    expect(checkShift(plan("2026-11-28T08:00", "2026-11-28T12:00"), unknown, firm)[0]?.text.de).toContain(
      "Das Alter ist nicht hinterlegt",
    );
  });
});

test.each([
  ["adult", "13:00", 6],
  ["adult", "13:30", 6],
  ["adult", "16:30", 9],
  ["adult", "17:00", 9.25],
  ["minor", "11:30", 4.5],
  ["minor", "12:00", 4.5],
  ["minor", "13:00", 5.5],
  ["minor", "13:30", 5.5],
] as const)("%s, there from seven to %s: %f hours are work", (who, end, hours) => {
  const [worked] = workingDays([plan("2026-11-24T07:00", `2026-11-24T${end}`)], zone);
  expect(worked && netHours(worked, who)).toBe(hours);
});
