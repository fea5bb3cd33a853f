import type { RequestRow } from "../../contract/subject-requests.ts";
import { language } from "../i18n/language.ts";
import { t } from "./t.ts";

/** "24. Dezember 2026" */
export function dayText(day: string): string {
  const format = new Intl.DateTimeFormat(language() === "en" ? "en-GB" : "de-DE", {
    dateStyle: "long",
    timeZone: "UTC",
  });
  return format.format(Date.parse(`${day}T12:00:00Z`));
}

/** How long there is still, in words. */
export function timeLeft({ daysLeft }: Pick<RequestRow, "daysLeft">): string {
  if (daysLeft === -1) return t("overdue-one");
  if (daysLeft < 0) return t("overdue", { days: -daysLeft });
  if (daysLeft === 0) return t("today");
  return daysLeft === 1 ? t("day-left") : t("days-left", { days: daysLeft });
}
