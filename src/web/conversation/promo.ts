/** Sentences of a text with their place; a line break ends a sentence too. */
function sentencesOf(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/[^.!?\n]+(?:[.!?]+(?=\s|$)|[.!?]+|\n|$)\s?/g)) {
    const whole = match[0];
    if (whole.trim() !== "") found.push({ start: match.index, end: match.index + whole.length });
  }
  return found;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

const spelled: Readonly<Record<string, string>> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

/** The text as signals spell it (small letters, "ae" for "ä", one space), and where each letter of it stood. */
function fold(text: string): { folded: string; places: number[] } {
  let folded = "";
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const small = (text[at] ?? "").toLowerCase();
    const plain = spelled[small] ?? small.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s/, " ");
    if (plain === " " && folded.endsWith(" ")) continue;
    folded += plain;
    for (let i = 0; i < plain.length; i += 1) places.push(at);
  }
  return { folded, places };
}

/** Where the signal words stand in the text, without overlaps. */
export function signalRanges(text: string, signals: readonly string[]): Range[] {
  const { folded, places } = fold(text);
  const ranges: Range[] = [];
  for (const signal of signals) {
    const word = fold(signal).folded;
    if (word === "") continue;
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      ranges.push({ start: places[at] ?? 0, end: (places[at + word.length - 1] ?? 0) + 1 });
    }
  }
  ranges.sort((a, b) => a.start - b.start || b.end - a.end);
  return ranges.filter((range, index) => ranges.slice(0, index).every((before) => before.end <= range.start));
}

/** The text without the sentences that hold a signal word (AD-2: what remains is an answer). */
export function withoutPromo(text: string, signals: readonly string[]): string {
  const hits = signalRanges(text, signals);
  const kept = sentencesOf(text)
    .filter((sentence) => !hits.some((hit) => hit.start < sentence.end && hit.end > sentence.start))
    .map((sentence) => text.slice(sentence.start, sentence.end));
  return kept
    .join("")
    .replace(/[ \t]+\n/g, "\n")
    .trim();
}
