import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { readPicture } from "./thumbnail.adapter.ts";

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#888" } });

describe("thumbnails", () => {
  test("a photo held upright is measured upright and made small", async () => {
    const bytes = await picture(1200, 800).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const read = await readPicture(bytes, "image/jpeg");
    expect(read).toMatchObject({ width: 800, height: 1200 });
    const small = await sharp(read?.thumbnail).metadata();
    expect(small).toMatchObject({ format: "webp", width: 320, height: 480 });
    expect(small.exif).toBeUndefined();
  });

  test("a picture too large to decode is kept without a thumbnail (V44)", async () => {
    const bytes = await picture(6_000, 6_000).png().toBuffer();
    const read = await readPicture(bytes, "image/png");
    expect(read).toEqual({ width: 6_000, height: 6_000, thumbnail: undefined });
  });

  test("half a photo still gives a thumbnail of what is there", async () => {
    const bytes = await picture(800, 600).jpeg().toBuffer();
    const read = await readPicture(bytes.subarray(0, bytes.length - 40), "image/jpeg");
    expect(read).toMatchObject({ width: 800, height: 600 });
  });

  test("an SVG, a TIFF and plain nonsense are never decoded, whatever they are called (V45)", async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    );
    expect(await readPicture(svg, "image/png")).toBeUndefined();
    expect(await readPicture(svg, "image/svg+xml")).toBeUndefined();
    const tiff = Buffer.from("49492a0008000000", "hex");
    expect(await readPicture(tiff, "image/jpeg")).toBeUndefined();
    expect(await readPicture(Buffer.from("nichts"), "image/webp")).toBeUndefined();
  });
});
