// Does a text hold what has no business on a customer's channel (IN-1), or in a room (IN-3)? Read from free German.
import {
  bankCues,
  codeCues,
  colleagueSick,
  type HouseMatter,
  notRoster,
  onPaper,
  rosterCues,
  rosterLine,
  sickCues,
} from "./text/house-cues.ts";
import { fold, sentences } from "./text/normalise.ts";

export type { HouseMatter };

const found = (
  cues: readonly { matter: HouseMatter; pattern: RegExp; unless?: RegExp }[],
  parts: readonly string[],
): HouseMatter | undefined =>
  cues.find(({ pattern, unless }) => parts.some((part) => pattern.test(part) && !unless?.test(part)))?.matter;

/**
 * What of the house's own a text gives away; the gravest first. Undefined: nothing.
 * Pure; a fraction of a millisecond a text, and no longer for a long one.
 */
export function houseMatterOf(text: string): HouseMatter | undefined {
  const parts = foldedSentences(text);
  return (
    found(sickCues, parts) ??
    found(codeCues, parts) ??
    found(
      bankCues,
      parts.filter((part) => hasIban(part) || !onPaper(part)),
    ) ??
    found(rosterCues, parts) ??
    (isRosterTable(text) ? "roster" : undefined)
  );
}

/** A sick note typed into a room, one's own or a colleague's. */
export function isSickNote(text: string): boolean {
  return found([...sickCues, colleagueSick], foldedSentences(text)) !== undefined;
}

const longest = 8_000;
const foldedSentences = (text: string): string[] => sentences(text.slice(0, longest)).map((part) => fold(part).trim());
const hasIban = (part: string): boolean => /\b[a-z]{2}\d{2}( ?[a-z0-9]){11,30}\b/.test(part);

/** Lines of days, names and hours. Whoever is addressed as "Sie" gets a schedule of works, not a roster. */
function isRosterTable(text: string): boolean {
  const lines = text.slice(0, longest).split("\n").map(fold);
  return !lines.some((line) => notRoster.test(line)) && lines.filter((line) => rosterLine.test(line)).length >= 2;
}
