import { language } from "../i18n/language.ts";
import { inZone } from "../i18n/zone.ts";

/** "24.11.2026" or "24 Nov 2026" from an ISO day or time. */
export function dayText(iso: string): string {
  const zone = iso.length === 10 ? { timeZone: "UTC" } : inZone();
  const locale = language() === "de" ? "de-DE" : "en-GB";
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", ...zone }).format(new Date(iso));
}
