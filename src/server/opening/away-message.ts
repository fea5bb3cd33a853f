import type { Words } from "../../contract/words.ts";
import { instantOf, type LocalTime } from "../time/zone.ts";
import { type AwayFacts, awayProblem, fillAway } from "./away-text.ts";
import { type Calendar, type Presence, presenceAt } from "./calendar.ts";
import { whenWords } from "./opening-words.ts";

interface Known {
  readonly firm: string;
  readonly timeZone: string;
  readonly calendar: Calendar;
  readonly emergencyPhone: string;
}

/** What fills the gaps of the text at a moment at which the business is closed. */
export const awayFacts = (known: Known, presence: Presence, now: LocalTime): AwayFacts => ({
  firm: known.firm,
  emergencyPhone: known.emergencyPhone,
  opens: presence.kind === "closed" && presence.opens !== undefined ? whenWords(presence.opens, now) : undefined,
});

/** Until when the words stay true: after that moment somebody is there again. */
export const awayUntil = ({ timeZone }: Known, opens: LocalTime): string => instantOf(opens, timeZone).toISOString();

/** How the text would read: now if the business is closed, else when it closes next. */
export function previewAway(
  known: Known,
  text: string,
  now: LocalTime,
): { readonly text: string | undefined; readonly problem: Words | undefined } {
  const presence = presenceAt(known.calendar, now);
  const at = presence.kind === "open" ? presence.until : now;
  const facts = awayFacts(known, presenceAt(known.calendar, at), at);
  const problem = awayProblem(text, facts);
  return { problem, text: problem === undefined ? fillAway(text, facts) : undefined };
}

/** Why nothing can leave although the text is fine: without hours there is no "closed". */
export function calendarProblem(known: Known, now: LocalTime): Words | undefined {
  const presence = presenceAt(known.calendar, now);
  if (presence.kind === "unknown")
    return {
      de: "Trag zuerst eure Öffnungszeiten ein. Ohne sie weiß niemand, wann geschlossen ist.",
      en: "Enter your opening hours first. Without them nobody knows when you are closed.",
    };
  if (presence.kind === "closed" && presence.opens === undefined)
    return {
      de: "Nach dem Kalender ist im nächsten Jahr niemand da. Prüf die geschlossenen Tage.",
      en: "By the calendar nobody is there within the next year. Check the closed days.",
    };
  return undefined;
}
