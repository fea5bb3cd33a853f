import { describe, expect, it } from "vitest";
import { checkShift } from "../../src/server/roster/checks/check-shift.ts";
import { wordsFor } from "../../src/web/roster/finding-words.ts";

const morning = { start: new Date("2026-11-25T07:00:00Z"), end: new Date("2026-11-25T13:00:00Z") };
const shift = { ...morning, kind: "work", qualification: null } as const;

/** Everything the checks can have against a person: gone, away, planned already. */
const findings = checkShift(
  shift,
  {
    age: { adult: true, bornOn: null },
    apprentice: false,
    qualifications: [],
    endsOn: "2026-11-20",
    absences: [morning],
    shifts: [shift],
  },
  { zone: "Europe/Berlin", state: "SN", minorsWeekend: false },
);
const said = findings.filter(({ text }) => text.de.includes("Die Person"));

describe("what the checks have against a shift", () => {
  it("is said of the colleague by name, in both languages", () => {
    expect(said).toHaveLength(3);
    for (const finding of said) {
      const { de, en } = wordsFor(finding, { name: "Tarik" });
      expect([de, en].filter((text) => !text.startsWith("Tarik "))).toEqual([]);
    }
    expect(said.map((one) => wordsFor(one, { name: "Tarik" }).de)).toContain(
      "Tarik ist in dieser Zeit nicht verfügbar.",
    );
  });

  it("is said to the reader as you", () => {
    expect(said.map((one) => wordsFor(one, "you").de).filter((text) => !text.startsWith("Du "))).toEqual([]);
  });

  it("stays as it is where nobody is named, or where it is about the day", () => {
    for (const finding of said) expect(wordsFor(finding, undefined)).toBe(finding.text);
    const day = { rule: "§ 5 ArbZG", text: { de: "Nur 9 Stunden.", en: "Only 9 hours." } };
    expect(wordsFor(day, { name: "Tarik" })).toBe(day.text);
  });
});
