// Jobs of the demo's business. Every name is made up.
import type { ProjectState, Shows } from "../../contract/projects.ts";
import { addDays } from "../time/calendar-day.ts";
import type { LocalTime } from "../time/zone.ts";
import { holidayName } from "../working-time/holidays.ts";
import { weekdayNumber } from "../working-time/weekday.ts";
import { demoBusiness } from "./demo-business.ts";

export interface DemoPhoto {
  /** What is drawn. */
  readonly scene: "leak" | "fixed" | "plate" | "wall" | "tiles";
  readonly by: string;
  readonly shows: Shows | null;
  /** Minutes after eight. */
  readonly after: number;
}

/** When somebody comes: at the next full hour of a working day, or at eight on the one after today. */
type DemoVisit = "next-hour" | "tomorrow";

interface DemoProject {
  readonly name: string;
  readonly address: string;
  readonly access: string;
  readonly people: readonly string[];
  readonly state: ProjectState;
  readonly visit: DemoVisit | null;
  readonly goes: readonly string[];
  readonly notes: readonly (readonly [by: string, text: string])[];
  readonly photos: readonly DemoPhoto[];
  /** Somebody of a subcontractor. */
  readonly guest?: { readonly name: string; readonly firm: string };
}

export const demoProjects: readonly DemoProject[] = [
  {
    name: "Rohrbruch Kita Sonnenschein (Demo)",
    address: "Lindenweg 12, 09113 Chemnitz",
    access: "",
    people: ["Mehmet", "Tarik"],
    state: "done",
    visit: null,
    goes: [],
    notes: [["Mehmet", "Leitung getauscht, Druckprobe in Ordnung."]],
    photos: [
      { scene: "leak", by: "Mehmet", shows: "before", after: 5 },
      { scene: "fixed", by: "Mehmet", shows: "after", after: 140 },
    ],
  },
  {
    name: "Bad Wagner (Demo)",
    address: "Am Anger 3, 09244 Lichtenau",
    access: "Schlüssel beim Nachbarn, Haus Nr. 5",
    people: ["Mehmet", "Leonie"],
    guest: { name: "Pavel Horák (Demo)", firm: "Fliesen Horák (Demo)" },
    state: "problem",
    visit: "tomorrow",
    goes: ["Mehmet", "Leonie"],
    notes: [["Mehmet", "Die Wand hinter der Dusche ist feucht. Erst mit Familie Wagner sprechen, dann weiter."]],
    photos: [
      { scene: "wall", by: "Leonie", shows: "before", after: 20 },
      { scene: "tiles", by: "Leonie", shows: null, after: 65 },
    ],
  },
  {
    name: "Therme Helga Seidel (Demo)",
    address: "Gartenstraße 4, 09111 Chemnitz",
    access: "Hund im Hof, bitte klingeln. Therme im Keller links.",
    people: ["Tarik", "Leonie", "Mehmet"],
    state: "open",
    visit: "next-hour",
    goes: ["Tarik"],
    notes: [["Sandra", "Elektrode liegt im Lager, Fach 7."]],
    photos: [
      { scene: "plate", by: "Tarik", shows: "type_plate", after: 50 },
      { scene: "leak", by: "Tarik", shows: "before", after: 52 },
      { scene: "fixed", by: "Tarik", shows: "after", after: 110 },
      { scene: "wall", by: "Leonie", shows: null, after: 115 },
    ],
  },
];

/**
 * Nobody comes at one in the morning or on a holiday, whenever the demo is started: who starts it late looks at the next
 * working day.
 */
export function visitAt(visit: DemoVisit, now: LocalTime): LocalTime {
  const today = now.slice(0, 10);
  const next = Number(now.slice(11, 13)) + 1;
  if (visit === "tomorrow") return `${workingDay(addDays(today, 1))}T08:00`;
  if (workingDay(today) !== today || next > 14) return `${workingDay(addDays(today, 1))}T11:00`;
  return `${today}T${String(Math.max(next, 7)).padStart(2, "0")}:00`;
}

/** The day itself, or the next one on which people work where the business is. */
function workingDay(day: string): string {
  const isFree = weekdayNumber(day) > 5 || holidayName(day, demoBusiness.state) !== undefined;
  return isFree ? workingDay(addDays(day, 1)) : day;
}
