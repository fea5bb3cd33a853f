import { ascii, concat, latin1, startsWith } from "./byte-view.ts";

/**
 * The little we need of Exif (TIFF inside pictures): which way is up, and the names of what was in it.
 * Source: CIPA DC-008 (Exif 3.0), TIFF 6.0.
 */
export interface ExifFacts {
  /** 1 to 8; 1 when absent or nonsense. */
  readonly orientation: number;
  /** `Exif:GPSLatitude`, `Exif:Make` …; at least `Exif`. */
  readonly tags: readonly string[];
}

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x010e, "ImageDescription"],
  [0x010f, "Make"],
  [0x0110, "Model"],
  [0x0131, "Software"],
  [0x0132, "DateTime"],
  [0x013b, "Artist"],
  [0x013c, "HostComputer"],
  [0x8298, "Copyright"],
  [0x9003, "DateTimeOriginal"],
  [0x9004, "DateTimeDigitized"],
  [0x927c, "MakerNote"],
  [0x9286, "UserComment"],
  [0xa420, "ImageUniqueID"],
  [0xa430, "CameraOwnerName"],
  [0xa431, "BodySerialNumber"],
  [0xa433, "LensMake"],
  [0xa434, "LensModel"],
  [0xa435, "LensSerialNumber"],
]);
const GPS_NAMES: ReadonlyMap<number, string> = new Map([
  [2, "GPSLatitude"],
  [4, "GPSLongitude"],
  [6, "GPSAltitude"],
  [7, "GPSTimeStamp"],
  [29, "GPSDateStamp"],
]);
const EXIF_POINTER = 0x8769;
const GPS_POINTER = 0x8825;
const ORIENTATION = 0x0112;

/** `tiff` may start with `Exif\0\0`. Never throws: what cannot be read has no orientation and the name `Exif`. */
export function readExif(tiff: Uint8Array): ExifFacts {
  const body = startsWith(tiff, "Exif\0\0") ? tiff.subarray(6) : tiff;
  const order = latin1(body, 0, 2);
  if (order !== "II" && order !== "MM") return { orientation: 1, tags: ["Exif"] };
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const little = order === "II";
  const found = { orientation: 1, tags: ["Exif"] };
  const pending: { at: number; names: ReadonlyMap<number, string> }[] = [{ at: read32(view, 4, little), names: NAMES }];
  // IFD0, the Exif IFD and the GPS IFD; a file that points in circles ends after a few.
  for (let i = 0; i < pending.length && i < 6; i += 1) {
    const ifd = pending[i];
    if (ifd !== undefined) readIfd(view, ifd.at, little, ifd.names, found, pending);
  }
  return found;
}

function readIfd(
  view: DataView,
  at: number,
  little: boolean,
  names: ReadonlyMap<number, string>,
  found: { orientation: number; tags: string[] },
  pending: { at: number; names: ReadonlyMap<number, string> }[],
): void {
  const count = read16(view, at, little);
  for (let i = 0; i < count && at + 2 + i * 12 + 12 <= view.byteLength; i += 1) {
    const entry = at + 2 + i * 12;
    const tag = read16(view, entry, little);
    const name = names.get(tag);
    if (name !== undefined) found.tags.push(`Exif:${name}`);
    if (names !== NAMES) continue;
    if (tag === EXIF_POINTER) pending.push({ at: read32(view, entry + 8, little), names: NAMES });
    if (tag === GPS_POINTER) pending.push({ at: read32(view, entry + 8, little), names: GPS_NAMES });
    const value = read16(view, entry + 8, little);
    if (tag === ORIENTATION && value >= 1 && value <= 8) found.orientation = value;
  }
}

function read16(view: DataView, at: number, little: boolean): number {
  return at >= 0 && at + 2 <= view.byteLength ? view.getUint16(at, little) : 0;
}

function read32(view: DataView, at: number, little: boolean): number {
  return at >= 0 && at + 4 <= view.byteLength ? view.getUint32(at, little) : 0;
}

/** A TIFF that says which way is up and nothing else (26 bytes). */
export function orientationOnly(orientation: number): Uint8Array {
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  return concat([ascii("MM\0*"), Uint8Array.from([0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0])]);
}
