import { latin1, startsWith, u16be } from "./byte-view.ts";
import { readExif } from "./exif.ts";
import { isZero } from "./iso-boxes.ts";
import { emptyProfileAt } from "./strip-icc.ts";
import { drawsPicture, scanEnd } from "./strip-jpeg.ts";
import { addAll } from "./strip-outcome.ts";

/**
 * A JPEG inside another file (PDF, HEIF), where its length must not change: the metadata segments stay where they
 * are and their content becomes zeros, which every decoder skips.
 * @param removed takes the names of what was emptied
 * @param most how many segments the pictures of the whole file may still have; counted down
 * @returns false when there are more
 */
export function blankJpegInPlace(
  bytes: Uint8Array,
  from: number,
  to: number,
  removed: Set<string>,
  most: { left: number },
): boolean {
  if (bytes[from] !== 0xff || bytes[from + 1] !== 0xd8) return true;
  const picture = bytes.subarray(0, to);
  for (let at = from + 2; at + 4 <= to && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) break;
    most.left -= 1;
    if (most.left < 0) return false;
    const length = u16be(bytes, at + 2) ?? 0;
    const end = at + 2 + length;
    if (length < 2 || end > to) break;
    addAll(removed, blankSegment(bytes, marker, at + 4, end));
    at = marker === 0xda ? scanEnd(picture, end) : end;
  }
  return true;
}

function blankSegment(bytes: Uint8Array, marker: number, from: number, to: number): readonly string[] {
  const payload = bytes.subarray(from, to);
  if (marker === 0xe0 && startsWith(payload, "JFIF\0")) return blankPreview(bytes, from + JFIF_PREVIEW, to);
  if (marker === 0xe2 && startsWith(payload, "ICC_PROFILE\0")) return emptyProfileAt(bytes, from + ICC_HEAD, to);
  if (drawsPicture(marker) || (marker === 0xee && startsWith(payload, "Adobe")) || isZero(bytes, from, to)) return [];
  const names = startsWith(payload, "Exif\0\0")
    ? readExif(payload).tags
    : [marker === 0xfe ? "Comment" : nameOf(payload)];
  bytes.fill(0, from, to);
  return names;
}

/** Its width and height stand behind name, version and density; the preview itself behind those. */
const JFIF_PREVIEW = 12;

function blankPreview(bytes: Uint8Array, from: number, to: number): readonly string[] {
  if (isZero(bytes, from, to)) return [];
  bytes.fill(0, from, to);
  return ["JFIF:Thumbnail"];
}

/** Behind the name and which piece of how many this is. What names a device stands at the beginning of the first. */
const ICC_HEAD = 14;

function nameOf(payload: Uint8Array): string {
  if (startsWith(payload, "http://ns.adobe.com/x")) return "XMP";
  return startsWith(payload, "Photoshop") ? "IPTC" : `APP:${/^[A-Za-z]*/.exec(latin1(payload, 0, 12))?.[0] ?? ""}`;
}
