/**
 * What became of a file.
 * `stripped`: metadata was taken out. `clean`: there was none, the bytes are the same.
 * `unsupported`: not a format we know, or damaged. Its bytes are untouched and **not proven clean**: the caller must
 * not pass it on as if they were. A damaged file is not mended on purpose: guessing at its structure could leave
 * the location in it and still call it clean.
 */
export interface StripOutcome {
  readonly kind: "stripped" | "clean" | "unsupported";
  readonly bytes: Uint8Array;
  /** Names such as `Exif:GPSLatitude` or `XMP`, each once, never values: they are the proof (PH-1). */
  readonly removedTags: readonly string[];
}

/** The name of what follows the end of a file by its format. */
export const BEHIND = "Trailing data";

/**
 * Segments, chunks or blocks a file may have. Photos have tens, long animations thousands; a file of more is made to
 * cost work, and whoever takes files apart stops there: `unsupported`.
 */
export const MOST_PIECES = 100_000;

export function unsupported(bytes: Uint8Array): StripOutcome {
  return { kind: "unsupported", bytes, removedTags: [] };
}

/** Adds each name; a name that is there already stays once, however often it is found. */
export function addAll(removed: Set<string>, names: readonly string[]): void {
  for (const name of names) removed.add(name);
}

/** A proof is read by people, and a file may make up as many names as it likes. */
const MOST_NAMES = 200;

/** `after` is only used when something was removed; else the original bytes are handed back. */
export function outcome(before: Uint8Array, after: () => Uint8Array, removed: ReadonlySet<string>): StripOutcome {
  if (removed.size === 0) return { kind: "clean", bytes: before, removedTags: [] };
  return { kind: "stripped", bytes: after(), removedTags: [...removed].slice(0, MOST_NAMES) };
}
