import { ascii, latin1, u32be, uintBe } from "./byte-view.ts";

/**
 * The boxes MP4, QuickTime, 3GP, M4A, HEIF and AVIF are made of. Source: ISO/IEC 14496-12.
 * Boxes are never moved: sample tables and item locations hold offsets into the file. What goes is turned into a
 * `free` box of the same size, filled with zeros.
 */
export interface Box {
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

const MAX_BOXES = 20_000;

/** The boxes between two places; `undefined` when sizes do not fit. A rest of less than a head is ignored. */
export function boxesIn(bytes: Uint8Array, from: number, to: number): readonly Box[] | undefined {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const box = boxAt(bytes, at, to);
    if (box === undefined || boxes.length >= MAX_BOXES) return undefined;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

function boxAt(bytes: Uint8Array, at: number, to: number): Box | undefined {
  const size = u32be(bytes, at) ?? 0;
  const type = latin1(bytes, at + 4, at + 8);
  // 0: up to the end; 1: a 64-bit size follows.
  const length = size === 0 ? to - at : size === 1 ? (uintBe(bytes, at + 8, 8) ?? 0) : size;
  const body = at + (size === 1 ? 16 : 8);
  const end = at + length;
  return body > end || end > to ? undefined : { type, start: at, body, end };
}

export function childOf(bytes: Uint8Array, parent: Box | undefined, type: string, skip = 0): Box | undefined {
  if (parent === undefined) return undefined;
  return boxesIn(bytes, parent.body + skip, parent.end)?.find((box) => box.type === type);
}

/** Empties a box; says whether there was anything to empty. */
export function blank(bytes: Uint8Array, box: Box): boolean {
  const spare = box.type === "free" || box.type === "skip" || box.type === "wide";
  const empty = isZero(bytes, box.body, box.end);
  if (spare && empty) return false;
  if (!spare) bytes.set(ascii("free"), box.start + 4);
  bytes.fill(0, box.body, box.end);
  return true;
}

export function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at] !== 0) return false;
  return true;
}

/** A box in the proof; its type only where it is readable. */
export function boxName({ type }: Box): string {
  if (type === "uuid") return "UUID box";
  return `Box:${/^[\w ]{4}$/.test(type) ? type.trim() : "?"}`;
}

/** Who made the recorder ("GoPro AVC") stands behind what kind of track this is; nothing is played by it. */
export function clearHandler(bytes: Uint8Array, hdlr: Box): readonly string[] {
  const from = hdlr.body + 12;
  if (isZero(bytes, from, hdlr.end)) return [];
  bytes.fill(0, from, hdlr.end);
  return [boxName(hdlr)];
}
