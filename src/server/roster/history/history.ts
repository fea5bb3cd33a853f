import { germanDay } from "../../retention/calendar-day.ts";
import { clockOf, dayOf, type LocalTime } from "../../working-time/zone.ts";

export type HistoryVerb =
  | "planned"
  | "changed"
  | "removed"
  | "published"
  | "answered"
  | "swap-proposed"
  | "swap-accepted"
  | "swap-done"
  | "swap-ended";

export interface HistoryDetails {
  readonly start: LocalTime;
  readonly end: LocalTime;
  readonly before?: { readonly start: LocalTime; readonly end: LocalTime; readonly memberId: string };
  /** Why it was planned although a check asked, with the rules that asked. */
  readonly reason?: string;
  readonly rules?: readonly string[];
  /** Answer, or how a swap ended. */
  readonly outcome?: string;
  /** The other one of a swap. */
  readonly otherId?: string;
}

const outcomes: Readonly<Record<string, string>> = {
  seen: "gesehen",
  fits: "passt",
  not: "geht nicht",
  reservation: "mit Vorbehalt",
  declined: "abgelehnt",
  withdrawn: "zurückgezogen",
  refused: "nicht freigegeben",
};

/** "24.11.2026 07:00–16:00", with the second day where it ends on another. */
function timesText(start: LocalTime, end: LocalTime): string {
  const last = dayOf(end) === dayOf(start) ? "" : `${germanDay(dayOf(end))} `;
  return `${germanDay(dayOf(start))} ${clockOf(start)}–${last}${clockOf(end)}`;
}

/** One line of the history. @param nameOf whoever a line names besides the person it is about */
export function historySentence(
  verb: HistoryVerb,
  details: HistoryDetails,
  nameOf: (memberId: string) => string,
): string {
  const times = timesText(details.start, details.end);
  const outcome = outcomes[details.outcome ?? ""] ?? "";
  const other = details.otherId === undefined ? "jemandem" : nameOf(details.otherId);
  const sentences: Readonly<Record<HistoryVerb, string>> = {
    planned: `eingeplant: ${times}`,
    changed: `geändert: ${times}`,
    removed: `gestrichen: ${times}`,
    published: `mitgeteilt: ${times}`,
    answered: `geantwortet (${outcome}): ${times}`,
    "swap-proposed": `zum Tausch angeboten: ${times}`,
    "swap-accepted": `Tausch mit ${other} zugesagt: ${times}`,
    "swap-done": `an ${other} abgegeben: ${times}`,
    "swap-ended": `Tausch ${outcome}: ${times}`,
  };
  const { before } = details;
  const was = before ? `, vorher ${timesText(before.start, before.end)}` : "";
  const who = before && details.otherId !== undefined && verb === "changed" ? `, vorher bei ${other}` : "";
  const why = details.reason ? `. Grund: ${details.reason} (${(details.rules ?? []).join(", ")})` : "";
  return `${sentences[verb]}${was}${who}${why}`;
}
