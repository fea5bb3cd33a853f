import { startsWith, uintBe } from "./byte-view.ts";
import { MOST_PIECES } from "./strip-outcome.ts";

const NAMES: ReadonlyMap<number, string> = new Map([
  [1, "Padding"],
  [2, "Application"],
  [4, "Comment"],
  [5, "CueSheet"],
  [6, "Picture"],
]);

/**
 * FLAC, taken apart: what describes the sound stays (STREAMINFO, SEEKTABLE: its places count from the first frame), what
 * describes people, places and programs is named in `removed`. Source: RFC 9639, 8.
 * @returns what stays, in its order; undefined when this is not a whole FLAC
 */
export function flacParts(
  bytes: Uint8Array,
  from: number,
  to: number,
  removed: Set<string>,
): readonly Uint8Array[] | undefined {
  if (!startsWith(bytes, "fLaC", from)) return undefined;
  const kept: Uint8Array[] = [];
  let at = from + 4;
  for (let n = 0; n < MOST_PIECES; n += 1) {
    const head = bytes[at];
    const end = at + 4 + (uintBe(bytes, at + 1, 3) ?? to);
    if (head === undefined || end > to) return undefined;
    const type = head & 127;
    if ((n === 0) !== (type === 0)) return undefined;
    if (type === 0 || type === 3) kept.push(bytes.slice(at, end));
    else if (type !== 1 || !bytes.subarray(at + 4, end).every((byte) => byte === 0))
      removed.add(`FLAC:${NAMES.get(type) ?? type}`);
    at = end;
    if ((head & 128) === 0) continue;
    const isFrame = bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xfe) === 0xf8;
    if (!isFrame) return undefined;
    for (const [nth, block] of kept.entries()) block[0] = ((block[0] ?? 0) & 127) | (nth === kept.length - 1 ? 128 : 0);
    return [bytes.subarray(from, from + 4), ...kept, bytes.subarray(at, to)];
  }
  return undefined;
}
