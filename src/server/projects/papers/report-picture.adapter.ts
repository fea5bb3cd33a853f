import sharp from "sharp";

/** A photo as a report shows it: upright, small enough to be mailed, in a format every reader opens. */
export async function reportPicture(bytes: Uint8Array): Promise<Uint8Array> {
  const picture = sharp(bytes, { limitInputPixels: 100_000_000, failOn: "none", pages: 1 });
  return await picture
    .autoOrient()
    .resize({ width: 1400, height: 1400, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "#ffffff" })
    .jpeg({ quality: 80 })
    .toBuffer();
}
