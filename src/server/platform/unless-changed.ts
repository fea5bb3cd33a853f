import { isDeepStrictEqual } from "node:util";
import { Problem } from "./problem.ts";

/**
 * Refuses to overwrite what nobody has looked at. A press whose answer was lost finds its own work: that is no conflict.
 * @param was what stood in the form when somebody began to type; undefined: whoever asks does not say
 * @param now what is stored
 * @throws Problem conflict when somebody has changed it since
 */
export function unlessChanged<T>(was: T | undefined, now: T, wanted: T): void {
  if (was === undefined || isDeepStrictEqual(wanted, now) || isDeepStrictEqual(was, now)) return;
  throw new Problem("conflict", {
    detail: {
      de: "Inzwischen hat jemand das geändert. Sieh nach, was jetzt gespeichert ist.",
      en: "Somebody has changed this in the meantime. Look what is saved now.",
    },
  });
}
