import { language } from "../i18n/language.ts";

/** "24.11.2026" or "24 Nov 2026" from an ISO day or time. */
export function dayText(iso: string): string {
  const day = iso.length === 10 ? new Date(`${iso}T12:00:00`) : new Date(iso);
  const options = { day: "2-digit", month: language() === "de" ? "2-digit" : "short", year: "numeric" } as const;
  return new Intl.DateTimeFormat(language() === "de" ? "de-DE" : "en-GB", options).format(day);
}
