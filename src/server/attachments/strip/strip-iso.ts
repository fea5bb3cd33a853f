import { latin1 } from "./byte-view.ts";
import { stripPictureMeta } from "./heif-items.ts";
import { type Box, blank, boxesIn, boxName, clearHandler, isZero } from "./iso-boxes.ts";
import { clearCompressor, eraseMetadataTrack, isMediaTrack, MOST_TRACKS } from "./iso-tracks.ts";
import { addAll, BEHIND, outcome, type StripOutcome, unsupported } from "./strip-outcome.ts";

/**
 * MP4, MOV, 3GP, M4A and HEIC, HEIF, AVIF. Everything is done in place on a copy of the same length, so every
 * offset stays right and pictures and sound are the same bytes as before.
 */
export function stripIso(bytes: Uint8Array): StripOutcome {
  const copy = bytes.slice();
  const removed = new Set<string>();
  const boxes = boxesIn(copy, 0, copy.length);
  if (boxes === undefined || !hasTables(copy, boxes)) return unsupported(bytes);
  const rest = boxes.at(-1)?.end ?? 0;
  const whole = boxes.every((box) => stripTop(copy, box, boxes, removed));
  if (!whole) return unsupported(bytes);
  if (!isZero(copy, rest, copy.length)) {
    copy.fill(0, rest);
    removed.add(BEHIND);
  }
  return outcome(bytes, () => copy, removed);
}

/** Without the table of contents nobody knows what lies in `mdat`: a film cut short is not called clean. */
function hasTables(bytes: Uint8Array, boxes: readonly Box[]): boolean {
  const needed = isPicture(bytes, boxes[0]) ? "meta" : "moov";
  return boxes[0]?.type === "ftyp" && boxes.some((box) => box.type === needed);
}

const KEEP_TOP: ReadonlySet<string> = new Set(["ftyp", "mdat", "styp", "sidx", "ssix", "mfra"]);

/** False: the box is damaged, so nothing can be said about the file. */
function stripTop(bytes: Uint8Array, box: Box, all: readonly Box[], removed: Set<string>): boolean {
  if (KEEP_TOP.has(box.type)) return true;
  if (box.type === "moov") return stripMovie(bytes, box, all, removed);
  if (box.type === "moof") return stripContainer(bytes, box, removed);
  if (box.type === "meta" && isPicture(bytes, all[0])) return stripPictureMeta(bytes, box, removed);
  if (blank(bytes, box)) removed.add(boxName(box));
  return true;
}

const PICTURE_BRANDS = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "msf1", "avif", "avis"];

function isPicture(bytes: Uint8Array, ftyp: Box | undefined): boolean {
  if (ftyp === undefined) return false;
  const brands = latin1(bytes, ftyp.body, Math.min(ftyp.end, ftyp.body + 256));
  return PICTURE_BRANDS.some((brand) => brands.includes(brand));
}

const KEEP_IN_MOVIE: ReadonlySet<string> = new Set(["mvhd", "trak", "mvex", "iods"]);

function stripMovie(bytes: Uint8Array, movie: Box, all: readonly Box[], removed: Set<string>): boolean {
  const children = boxesIn(bytes, movie.body, movie.end);
  // `cmov`: a compressed movie header, out of use since 2005; it cannot be looked into.
  if (children === undefined || children.some((box) => box.type === "cmov")) return false;
  if (children.filter((box) => box.type === "trak").length > MOST_TRACKS) return false;
  const film = { all, mdats: all.filter((box) => box.type === "mdat"), most: { left: bytes.length } };
  return children.every((box) => {
    if (box.type === "mvhd") return clearTimes(bytes, box, removed);
    if (box.type === "trak") return stripTrack(bytes, box, film, removed);
    if (!KEEP_IN_MOVIE.has(box.type) && blank(bytes, box)) removed.add(boxName(box));
    return true;
  });
}

interface Film {
  readonly all: readonly Box[];
  readonly mdats: readonly Box[];
  /** How many bytes its tracks of metadata may still have in all. */
  readonly most: { left: number };
}

function stripTrack(bytes: Uint8Array, track: Box, { all, mdats, most }: Film, removed: Set<string>): boolean {
  if (isMediaTrack(bytes, track)) {
    addAll(removed, clearCompressor(bytes, track));
    return stripContainer(bytes, track, removed);
  }
  // Action cameras, drones and phones write a position a second into a track of its own.
  // In a film of fragments the places of samples stand elsewhere (`moof`): not followed, so not called clean.
  if (all.some((box) => box.type === "moof")) return false;
  if (!eraseMetadataTrack(bytes, track, mdats, most)) return false;
  blank(bytes, track);
  removed.add("Metadata track");
  return true;
}

const CONTAINERS: ReadonlySet<string> = new Set(["mdia", "minf", "stbl", "traf", "edts"]);
const DROP_INSIDE: ReadonlySet<string> = new Set(["udta", "meta", "uuid", "free", "skip"]);
const TIMED: ReadonlySet<string> = new Set(["tkhd", "mdhd"]);

/** Real files nest five deep; a forged one could nest deeper than the stack. */
const DEEPEST = 12;

function stripContainer(bytes: Uint8Array, parent: Box, removed: Set<string>, depth = 0): boolean {
  const children = boxesIn(bytes, parent.body, parent.end);
  if (children === undefined || depth > DEEPEST) return false;
  return children.every((box) => {
    if (CONTAINERS.has(box.type)) return stripContainer(bytes, box, removed, depth + 1);
    if (TIMED.has(box.type)) return clearTimes(bytes, box, removed);
    if (box.type === "hdlr") addAll(removed, clearHandler(bytes, box));
    if (DROP_INSIDE.has(box.type) && blank(bytes, box)) removed.add(boxName(box));
    return true;
  });
}

/** When it was filmed: two times behind version and flags, 4 bytes each, in version 1 of the box 8. */
function clearTimes(bytes: Uint8Array, box: Box, removed: Set<string>): boolean {
  const length = bytes[box.body] === 1 ? 16 : 8;
  const from = box.body + 4;
  if (from + length > box.end) return false;
  if (isZero(bytes, from, from + length)) return true;
  bytes.fill(0, from, from + length);
  removed.add("CreationTime");
  return true;
}
