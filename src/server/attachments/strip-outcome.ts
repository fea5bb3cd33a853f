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

export function unsupported(bytes: Uint8Array): StripOutcome {
  return { kind: "unsupported", bytes, removedTags: [] };
}

/** `after` is only used when something was removed; else the original bytes are handed back. */
export function outcome(before: Uint8Array, after: () => Uint8Array, removed: readonly string[]): StripOutcome {
  if (removed.length === 0) return { kind: "clean", bytes: before, removedTags: [] };
  return { kind: "stripped", bytes: after(), removedTags: [...new Set(removed)] };
}
