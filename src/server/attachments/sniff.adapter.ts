import { fileTypeFromBuffer } from "file-type";
import { plainType, unknownType } from "./media-types.ts";
import { startsWith, u32be } from "./strip/byte-view.ts";
import { startOfJpeg } from "./strip/strip-jpeg.ts";
import { isPdf } from "./strip/strip-pdf.ts";

/**
 * What the bytes are, by their content (V45). A name or a declared type can lie; text formats such as SVG, HTML
 * and XML have no magic number we trust and stay unknown, so that they are only ever downloaded.
 */
export async function sniffType(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  if (found === undefined) return sniffOdd(bytes);
  if (/^(image\/bmp|video)/.test(found.mime) && isText(bytes)) return sniffOdd(bytes);
  const type = found.mime === "video/webm" && !showsPictures(bytes) ? "audio/webm" : plainType(found.mime);
  return /xml|html|svg|javascript/.test(type) ? sniffOdd(bytes) : type;
}

/** It walks through the parts of a PNG and gives up at a damaged one; of a PDF and of a JPEG it looks at the first byte only. */
function sniffOdd(bytes: Uint8Array): string {
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return "image/png";
  if (isOldFilm(bytes)) return "video/quicktime";
  if (isPdf(bytes)) return "application/pdf";
  return startOfJpeg(bytes) === undefined ? unknownType : "image/jpeg";
}

/** "BMW 320d; …" begins like a bitmap, "Die free …" like a film: those have numbers in their first bytes, a list has none. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, 64).every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);

/** Old cameras begin a QuickTime film with a box of nothing or a preview; behind it may stand where it was taken. */
function isOldFilm(bytes: Uint8Array): boolean {
  const next = u32be(bytes, 0) ?? 0;
  const begins = ["skip", "pnot", "uuid", "junk", "PICT"].some((name) => startsWith(bytes, name, 4));
  return begins && ["ftyp", "moov", "mdat", "free", "skip", "wide"].some((name) => startsWith(bytes, name, next + 4));
}

/** A browser's recorder writes voices into WebM: its tracks stand at the beginning, those of pictures begin with "V_". */
function showsPictures(webm: Uint8Array): boolean {
  const head = Buffer.from(webm.subarray(0, 8192)).toString("latin1");
  return !head.includes("A_") || /V_(VP|AV|MPEG|MS|THEORA|UNCOMP)/.test(head);
}
