// Makes German chat text comparable: one case, one spelling of umlauts, typing errors in telling words mended.
import { editDistance } from "./edit-distance.ts";
import { commonWords, tellingWords } from "./vocabulary.ts";

/** Soft hyphens and other signs without a width: pasted along from a web page, or meant to hide a word. */
const unseen = /[\u00ad\u200b-\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** "R A B A T T" is one word. */
const spaced = /(?<![\p{L}\p{N}])(?:\p{L} ){3,}\p{L}(?![\p{L}\p{N}])/gu;

/** Lower case; ä, ö, ü, ß written out; typographic signs made plain. "Frühjahrs-Aktion" becomes "fruehjahrs-aktion". */
export function fold(text: string): string {
  return text
    .normalize("NFKC")
    .replace(unseen, "")
    .replace(spaced, (word) => word.replaceAll(" ", ""))
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[‐-―−]/g, "-")
    .replace(/[’‘`´]/g, "'")
    .replace(/[„“”«»"*_~]/g, " ");
}

/** No sentence is longer than this for us: the cues' cost stays even whatever is pasted into the field. */
const piece = /.{1,300}(?:\s|$)|.{1,300}/gs;

/** Splits at sentence ends and line breaks; "24. Dezember", "Nr. 5" and "10.30" stay whole. */
export function sentences(text: string): string[] {
  return text
    .split(
      /\n+|(?<=[!?…])\s+|(?<=\p{L}{3}\)?\.)(?<!\b(?:[Mm]tl|[Mm]onatl|[Jj]ährl|[Tt]ägl|[Ww]öchentl|[Ii]nkl|[Ee]xkl|[Zz]zgl|[Aa]bzgl|[Bb]zw|[Gg]gf|[Ee]vtl|[Vv]gl|[Ee]inschl|[Vv]orauss|[Uu]ngef|max|min|Fam|Tel|Pos|Art|Dipl|Ing|Inh)\.)(?!(?<=\b(?:Std|Min|Str|Stk|usw|etc)\.)\s+[\p{Ll}\d])\s+(?!nr\b)|(?<=\d\)\.)\s+(?=\p{Lu})|\s(?=(?:ps|PS|P\.S\.|btw|(?:[Uu]nd )?[Nn]icht vergessen(?=:)|ach (?:ja|und|übrigens)|Ach (?:ja|übrigens))\b)|(?<=\b(?:an|ab|da|zu|um|so|ok|ja|es|er|du|wo|Mo|Di|Mi|Do|Fr|Sa|So)\.)\s+(?=\p{Lu})|(?<=\p{Extended_Pictographic}\ufe0f?)\s+(?=\p{Lu})|(?<=[€%]\.)\s+|(?<=\bKW ?\d{1,2}\.)\s+(?=\p{Lu})|(?<=\b(?:um|gegen|nach|vor) \d{1,2}\.)\s+(?=\p{Lu})(?!(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))|(?<=\d\.)\s+(?=\p{Lu}\p{Ll}+ (?:Sie|wir|uns|Ihnen|Ihr)\b)|(?<=\d\.)\s+(?=(?:Wir|Unsere?[nrms]?|Übrigens|Apropos|Außerdem|PS|Frohe|Schöne|Dazu|Damit|Neu|Jetzt|Nur|Wer|Wie|Haben|Kennen|Bitte|Ihre?|Dürfen|Gerade|Auch|Bei|Und)\b)/u,
    )
    .flatMap((part) => part.match(piece) ?? [])
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Folds a text and mends typing errors in words that decide. */
export function readable(text: string): string {
  return fold(text)
    .replace(/[a-z]{5,}/g, (word) => mend(word))
    .replace(/\s+/g, " ")
    .trim();
}

const byFirstLetter = new Map<string, string[]>();
for (const word of tellingWords) {
  const letter = word.charAt(0);
  byFirstLetter.set(letter, [...(byFirstLetter.get(letter) ?? []), word]);
}
const known: ReadonlySet<string> = new Set([...tellingWords, ...commonWords]);

/** The telling word this one was meant to be, or the word itself. Typing errors seldom hit the first letter. */
function mend(word: string): string {
  if (known.has(word)) return word;
  let best = word;
  let bestDistance = 3;
  for (const candidate of byFirstLetter.get(word.charAt(0)) ?? []) {
    const limit = Math.min(allowedErrors(candidate.length), bestDistance - 1);
    if (limit < 1 || Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word, candidate, limit);
    if (distance <= limit) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

const allowedErrors = (length: number): number => (length >= 10 ? 2 : length >= 6 ? 1 : 0);
