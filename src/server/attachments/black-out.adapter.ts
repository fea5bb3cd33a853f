import sharp from "sharp";

/** A rectangle in parts of the upright picture's width and height. */
interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The picture with its marked parts painted black for good: a new picture, nothing of the old one is below. */
export async function blackOutPicture(bytes: Uint8Array, parts: readonly Part[]): Promise<Buffer> {
  const upright = await sharp(bytes, { limitInputPixels: 100_000_000, failOn: "none", pages: 1 })
    .autoOrient()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = upright.info;
  const covers = parts.map((part) => {
    const left = Math.min(width - 1, Math.floor(part.x * width));
    const top = Math.min(height - 1, Math.floor(part.y * height));
    const wide = Math.max(1, Math.min(width - left, Math.ceil(part.width * width)));
    const high = Math.max(1, Math.min(height - top, Math.ceil(part.height * height)));
    const create = { width: wide, height: high, channels: 3 as const, background: "#000000" };
    return { input: { create }, left, top };
  });
  return await sharp(upright.data).composite(covers).toBuffer();
}
