import { language } from "../i18n/language.ts";

/** A calendar day as people write it here. */
export const dayText = (day: string): string =>
  new Intl.DateTimeFormat(language() === "de" ? "de-DE" : "en-GB", { dateStyle: "long", timeZone: "UTC" }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
