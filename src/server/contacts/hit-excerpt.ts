import type { Excerpt } from "../../contract/words.ts";

const word = /[\p{L}\p{M}\p{N}]+/gu;
/** So much stands before the first hit: on a phone the hit itself must still be in the line. */
const lengthBefore = 16;
const length = 140;
/** Hits this near to each other are shown together. */
const nearBy = 60;
/** Each is compared with each: somebody may write a word ten thousand times. */
const mostHits = 200;

export const wordsIn = (text: string): string[] => [...new Set(text.match(word) ?? [])];

/**
 * One line around the place where most of the words stand near each other.
 * @returns undefined when none of them stands there
 */
export function excerptAround(text: string, isMeant: (word: string) => boolean): Excerpt | undefined {
  const line = text.replace(/\s+/g, " ").trim();
  const hits = [...line.matchAll(word)]
    .filter(([said]) => isMeant(said))
    .slice(0, mostHits)
    .map(({ 0: said, index }) => ({ from: index, to: index + said.length, word: said.toLowerCase() }));
  const together = (from: number) =>
    new Set(hits.flatMap((hit) => (hit.from >= from && hit.to <= from + nearBy ? hit.word : []))).size;
  const most = Math.max(...hits.map(({ from }) => together(from)));
  const first = hits.find(({ from }) => together(from) === most);
  if (!first) return undefined;
  const start =
    first.from <= lengthBefore
      ? 0
      : line.slice(0, first.from).indexOf(" ", first.from - lengthBefore - 1) + 1 || first.from;
  const end = endOf(line, start, first.to);
  const before = start === 0 ? "" : "… ";
  const at = before.length - start;
  return {
    text: `${before}${line.slice(start, end).trimEnd()}${end < line.length ? " …" : ""}`.toWellFormed(),
    marks: hits.flatMap(({ from, to }) => (from >= start && to <= end ? [{ from: from + at, to: to + at }] : [])),
  };
}

/** Between two words, if the hit ends before. */
function endOf(line: string, start: number, hitEnd: number): number {
  if (line.length <= start + length) return line.length;
  const space = line.lastIndexOf(" ", start + length);
  return space >= hitEnd ? space : start + length;
}
