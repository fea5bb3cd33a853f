/**
 * A fingerprint by which two texts can be compared without keeping either: the smallest hash of the text's word
 * pairs under 128 different hash functions (MinHash, Broder 1997). The share of equal places estimates the share of
 * pairs that two texts have in common (Jaccard).
 */
const places = 128;
/** MS-1 says similarity 0.9. As Dice's coefficient, the usual one for texts, that is a Jaccard share of 0.9 / 1.1. */
const sameFrom = 0.9 / 1.1;

/** @returns `places` signed 32-bit numbers, from which no text can be read */
export function printOf(text: string): number[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const pairs = words.length < 2 ? words : words.slice(1).map((word, i) => `${words[i]} ${word}`);
  const hashes = (pairs.length === 0 ? [""] : pairs).map(hash);
  return Array.from({ length: places }, (_, place) => Math.min(...hashes.map((h) => mix(h ^ mix(place + 1)))));
}

/** Two prints of `printOf`: are their texts the same but for a few words? */
export function isSameText(a: readonly number[], b: readonly number[]): boolean {
  return a.filter((value, i) => value === b[i]).length >= places * sameFrom;
}

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h | 0;
}

/** Finaliser of MurmurHash3, 32 bit: spreads every bit over all. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}
