import { localDay } from "../i18n/time.ts";
import { momentOf } from "../i18n/zone.ts";

const [minute, halfDay] = [60_000, 12 * 3_600_000];

/**
 * When somebody arrives who says "00:20": today, or tomorrow where they set out before midnight.
 * @returns undefined when that time is over
 */
export function arrivalAt(time: string, now: number): Date | undefined {
  const on = (ahead: number) => momentOf(`${localDay(now, ahead)}T${time}`);
  const today = on(0);
  const at = now - today.getTime() > halfDay ? on(1) : today;
  // The minute that runs is not over.
  return at.getTime() > now - minute ? at : undefined;
}
