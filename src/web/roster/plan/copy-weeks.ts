import { addDays, dayOf } from "../days.ts";

/**
 * Which weeks one may copy from and to, and which are chosen at first. Whoever stands in an empty week wants to fill it
 * with the one before; otherwise the week one sees goes into the next.
 */
export function copyWeeks(shown: string, shifts: readonly { readonly start: string }[]) {
  const next = addDays(shown, 7);
  const isFilled = shifts.some(({ start }) => dayOf(start) >= shown && dayOf(start) < next);
  const mondays = Array.from({ length: 13 }, (_, i) => addDays(shown, (i - 4) * 7));
  return isFilled ? { mondays, from: shown, to: next } : { mondays, from: addDays(shown, -7), to: shown };
}
