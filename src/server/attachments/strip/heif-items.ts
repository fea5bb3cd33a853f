import { concat, latin1, sameBytes, u16be, u32be, uintBe } from "./byte-view.ts";
import { orientationOnly, readExif } from "./exif.ts";
import { type Box, blank, boxesIn, boxName, childOf, clearHandler } from "./iso-boxes.ts";
import { blankJpegInPlace } from "./jpeg-in-place.ts";
import { emptyProfileAt } from "./strip-icc.ts";
import { addAll, MOST_PIECES } from "./strip-outcome.ts";

/**
 * HEIC and AVIF keep Exif and XMP as items: `iinf` says what each item is, `iloc` where its bytes lie.
 * The bytes are overwritten; the items stay, so nothing else in the file has to change. Source: ISO/IEC 23008-12.
 * False: the tables are damaged, so nobody knows where the metadata lies.
 */
export function stripPictureMeta(bytes: Uint8Array, meta: Box, removed: Set<string>): boolean {
  const children = boxesIn(bytes, meta.body + 4, meta.end);
  if (children === undefined) return false;
  for (const box of children) {
    if (box.type === "hdlr") addAll(removed, clearHandler(bytes, box));
    else if (!NEEDED.has(box.type) && blank(bytes, box)) removed.add(boxName(box));
  }
  stripProperties(bytes, childOf(bytes, meta, "iprp", 4), removed);
  const items = readItems(bytes, childOf(bytes, meta, "iinf", 4));
  const places = readPlaces(bytes, childOf(bytes, meta, "iloc", 4), childOf(bytes, meta, "idat", 4));
  if (items === undefined || places === undefined) return false;
  const most = { left: MOST_PIECES };
  // Items lie beside each other: together they cannot be longer than the file.
  let length = 0;
  for (const { id, what } of items) {
    if (what === "picture") continue;
    for (const { start, end } of places.get(id) ?? []) {
      length += end - start;
      if (end > bytes.length || end < start || length > bytes.length) return false;
      if (!eraseExtent(bytes, what, { start, end }, removed, most)) return false;
    }
  }
  return true;
}

/** What says where the pictures lie and how they are put together. Whatever else stands here describes them. */
const NEEDED: ReadonlySet<string> = new Set("pitm iinf iloc iprp iref idat dinf grpl ipro".split(" "));

/** Properties are counted, so an emptied one keeps its place in the row. */
const DESCRIBING: ReadonlySet<string> = new Set(["udes", "crtt", "mdft", "uuid"]);

function stripProperties(bytes: Uint8Array, iprp: Box | undefined, removed: Set<string>): void {
  const ipco = childOf(bytes, iprp, "ipco");
  for (const box of ipco === undefined ? [] : (boxesIn(bytes, ipco.body, ipco.end) ?? [])) {
    if (DESCRIBING.has(box.type) && blank(bytes, box)) removed.add(boxName(box));
    // Its first four letters say of what kind: colours by number, or a whole profile.
    if (box.type === "colr") addAll(removed, emptyProfileAt(bytes, box.body + 4, box.end));
  }
}

interface Item {
  readonly id: number;
  readonly what: "exif" | "text" | "jpeg" | "picture";
}

function readItems(bytes: Uint8Array, iinf: Box | undefined): readonly Item[] | undefined {
  if (iinf === undefined) return [];
  const entries = boxesIn(bytes, iinf.body + (bytes[iinf.body] === 0 ? 6 : 8), iinf.end);
  return entries?.filter((box) => box.type === "infe").map((box) => readItem(bytes, box));
}

function readItem(bytes: Uint8Array, box: Box): Item {
  const version = bytes[box.body] ?? 0;
  const wide = version === 3;
  const id = (wide ? u32be(bytes, box.body + 4) : u16be(bytes, box.body + 4)) ?? 0;
  const typeAt = box.body + (wide ? 10 : 8);
  // Before version 2 every item is a MIME item.
  const type = version < 2 ? "mime" : latin1(bytes, typeAt, typeAt + 4);
  if (type === "Exif") return { id, what: "exif" };
  if (type === "mime" || type === "uri ") return { id, what: "text" };
  return { id, what: type === "jpeg" ? "jpeg" : "picture" };
}

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Reads numbers one after the other; `broken` once it ran out of the box. */
function reader(bytes: Uint8Array, from: number, to: number) {
  let at = from;
  return {
    broken: false,
    next(size: number): number {
      const value = at + size <= to ? uintBe(bytes, at, size) : undefined;
      if (value === undefined) this.broken = true;
      at += size;
      return value ?? 0;
    },
  };
}

function readPlaces(bytes: Uint8Array, iloc: Box | undefined, idat: Box | undefined) {
  const places = new Map<number, readonly Extent[]>();
  if (iloc === undefined) return places;
  const version = bytes[iloc.body] ?? 0;
  const read = reader(bytes, iloc.body + 4, iloc.end);
  const sizes = read.next(2);
  const [offsetSize, lengthSize, baseSize] = [(sizes >> 12) & 15, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version > 0 ? sizes & 15 : 0;
  const count = read.next(version === 2 ? 4 : 2);
  let most = MOST_PIECES;
  for (let i = 0; i < count && !read.broken; i += 1) {
    const id = read.next(version === 2 ? 4 : 2);
    const method = version > 0 ? read.next(2) & 15 : 0;
    const elsewhere = read.next(2) !== 0;
    const base = read.next(baseSize) + (method === 1 ? (idat?.body ?? 0) : 0);
    const extents: Extent[] = [];
    for (let left = read.next(2); left > 0 && !read.broken; left -= 1) {
      most -= 1;
      if (most < 0) return undefined;
      read.next(indexSize);
      const start = base + read.next(offsetSize);
      const length = read.next(lengthSize);
      // No length: all of it. Then the end is not known here, and `end` before `start` says so.
      extents.push({ start, end: length === 0 ? -1 : start + length });
    }
    // Method 2 builds items out of other items; a data reference points to another file. Neither is seen in pictures.
    if (method < 2 && !elsewhere) places.set(id, extents);
    else places.set(id, [{ start: 0, end: -1 }]);
  }
  return read.broken ? undefined : places;
}

/** False: a JPEG of too many pieces. */
function eraseExtent(
  bytes: Uint8Array,
  what: Exclude<Item["what"], "picture">,
  { start, end }: Extent,
  removed: Set<string>,
  most: { left: number },
): boolean {
  if (what === "jpeg") return blankJpegInPlace(bytes, start, end, removed, most);
  const old = bytes.slice(start, end);
  const empty = what === "exif" ? emptyExif(old) : new Uint8Array(old.length).fill(0x20);
  if (sameBytes(old, empty)) return true;
  bytes.set(empty, start);
  addAll(removed, what === "exif" ? readExif(old.subarray(tiffOffset(old))).tags : ["XMP"]);
  return true;
}

/** Four bytes say how far behind them the TIFF starts. */
function tiffOffset(exif: Uint8Array): number {
  return 4 + (u32be(exif, 0) ?? 0);
}

/** As long as the old one: a TIFF that only says which way is up, then zeros. */
function emptyExif(old: Uint8Array): Uint8Array {
  const empty = new Uint8Array(old.length);
  const { orientation } = readExif(old.subarray(tiffOffset(old)));
  const tiff = concat([new Uint8Array(4), orientationOnly(orientation)]);
  if (tiff.length <= empty.length) empty.set(tiff);
  return empty;
}
