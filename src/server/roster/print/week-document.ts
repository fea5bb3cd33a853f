import type { ShiftKind } from "../../../contract/roster.ts";
import type { Words } from "../../../contract/words.ts";
import type { Block, DocumentText } from "../../platform/documents/document.ts";
import { addDays, germanDay } from "../../time/calendar-day.ts";
import { clockOf, dayOf } from "../../time/zone.ts";
import type { Shift } from "../shift.ts";

export interface WeekSheet {
  readonly monday: string;
  readonly issuer: string;
  readonly issuedAt: Date;
  readonly crews: readonly {
    readonly name: string;
    readonly people: readonly { readonly id: string; readonly name: string }[];
  }[];
  readonly shifts: readonly Pick<Shift, "memberId" | "kind" | "localStart" | "localEnd">[];
  readonly absences: readonly { readonly memberId: string; readonly localStart: string; readonly localEnd: string }[];
  readonly holidays: readonly { readonly day: string; readonly name: Words }[];
}

const weekdays = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"] as const;
const kinds: Readonly<Record<ShiftKind, string>> = { work: "", on_call: "Notdienst ", training: "Schulung " };

/** "7–16", "7:30–16": short enough for seven columns. */
const short = (local: string): string => clockOf(local).replace(/^0/, "").replace(":00", "");

/** "7–16" of a shift within a day; of a longer one what this day has of it: "ab 7", nothing, "bis 7". */
function times({ localStart, localEnd }: Pick<Shift, "localStart" | "localEnd">, day: string): string {
  const [first, last] = [dayOf(localStart) === day, dayOf(localEnd) === day];
  if (first && last) return `${short(localStart)}–${short(localEnd)}`;
  if (first) return `ab ${short(localStart)}`;
  return last ? `bis ${short(localEnd)}` : "";
}

/** The published week for the wall, crew by crew. Who is missing is missing: no reason stands anywhere. */
export function weekDocument(sheet: WeekSheet): DocumentText {
  const days = weekdays.map((name, i) => ({ name, day: addDays(sheet.monday, i) }));
  const cell = (memberId: string, day: string): string => {
    const absent = sheet.absences.some(
      (one) => one.memberId === memberId && dayOf(one.localStart) <= day && one.localEnd > `${day}T00:00`,
    );
    const shifts = sheet.shifts
      .filter((one) => one.memberId === memberId && dayOf(one.localStart) <= day && one.localEnd > `${day}T00:00`)
      .map((one) => `${kinds[one.kind]}${times(one, day)}`.trim());
    return [...shifts, ...(absent ? ["nicht verfügbar"] : [])].join(", ");
  };
  const table = (people: WeekSheet["crews"][number]["people"]): Block => ({
    kind: "table",
    head: ["Wer", ...days.map(({ name, day }) => `${name} ${day.slice(8)}.`)],
    rows: people.map((person) => [person.name, ...days.map(({ day }) => cell(person.id, day))]),
  });
  return {
    title: `Dienstplan ab ${germanDay(sheet.monday)}`,
    subtitle: `Woche bis ${germanDay(addDays(sheet.monday, 6))}`,
    language: "de",
    issuedAt: sheet.issuedAt,
    issuer: sheet.issuer,
    blocks: [
      ...(sheet.holidays.length === 0
        ? []
        : [
            {
              kind: "list",
              items: sheet.holidays.map(({ day, name }) => `${germanDay(day)}: ${name.de}`),
            } as const,
          ]),
      ...sheet.crews.flatMap((crew): Block[] => [{ kind: "heading", level: 1, text: crew.name }, table(crew.people)]),
    ],
  };
}
