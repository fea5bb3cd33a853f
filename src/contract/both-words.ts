/**
 * What became of the same words at two places, in one: nothing that was put in is lost, nothing that was taken out comes
 * back. Word by word; what both put in at one spot stands one below the other. Without Zod, for a browser as well.
 * @param base what both began with
 */
export function bothWords(base: string, first: string, second: string): string {
  if (first === base) return second;
  if (second === base) return first;
  const words = pieces(base);
  const changes = [first, second].flatMap((text) => changesOf(words, pieces(text)));
  const [gone, putIn] = [new Set<number>(), new Map<number, string[]>()];
  for (const { from, to, added } of changes) {
    for (let at = from; at < to; at += 1) gone.add(at);
    if (added !== "") putIn.set(from, [...(putIn.get(from) ?? []), added]);
  }
  const all = [...words, ""].flatMap((word, at) => [below(putIn.get(at) ?? []), gone.has(at) ? "" : word]);
  const both = inARow(all);
  // Who types on behind a space still has it.
  return /\s$/.test(second) ? both.trimStart() : both.trim();
}

const pieces = (text: string): readonly string[] => text.match(/\s+|\S+/g) ?? [];

interface Change {
  /** These of the pieces are gone: from the one, up to the other. */
  readonly from: number;
  readonly to: number;
  readonly added: string;
}

/** Around a word that stands once in both, before and behind it apart. @param start where `base` begins in the whole */
function changesOf(base: readonly string[], now: readonly string[], start = 0): readonly Change[] {
  const shorter = Math.min(base.length, now.length);
  let from = 0;
  while (from < shorter && base[from] === now[from]) from += 1;
  let same = 0;
  while (same < shorter - from && base.at(-1 - same) === now.at(-1 - same)) same += 1;
  const [old, fresh] = [base.slice(from, base.length - same), now.slice(from, now.length - same)];
  const at = sharedWord(old, fresh);
  const begin = start + from;
  if (at === undefined) return [{ from: begin, to: begin + old.length, added: fresh.join("") }];
  const there = fresh.indexOf(old[at] ?? "");
  return [
    ...changesOf(old.slice(0, at), fresh.slice(0, there), begin),
    ...changesOf(old.slice(at + 1), fresh.slice(there + 1), begin + at + 1),
  ];
}

/** The one nearest to the middle, so that long texts are halved. */
function sharedWord(old: readonly string[], fresh: readonly string[]): number | undefined {
  const [inOld, inFresh] = [old, fresh].map(countsOf);
  const isShared = (word: string) => /\S/.test(word) && inOld?.get(word) === 1 && inFresh?.get(word) === 1;
  const shared = old.flatMap((word, at) => (isShared(word) ? [at] : []));
  return shared[Math.floor(shared.length / 2)];
}

function countsOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function below([first = "", second = ""]: readonly string[]): string {
  if (second.trim() === "" || first === second) return first;
  return first.trim() === "" ? second : `${first.trimEnd()}\n${second.trimStart()}`;
}

/** Piece by piece: looking at all there is with every further one, a long text would hold up everybody. */
function inARow(all: readonly string[]): string {
  const row: string[] = [];
  for (const one of all) {
    const next = behind(row.at(-1) ?? "", one);
    if (next !== "") row.push(next);
  }
  return row.join("");
}

/** What stood between two words may have gone with a third one. */
function behind(last: string, more: string): string {
  if (last.endsWith("\n") && more.startsWith("\n")) return more.slice(1);
  return /\S$/.test(last) && /^\S/.test(more) ? ` ${more}` : more;
}
