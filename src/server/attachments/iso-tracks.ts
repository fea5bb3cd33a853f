import { latin1, u32be, uintBe } from "./byte-view.ts";
import { type Box, childOf } from "./iso-boxes.ts";

/** Tracks a viewer shows or plays. Anything else is data about the recording. */
const MEDIA: ReadonlySet<string> = new Set("vide soun text sbtl subt subp clcp tmcd pict auxv hint".split(" "));

export function isMediaTrack(bytes: Uint8Array, track: Box): boolean {
  const handler = childOf(bytes, childOf(bytes, track, "mdia"), "hdlr");
  return handler !== undefined && MEDIA.has(latin1(bytes, handler.body + 8, handler.body + 12));
}

/**
 * Overwrites the samples of a track with zeros, wherever its chunk table says they lie inside `mdat`.
 * False when the tables cannot be read: then nobody knows where the positions are.
 */
export function eraseMetadataTrack(bytes: Uint8Array, track: Box, mdats: readonly Box[]): boolean {
  const table = childOf(bytes, childOf(bytes, childOf(bytes, track, "mdia"), "minf"), "stbl");
  const chunks = chunkOffsets(bytes, table);
  const sizes = sampleSizes(bytes, childOf(bytes, table, "stsz"));
  const runs = sampleRuns(bytes, childOf(bytes, table, "stsc"));
  if (chunks === undefined || sizes === undefined || runs === undefined) return false;
  let sample = 0;
  for (const [index, offset] of chunks.entries()) {
    const count = runs.findLast((run) => run.firstChunk <= index + 1)?.samples ?? 0;
    const length = sizes.total(sample, count);
    sample += count;
    // Only inside `mdat`: a forged table must not blank the structure of the file.
    const home = mdats.find((box) => offset >= box.body && offset < box.end);
    if (home !== undefined) bytes.fill(0, offset, Math.min(offset + length, home.end));
  }
  return true;
}

function chunkOffsets(bytes: Uint8Array, table: Box | undefined): readonly number[] | undefined {
  const short = childOf(bytes, table, "stco");
  const box = short ?? childOf(bytes, table, "co64");
  return entries(bytes, box, short === undefined ? 8 : 4, (at) => uintBe(bytes, at, short === undefined ? 8 : 4) ?? 0);
}

interface Run {
  readonly firstChunk: number;
  readonly samples: number;
}

function sampleRuns(bytes: Uint8Array, box: Box | undefined): readonly Run[] | undefined {
  return entries(bytes, box, 12, (at) => ({ firstChunk: u32be(bytes, at) ?? 0, samples: u32be(bytes, at + 4) ?? 0 }));
}

interface Sizes {
  total(first: number, count: number): number;
}

function sampleSizes(bytes: Uint8Array, box: Box | undefined): Sizes | undefined {
  const same = box === undefined ? undefined : u32be(bytes, box.body + 4);
  if (box === undefined || same === undefined) return undefined;
  if (same > 0) return { total: (_, count) => same * count };
  const list = entries(bytes, { ...box, body: box.body + 4 }, 4, (at) => u32be(bytes, at) ?? 0);
  if (list === undefined) return undefined;
  return { total: (first, count) => list.slice(first, first + count).reduce((sum, size) => sum + size, 0) };
}

/** A table behind version, flags and count; the count is not believed beyond the box. */
function entries<T>(bytes: Uint8Array, box: Box | undefined, size: number, read: (at: number) => T) {
  const count = box === undefined ? undefined : u32be(bytes, box.body + 4);
  if (box === undefined || count === undefined || box.body + 8 + count * size > box.end) return undefined;
  return Array.from({ length: count }, (_, i) => read(box.body + 8 + i * size));
}
