// The roster of the demo business: who is there besides those the demo begins with, and what a week looks like.
import type { ShiftKind } from "../../contract/roster.ts";
import type { Role } from "../platform/caller.ts";
import { addDays } from "../time/calendar-day.ts";

export const demoCrews = ["Kolonne Nord", "Kolonne Süd"] as const;

export interface DemoPerson {
  readonly name: string;
  readonly role: Role;
  readonly crew: 0 | 1 | null;
  readonly qualifications: readonly string[];
  /** Years and days before the demo begins; only the apprentice is under 18. */
  readonly bornOn?: "at 17";
}

const person = (
  name: string,
  role: Role,
  crew: DemoPerson["crew"],
  qualifications: readonly string[] = [],
): DemoPerson => ({ name: `${name} (Demo)`, role, crew, qualifications });

/** Those the demo begins with are found by name, the others are entered. */
export const demoPeople: readonly DemoPerson[] = [
  person("Jörg Brandt", "owner", null, ["Gas", "Meister"]),
  person("Sandra Krüger", "office", null),
  person("Uwe Lindner", "office", null),
  person("Mehmet Aydın", "crew_lead", 0, ["Gas", "Elektro"]),
  person("Tarik", "crew", 0, ["Gas"]),
  { ...person("Leonie", "apprentice", 0), bornOn: "at 17" },
  person("Kevin Roth", "crew", 0, ["Gas"]),
  person("Ayşe Demir", "crew", 1, ["Gas", "Elektro"]),
  person("Piotr Nowak", "crew", 1, ["Gas"]),
  person("Jonas Weber", "crew", 1, ["Sanitär"]),
  person("Lukas Hahn", "crew", 1, ["Sanitär"]),
  person("Marlene Vogt", "crew", 1, ["Gas"]),
  person("Ben Fischer", "crew", 0, ["Sanitär"]),
  person("Petra Sommer", "accountant", null),
];

export interface DemoShift {
  readonly name: string;
  readonly kind: ShiftKind;
  readonly start: string;
  readonly end: string;
  readonly place: string;
}

const places = ["Neubau Kaßberg", "Wartung Sonnenberg", "Badumbau Hilbersdorf", "Heizung Altchemnitz"] as const;
/** On call week by week, Monday morning to Monday morning. */
const onCall = ["Kevin Roth (Demo)", "Tarik (Demo)", "Ayşe Demir (Demo)"] as const;

/** Three weeks from a Monday on, and who is on call until its morning. Holidays are left to the checks. */
export function demoShifts(monday: string): DemoShift[] {
  const weeks = onCall.flatMap((name, week) => {
    const first = addDays(monday, week * 7);
    const days = [0, 1, 2, 3, 4].flatMap((day) =>
      demoPeople
        .filter(({ crew }) => crew !== null)
        .map((one, i) => workDay(one, addDays(first, day), day, places[(i + week) % places.length] ?? places[0])),
    );
    return [weekOnCall(name, first), ...days];
  });
  return [weekOnCall(onCall[2], addDays(monday, -7)), ...weeks];
}

function weekOnCall(name: string, first: string): DemoShift {
  const [start, end] = [`${first}T07:00`, `${addDays(first, 7)}T07:00`];
  return { name, kind: "on_call", start, end, place: "Chemnitz und Umgebung" };
}

function workDay({ name, role }: DemoPerson, date: string, weekday: number, place: string): DemoShift {
  const school = role === "apprentice" && weekday === 1;
  if (school) return { name, kind: "training", start: `${date}T08:00`, end: `${date}T14:30`, place: "Berufsschule" };
  const end = role === "apprentice" ? "16:00" : "15:30";
  return { name, kind: "work", start: `${date}T07:00`, end: `${date}T${end}`, place };
}
