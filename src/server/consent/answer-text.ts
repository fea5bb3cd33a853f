// What a contact wrote, made comparable: one case, one spelling of umlauts, words apart from signs and emoji.

export interface AnswerText {
  /** Words in order; a compound keeps its hyphen ("not-stopp"). */
  readonly words: readonly string[];
  /** The words with single blanks between and around them. */
  readonly line: string;
  /** The parts between commas and sentence ends, as lines. */
  readonly clauses: readonly string[];
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

export function readAnswer(raw: string): AnswerText {
  const folded = raw
    .slice(0, 4_000)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u200b-\u200c\u2060\ufeff\u00ad]/g, "")
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .replace(/[’‘`´']/g, "");
  const emoji = folded.match(pictures) ?? [];
  const plain = joinSpaced(
    folded
      .replace(pictures, " ")
      .replace(/[‐-―−]/g, "-")
      .replace(/ - /g, ", "),
  );
  const line = lineOf(plain);
  return {
    words: line.trim() === "" ? [] : line.trim().split(" "),
    line,
    clauses: plain
      .split(/[,.;:!?\n()]+/)
      .map(lineOf)
      .filter((clause) => clause.trim() !== ""),
    opening: lineOf(plain.trim().split(/[.!?\n]/)[0] ?? ""),
    emoji,
    asks: plain.includes("?"),
  };
}
