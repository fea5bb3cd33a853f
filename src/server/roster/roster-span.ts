import { Problem } from "../platform/problem.ts";
import { addDays } from "../time/calendar-day.ts";
import { instantOf } from "../time/zone.ts";
import type { Span } from "../working-time/spans.ts";

export interface Days {
  readonly from: string;
  readonly to: string;
}

const mostDays = 62;

/** From the first minute of one day to the last of another, where the business is. */
export function spanOfDays({ from, to }: Days, zone: string): Span {
  if (to < from || to > addDays(from, mostDays))
    throw new Problem("bad-input", { fields: { to: { de: "Höchstens zwei Monate.", en: "Two months at most." } } });
  return { start: instantOf(`${from}T00:00`, zone), end: instantOf(`${addDays(to, 1)}T00:00`, zone) };
}
