import { ascii, concat, latin1, u32le, writeU32le } from "./byte-view.ts";
import { chunkName, readChunks } from "./riff-chunks.ts";
import { BEHIND, MOST_PIECES, outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";

/** What a player needs: the format, how many samples, the samples. */
const KEEP: ReadonlySet<string> = new Set(["fmt ", "fact", "data"]);

/**
 * WAV: who recorded it, where and with what stands in chunks of its own (LIST, bext, iXML, id3 …), which are left out; the
 * samples stay as they are. A length that lies is not mended. Sources: RIFF MCI 1.0 (WAVE), EBU Tech 3285.
 */
export function stripWav(bytes: Uint8Array): StripOutcome {
  const end = 8 + (u32le(bytes, 4) ?? 0);
  const chunks = end > bytes.length ? undefined : readChunks(bytes.subarray(12, end), { left: MOST_PIECES });
  const isSound = ["fmt ", "data"].every((type) => chunks?.filter((chunk) => chunk.type === type).length === 1);
  // Samples in a list, with the silences between them left out.
  const isList = chunks?.some(({ type, content }) => type === "LIST" && latin1(content, 0, 4) === "wavl");
  if (chunks === undefined || !isSound || isList) return unsupported(bytes);
  const kept = chunks.filter(({ type }) => KEEP.has(type));
  const removed = new Set(chunks.filter(({ type }) => !KEEP.has(type)).map(({ type }) => `WAV:${chunkName(type)}`));
  if (end < bytes.length) removed.add(BEHIND);
  return outcome(bytes, () => assemble(kept.map((chunk) => chunk.bytes)), removed);
}

function assemble(kept: readonly Uint8Array[]): Uint8Array {
  const file = concat([ascii("RIFF\0\0\0\0WAVE"), ...kept]);
  writeU32le(file, 4, file.length - 8);
  return file;
}
