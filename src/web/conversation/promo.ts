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

/** Where the signal words stand in the text, without overlaps. */
export function signalRanges(text: string, signals: readonly string[]): Range[] {
  const lower = text.toLowerCase();
  const ranges: Range[] = [];
  for (const signal of signals) {
    const word = signal.toLowerCase();
    if (word === "") continue;
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
      ranges.push({ start: at, end: at + word.length });
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
