// What a contact wrote, made comparable: one case, one spelling of umlauts, words apart from signs and emoji.

import { spelt } from "./answer-spelling.ts";

export interface AnswerText {
  /** Words in order; a compound keeps its hyphen ("not-stopp"). */
  readonly words: readonly string[];
  /** The words with single blanks between and around them. */
  readonly line: string;
  /** The same before its spelling was mended. */
  readonly written: string;
  /** Nothing at all was written. */
  readonly blank: boolean;
  /** The parts between commas and sentence ends, as lines. */
  readonly clauses: readonly string[];
  /** Words inside a sentence with a capital letter: in German, things and names. */
  readonly things: readonly string[];
  /** As they were written. */
  readonly sentences: readonly string[];
  /** The first sentence, as a line. */
  readonly opening: string;
  readonly emoji: readonly string[];
  readonly asks: boolean;
}

const pictures = /\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}]|\ufe0f)*/gu;

const lineOf = (text: string): string => {
  const words = text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
  return ` ${words.join(" ")} `;
};

/** "S T O P P" is one word. */
const joinSpaced = (text: string): string =>
  text.replace(/(?<![\p{L}])(?:\p{L}[ .]){3,}\p{L}(?![\p{L}])/gu, (letters) => letters.replace(/[ .]/g, ""));

const fold = (raw: string): string => {
  const plain = raw
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u200b-\u200c\u2060\ufeff\u00ad]/g, "")
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .replace(/[’‘`´']/g, "")
    .replaceAll("ı", "i")
    .replaceAll("ł", "l");
  // Most texts hold no other letter than these.
  if (!/[^\0-\x7f]/.test(plain)) return plain;
  return plain
    .normalize("NFD")
    .replace(/(\p{L})\p{Mn}+/gu, "$1")
    .normalize("NFC");
};

/** Reads what a contact wrote; beyond 4,000 characters nobody answers a question. */
export function readAnswer(raw: string): AnswerText {
  const folded = fold(raw.slice(0, 4_000));
  const emoji = folded.match(pictures) ?? [];
  const joined = joinSpaced(
    folded
      .replace(pictures, " ")
      .replace(/[‐-―−]/g, "-")
      .replace(/ - /g, ", "),
  );
  const plain = spelt(joined);
  const line = lineOf(plain);
  return {
    words: line.trim() === "" ? [] : line.trim().split(" "),
    line,
    written: lineOf(joined),
    blank: raw.trim() === "",
    clauses: plain
      .split(/[,.;:!?\n()]+/)
      .map(lineOf)
      .filter((clause) => clause.trim() !== ""),
    // Seldom asked for, and dear.
    get things() {
      return (raw.match(/(?<=[\p{L}\p{N},;:] )\p{Lu}[\p{Ll}]+/gu) ?? []).map((thing) => lineOf(fold(thing)));
    },
    sentences: raw
      .slice(0, 4_000)
      .split(/(?<=[.!?\n])\s*/)
      .filter((sentence) => /\p{L}/u.test(sentence)),
    opening: lineOf(plain.trim().split(/[.!?\n]/)[0] ?? ""),
    emoji,
    asks: plain.includes("?"),
  };
}
