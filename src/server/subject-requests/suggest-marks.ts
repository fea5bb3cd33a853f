// Art. 15(4): the answer must not tell about others. What looks like a third person in a text is suggested for blacking
// out; a member decides. Pure and without a list of names: German writes them with a title or a relation in front.
import type { TextMark } from "../../contract/subject-requests.ts";

/** What belongs to the person who asks, and need not be hidden from them. */
export interface OwnMarks {
  readonly names: readonly string[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

export interface Suggestion extends TextMark {
  readonly why: string;
}

const titles =
  "Frau|Herrn?|Familie|Fam\\.|Eheleute|Nachbar(?:in)?|Mieter(?:in)?|Untermieter(?:in)?|Vermieter(?:in)?|Hausmeister(?:in)?|Eigentümer(?:in)?|Verwalter(?:in)?|Schwester|Bruder|Sohn|Tochter|Mutter|Vater|Oma|Opa|Onkel|Tante|Ehemann|Ehefrau|Lebensgefährt(?:e|in)|Freund(?:in)?|Bekannte[rn]?|Kolleg(?:e|en|in)|Arzt|Ärztin";
const person = new RegExp(
  `(?<![\\p{L}])(?:${titles})\\s+((?:(?:Frau|Herrn?|Dr\\.|Prof\\.|von|van|de)\\s+){0,3}\\p{Lu}[\\p{Ll}'’]+(?:-\\p{Lu}\\p{Ll}+)?(?:\\s+\\p{Lu}\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)?)?)`,
  "gu",
);
/** Only where a run begins: from each of its signs anew a long one would take for ever (V49). */
const email = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const phone = /(?<![\w/.])(?:\+|00|0)[1-9][\d ()/-]{5,18}\d(?!\w|\.\d)/g;
const iban = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g;
const plate = /(?<![\p{L}\d-])[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}[EH]?(?![\p{L}\d])/gu;

const digits = (text: string): string => text.replace(/\D/g, "").replace(/^(00)?49|^0/, "");
const folded = (text: string): string => text.toLowerCase();

/** Places in a text that may speak of somebody else, in order, without overlap. */
export function suggestMarks(text: string, own: OwnMarks): Suggestion[] {
  const ownNames = new Set(
    own.names.flatMap((name) => folded(name).split(/[^\p{L}'’-]+/u)).filter((w) => w.length > 2),
  );
  const ownPhones = new Set(own.phones.map(digits));
  const ownEmails = new Set(own.emails.map(folded));
  const isOwnName = (name: string) => {
    const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word) && !/^(Frau|Herrn?|Dr|Prof)\.?$/.test(word));
    return words.length > 0 && words.every((word) => ownNames.has(folded(word)));
  };
  const found = [
    ...places(text, email, "E-Mail-Adresse", (hit) => ownEmails.has(folded(hit))),
    ...places(text, iban, "Bankverbindung", () => false),
    ...places(text, phone, "Telefonnummer", (hit) => ownPhones.has(digits(hit))),
    ...places(text, plate, "Kennzeichen", () => false),
    ...places(text, person, "Name", isOwnName),
  ];
  const ordered = found.toSorted((a, b) => a.from - b.from || b.to - a.to);
  let end = 0;
  return ordered.filter(({ from, to }) => {
    const free = from >= end;
    end = Math.max(end, to);
    return free;
  });
}

function places(text: string, look: RegExp, why: string, isOwn: (hit: string) => boolean): Suggestion[] {
  return [...text.matchAll(look)].flatMap((match) => {
    const hit = match[1] ?? match[0];
    const from = match.index + match[0].indexOf(hit);
    return isOwn(hit) ? [] : [{ from, to: from + hit.length, why }];
  });
}

const covered = "[geschwärzt]";

/** The text with every marked place covered; without marks all of it. How long the word was is not to be seen either. */
export function blackOut(text: string, marks: readonly TextMark[]): string {
  if (marks.length === 0) return covered;
  return marks
    .toSorted((a, b) => b.from - a.from)
    .reduce((left, { from, to }) => left.slice(0, from) + covered + left.slice(to), text);
}
