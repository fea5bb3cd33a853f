import { startsWith } from "./byte-view.ts";
import { noPacking, type Packing, upTo } from "./packing.ts";
import { stripGif } from "./strip-gif.ts";
import { stripIso } from "./strip-iso.ts";
import { stripJpeg } from "./strip-jpeg.ts";
import { stripMatroska } from "./strip-matroska.ts";
import { stripOffice } from "./strip-office.ts";
import { stripOgg } from "./strip-ogg.ts";
import { type StripOutcome, unsupported } from "./strip-outcome.ts";
import { isPdf, stripPdf } from "./strip-pdf.ts";
import { stripPng } from "./strip-png.ts";
import { isTagged, stripTagged } from "./strip-tagged.ts";
import { stripWav } from "./strip-wav.ts";
import { stripWebp } from "./strip-webp.ts";

/**
 * PH-1: takes location, device and times out of a file and leaves what it shows exactly as it was: nothing is
 * decoded or encoded anew, so a photo stays the evidence it is (§ 147 Abs. 2 AO). Only the orientation stays, bare.
 * The format is told by the first bytes, never by a name or a declared type. Never throws; see `StripOutcome` for
 * what `unsupported` means. Time and memory grow with the length of the file, not with what it claims to be.
 * @param packing without it an office file and a PDF whose description may be packed away are `unsupported`, and PNG's
 * colours are believed
 */
export function stripMetadata(bytes: Uint8Array, packing: Packing = noPacking): StripOutcome {
  const strip = stripperOf(bytes);
  if (strip === undefined) return unsupported(bytes);
  // A piece of a Buffer is no copy of it, and what is handed in is never written to.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const stripped = strip(plain, upTo(packing, MOST_UNPACKED));
  return stripped.kind === "stripped" ? stripped : { ...stripped, bytes };
}

/** Of all that is packed in one file, and in files within it. */
const MOST_UNPACKED = 300_000_000;

type Stripper = (bytes: Uint8Array, packing: Packing) => StripOutcome;

/** @param within an office file: it may hold another one, which is looked into, and that is enough */
function stripperOf(bytes: Uint8Array, within = false): Stripper | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return stripJpeg;
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return stripPng;
  if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) return stripWebp;
  if (startsWith(bytes, "RIFF") && startsWith(bytes, "WAVE", 8)) return stripWav;
  if (startsWith(bytes, "GIF87a") || startsWith(bytes, "GIF89a")) return stripGif;
  if (startsWith(bytes, "ftyp", 4)) return stripIso;
  if (startsWith(bytes, "OggS")) return stripOgg;
  if (startsWith(bytes, "\x1a\x45\xdf\xa3")) return stripMatroska;
  if (isTagged(bytes)) return stripTagged;
  if (startsWith(bytes, "PK\x03\x04"))
    return (zip, packing) =>
      stripOffice(zip, packing, (part) => {
        const strip = within && startsWith(part, "PK") ? undefined : stripperOf(part, true);
        return strip?.(part, packing) ?? unsupported(part);
      });
  if (isPdf(bytes)) return stripPdf;
  return undefined;
}
