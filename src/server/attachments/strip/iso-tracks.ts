import { latin1, u32be, uintBe } from "./byte-view.ts";
import { type Box, boxesIn, childOf, isZero } from "./iso-boxes.ts";

/**
 * Tracks a viewer shows or plays. Anything else is data about the recording, and so are subtitles (`text`, `sbtl`,
 * `subt`, `subp`): drones write position and height of every second into them.
 */
const MEDIA: ReadonlySet<string> = new Set("vide soun clcp tmcd pict auxv hint".split(" "));

/** Films have a handful of tracks; each costs a look at all the others' boxes. */
export const MOST_TRACKS = 200;

export const isMediaTrack = (bytes: Uint8Array, track: Box): boolean => MEDIA.has(kindOf(bytes, track));

function kindOf(bytes: Uint8Array, track: Box): string {
  const handler = childOf(bytes, childOf(bytes, track, "mdia"), "hdlr");
  return handler === undefined ? "" : latin1(bytes, handler.body + 8, handler.body + 12);
}

const tableOf = (bytes: Uint8Array, track: Box): Box | undefined =>
  childOf(bytes, childOf(bytes, childOf(bytes, track, "mdia"), "minf"), "stbl");

/** The description of a picture track names who made the camera and what packed the pictures: 4 letters and 32 bytes. */
export function clearCompressor(bytes: Uint8Array, track: Box): readonly string[] {
  const stsd = kindOf(bytes, track) === "vide" ? childOf(bytes, tableOf(bytes, track), "stsd") : undefined;
  const removed = new Set<string>();
  for (const { body, end } of stsd === undefined ? [] : (boxesIn(bytes, stsd.body + 8, stsd.end) ?? []))
    for (const [from, to] of [
      [body + 12, body + 16],
      [body + 42, body + 74],
    ] as const) {
      if (to > end || isZero(bytes, from, to)) continue;
      bytes.fill(0, from, to);
      removed.add("Compressor");
    }
  return [...removed];
}

/**
 * Overwrites the samples of a track with zeros, wherever its chunk table says they lie inside `mdat`.
 * False when the tables cannot be read, or name a place outside: then nobody knows where the positions are, and a
 * forged table must not blank the structure of the file.
 * @param mdats in the order of the file
 * @param most how many bytes all tracks of the film may still fill; counted down
 */
export function eraseMetadataTrack(
  bytes: Uint8Array,
  track: Box,
  mdats: readonly Box[],
  most: { left: number },
): boolean {
  const table = tableOf(bytes, track);
  const chunks = chunkOffsets(bytes, table);
  const sizes = sampleSizes(bytes, childOf(bytes, table, "stsz"));
  const runs = sampleRuns(bytes, childOf(bytes, table, "stsc"));
  if (chunks === undefined || sizes === undefined || runs === undefined) return false;
  const ranges = chunkRanges(chunks, sizes, runs)?.sort((one, other) => one.from - other.from);
  return ranges !== undefined && fillRanges(bytes, ranges, mdats, most);
}

/** Each byte once, however many chunks name it. */
function fillRanges(
  bytes: Uint8Array,
  ranges: readonly Range[],
  mdats: readonly Box[],
  most: { left: number },
): boolean {
  let home = 0;
  let empty = 0;
  for (const { from, to } of ranges) {
    while ((mdats[home]?.end ?? Infinity) <= from) home += 1;
    const box = mdats[home];
    if (box === undefined || from < box.body || to > box.end) return false;
    const start = Math.max(from, empty);
    if (to <= start) continue;
    most.left -= to - start;
    if (most.left < 0) return false;
    bytes.fill(0, start, to);
    empty = to;
  }
  return true;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Where the chunks lie that hold anything; `undefined` when samples are left that lie nowhere. */
function chunkRanges(chunks: readonly number[], sizes: Sizes, runs: readonly Run[]): Range[] | undefined {
  const ranges: Range[] = [];
  let [sample, run] = [0, 0];
  for (const [index, from] of chunks.entries()) {
    while ((runs[run + 1]?.firstChunk ?? Infinity) <= index + 1) run += 1;
    const count = runs[run]?.samples ?? 0;
    const length = sizes.total(sample, count);
    sample += count;
    if (length > 0) ranges.push({ from, to: from + length });
  }
  return sample < sizes.count ? undefined : ranges;
}

function chunkOffsets(bytes: Uint8Array, table: Box | undefined): readonly number[] | undefined {
  const short = childOf(bytes, table, "stco");
  const box = short ?? childOf(bytes, table, "co64");
  return entries(bytes, box, short === undefined ? 8 : 4, (at) => uintBe(bytes, at, short === undefined ? 8 : 4) ?? 0);
}

/** How many samples a chunk has, from which chunk on. */
interface Run {
  readonly firstChunk: number;
  readonly samples: number;
}

function sampleRuns(bytes: Uint8Array, box: Box | undefined): readonly Run[] | undefined {
  const runs = entries(bytes, box, 12, (at) => ({
    firstChunk: u32be(bytes, at) ?? 0,
    samples: u32be(bytes, at + 4) ?? 0,
  }));
  const ascend = runs?.every((run, i) => run.firstChunk > (runs[i - 1]?.firstChunk ?? 0));
  return ascend ? runs : undefined;
}

interface Sizes {
  readonly count: number;
  total(first: number, count: number): number;
}

function sampleSizes(bytes: Uint8Array, box: Box | undefined): Sizes | undefined {
  const same = box === undefined ? undefined : u32be(bytes, box.body + 4);
  if (box === undefined || same === undefined) return undefined;
  if (same > 0) return { count: u32be(bytes, box.body + 8) ?? 0, total: (_, count) => same * count };
  const list = entries(bytes, { ...box, body: box.body + 4 }, 4, (at) => u32be(bytes, at) ?? 0);
  if (list === undefined) return undefined;
  const total = (first: number, count: number) => list.slice(first, first + count).reduce((sum, size) => sum + size, 0);
  return { count: list.length, total };
}

/** A position every 10 ms for half an hour; longer films do not fit into a message. */
const MOST_ENTRIES = 200_000;

/** A table behind version, flags and count; the count is not believed beyond the box. */
function entries<T>(bytes: Uint8Array, box: Box | undefined, size: number, read: (at: number) => T) {
  const count = box === undefined ? undefined : u32be(bytes, box.body + 4);
  if (box === undefined || count === undefined || count > MOST_ENTRIES || box.body + 8 + count * size > box.end)
    return undefined;
  return Array.from({ length: count }, (_, i) => read(box.body + 8 + i * size));
}
