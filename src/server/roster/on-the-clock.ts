import { Problem } from "../platform/problem.ts";
import { instantOf, type LocalTime, localTime } from "../time/zone.ts";

/** The hour that is skipped in spring is refused where somebody types it; a copied week reads it as the next one. */
export function assertOnTheClock({ start, end }: Record<"start" | "end", LocalTime>, zone: string): void {
  const missing = {
    de: "Diese Uhrzeit gibt es an dem Tag nicht: Die Uhr wird vorgestellt.",
    en: "This time does not exist on that day: the clocks go forward.",
  };
  const isShown = (local: LocalTime) => localTime(instantOf(local, zone), zone) === local;
  if (!isShown(start)) throw new Problem("bad-input", { fields: { start: missing } });
  if (!isShown(end)) throw new Problem("bad-input", { fields: { end: missing } });
}
