import { language } from "../i18n/language.ts";
import { inZone } from "../i18n/zone.ts";

/** "24.11.2026" or "24 Nov 2026" from an ISO day or time. */
export function dayText(iso: string): string {
  const zone = iso.length === 10 ? { timeZone: "UTC" } : inZone();
  const options = {
    day: "2-digit",
    month: language() === "de" ? "2-digit" : "short",
    year: "numeric",
    ...zone,
  } as const;
  return new Intl.DateTimeFormat(language() === "de" ? "de-DE" : "en-GB", options).format(new Date(iso));
}
