import sharp from "sharp";
import { isDecoded, maxPixels } from "./media-types.ts";

// libvips opens only what we name: every other loader (SVG, TIFF, PDF, HEIC …) is switched off for the process (V44, V45).
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpegBuffer",
    "VipsForeignLoadPngBuffer",
    "VipsForeignLoadWebpBuffer",
    "VipsForeignLoadNsgifBuffer",
  ],
});
// One picture keeps one core busy at most; the other serves people.
sharp.concurrency(1);
sharp.cache(false);

const maxSeconds = 5;
const edge = 480;

export interface Picture {
  /** Upright, as people see it. */
  readonly width: number;
  readonly height: number;
  /** WebP, at most 480 pixels on the longer side; undefined when it could not be made. */
  readonly thumbnail: Uint8Array | undefined;
}

/** Size and thumbnail of a picture; undefined when it cannot be read (a broken or unknown picture stays a download). */
export async function readPicture(bytes: Uint8Array, mimeType: string): Promise<Picture | undefined> {
  if (!isDecoded(mimeType)) return undefined;
  try {
    const { width, height, orientation = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    const turned = orientation >= 5;
    const size = { width: turned ? height : width, height: turned ? width : height };
    return { ...size, thumbnail: width * height > maxPixels ? undefined : await thumbnailOf(bytes) };
  } catch {
    return undefined;
  }
}

async function thumbnailOf(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    // pages: 1 — of a moving picture only the first frame is decoded.
    const image = sharp(bytes, { limitInputPixels: maxPixels, failOn: "none", sequentialRead: true, pages: 1 });
    return await image
      .timeout({ seconds: maxSeconds })
      .autoOrient()
      .resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 72 })
      .toBuffer();
  } catch {
    return undefined;
  }
}
