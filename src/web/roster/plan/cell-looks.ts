import type { PlannedShift } from "../../../contract/roster.ts";
import { clockOf, dayOf, spanText } from "../days.ts";
import { answerIcon, kindIcon } from "../shift-words.ts";
import { t } from "../t.ts";
import type { CellLook, ChipLook } from "./draw-cells.ts";
import { type Cell, shortHours } from "./planner.svelte.ts";

interface Column {
  readonly column: number;
  readonly day: string;
  readonly isFree: boolean;
  readonly isToday: boolean;
  readonly left: number;
  readonly width: number;
}

/** What one person has on one day, as it is drawn. @param words kind, state and answer of a shift, in words */
export function cellLook(
  { column, day, isFree, isToday, left, width }: Column,
  { shifts, absence }: Cell,
  compact: boolean,
  words: (shift: PlannedShift) => string,
): CellLook {
  const said = shifts.map((shift) =>
    [goesOn(shift, day) ? t("chip.on") : spanText(shift.start, shift.end), words(shift), shift.place]
      .filter((part) => part !== "")
      .join(", "),
  );
  return {
    column,
    day,
    left,
    width,
    classes: `cell${isFree ? " off" : ""}${isToday ? " today" : ""}`,
    label: [...(absence ? [t("absence.word")] : []), ...said].join("; "),
    away: absence ? t(compact ? "absence.short" : "absence.word") : "",
    chips: shifts.map((shift) => chipLook(shift, day, compact)),
  };
}

/** Pixels at the usual size of text, as cells.css draws them: an absence and a line of a shift; a shift with its place below; one with a long place; the edges of a cell. */
const [line, twoLines, threeLines, edges] = [26, 42, 58, 12] as const;

/** How high a cell has to be for everything in it to be read. */
export const cellHeight = ({ shifts, absence }: Cell, day: string, compact: boolean): number =>
  shifts.reduce((sum, shift) => sum + shiftHeight(shift, day, compact), absence ? line : 0) + edges;

function shiftHeight(shift: PlannedShift, day: string, compact: boolean): number {
  const place = placeOf(shift, day, compact);
  if (place === "") return line;
  return isLong(shift, place) ? threeLines : twoLines;
}

/** A duty is for a whole region, and the answer's sign takes from its line what fits beside the name of a site. */
const isLong = ({ kind }: PlannedShift, place: string): boolean => kind === "on_call" && place.length > 16;

const placeOf = (shift: PlannedShift, day: string, compact: boolean): string =>
  compact || goesOn(shift, day) ? "" : shift.place;

const goesOn = (shift: PlannedShift, day: string): boolean => dayOf(shift.start) !== day;

function chipLook(shift: PlannedShift, day: string, compact: boolean): ChipLook {
  const { kind, state, answer, unavailable } = shift;
  const place = placeOf(shift, day, compact);
  const on = goesOn(shift, day);
  const hours = compact ? shortHours(shift) : `${clockOf(shift.start)}–${clockOf(shift.end)}`;
  return {
    id: shift.id,
    classes: `chip ${kind} ${state}${compact ? " compact" : ""}${place === "" ? "" : " two"}${isLong(shift, place) ? " long" : ""}${answer === "not" || unavailable ? " answered-not" : ""}`,
    icon: kind === "work" ? undefined : kindIcon[kind],
    hours: on ? (compact ? "→" : t("chip.on")) : hours,
    place,
    mark: markOf(shift, compact),
  };
}

function markOf({ state, answer, unavailable }: PlannedShift, compact: boolean): ChipLook["mark"] {
  if (unavailable) return { classes: "mark not", icon: "attention" };
  if (state !== "published") return { classes: "mark", text: compact ? "•" : t(`state.${state}`) };
  if (answer === null || (compact && answer === "seen")) return undefined;
  return { classes: `mark ${answer}`, icon: answerIcon[answer] };
}
