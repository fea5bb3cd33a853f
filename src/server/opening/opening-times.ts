import type { OpeningTimes } from "../../contract/opening.ts";
import type { Words } from "../../contract/words.ts";
import { addDays } from "../time/calendar-day.ts";

/** Longer holidays than these are a typing mistake. */
const longestDays = 92;

/** Why these times cannot be, in a sentence; undefined: they can. */
export function timesProblem({ hours, closed }: OpeningTimes): Words | undefined {
  if (hours.some(({ from, to }) => to <= from))
    return {
      de: "Eine Öffnungszeit endet, bevor sie beginnt. Über Mitternacht hinweg sind es zwei Zeilen.",
      en: "Opening hours end before they begin. Across midnight they are two lines.",
    };
  if (
    hours.some((one) =>
      hours.some((other) => one !== other && one.day === other.day && one.from < other.to && other.from < one.to),
    )
  )
    return {
      de: "Zwei Öffnungszeiten an einem Tag überschneiden sich.",
      en: "Two opening hours of one day overlap.",
    };
  if (closed.some(({ from, to }) => to < from))
    return {
      de: "Bei den geschlossenen Tagen liegt der letzte vor dem ersten.",
      en: "In the closed days the last one lies before the first.",
    };
  if (closed.some(({ from, to }) => to > addDays(from, longestDays)))
    return {
      de: `Mehr als ${longestDays} geschlossene Tage am Stück gehen nicht.`,
      en: `More than ${longestDays} closed days in a row are not possible.`,
    };
  if (closed.some((one) => closed.some((other) => one !== other && one.from <= other.to && other.from <= one.to)))
    return { de: "Zwei Zeilen mit geschlossenen Tagen überschneiden sich.", en: "Two lines of closed days overlap." };
  return undefined;
}
