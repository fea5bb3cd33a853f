import { describe, expect, test } from "vitest";
import { ascii, concat, writeU32be } from "../../src/server/attachments/byte-view.ts";
import { box, u32 } from "../../src/server/attachments/demo-files.contract.ts";
import { stripMetadata } from "../../src/server/attachments/strip-metadata.ts";

/**
 * V44 and V45, after Mattermost CVE-2021-37865 and Synapse CVE-2024-53863: small files that claim to be huge.
 * Stripping decodes nothing, so what a file claims costs nothing; only its real length does.
 */

const png = (width: number, height: number) => {
  const header = new Uint8Array(25);
  header.set(concat([u32(13), ascii("IHDR"), u32(width, height), Uint8Array.from([8, 6, 0, 0, 0])]));
  return concat([ascii("\x89PNG\r\n\x1a\n"), header, u32(0), ascii("IEND"), u32(0xae426082)]);
};
const gif = (frames: number) => {
  const frame = Uint8Array.from([0x2c, 0, 0, 0, 0, 255, 255, 255, 255, 0, 2, 1, 0, 0]);
  return concat([
    ascii("GIF89a"),
    new Uint8Array(7),
    ...Array<Uint8Array>(frames).fill(frame),
    Uint8Array.from([0x3b]),
  ]);
};
const lyingTable = () => {
  const table = (type: string) => box(type, u32(0, 0xffffffff, 0xffffffff, 0xffffffff));
  const handler = box("hdlr", u32(0, 0), ascii("meta"));
  const stbl = box("stbl", table("stsc"), box("stsz", u32(0, 0xffffffff, 0xffffffff)), table("stco"));
  return concat([box("ftyp", u32(0, 0)), box("moov", box("trak", box("mdia", handler, box("minf", stbl))))]);
};
const lyingItems = () => {
  const iloc = box("iloc", u32(0x01000000), Uint8Array.from([0x88, 0x80, 0xff, 0xff]), new Uint8Array(64).fill(255));
  return concat([box("ftyp", ascii("heic"), u32(0)), box("meta", u32(0), iloc, box("iinf", u32(0xffffffff)))]);
};
const nested = () => {
  const handler = box("mdia", box("hdlr", u32(0, 0), ascii("vide")));
  const heads = Array.from({ length: 100_000 }, (_, i) => concat([u32((100_000 - i) * 8), ascii("mdia")]));
  return concat([box("ftyp", u32(0, 0)), box("moov", box("trak", handler, ...heads))]);
};
const longLength = () => {
  const bytes = png(1, 1).slice();
  writeU32be(bytes, 33, 0xffffffff);
  return bytes;
};

describe("what a file claims costs nothing", () => {
  test.each<[string, () => Uint8Array, string]>([
    ["a PNG of 30,000 by 30,000", () => png(30_000, 30_000), "clean"],
    ["a GIF of 100,000 frames", () => gif(100_000), "clean"],
    ["a PNG chunk of four gigabytes", longLength, "unsupported"],
    ["a film with tables of four thousand million rows", lyingTable, "unsupported"],
    ["a HEIC with places beyond every file", lyingItems, "unsupported"],
    ["boxes in boxes in boxes", nested, "unsupported"],
    [
      "a PDF with a hundred thousand trailers",
      () => ascii(`%PDF-1.7\n${"/Info 1 0 R ".repeat(100_000)}%%EOF`),
      "unsupported",
    ],
    [
      "a PDF with a hundred thousand streams",
      () => ascii(`%PDF-1.7\n${"stream\nendstream ".repeat(100_000)}%%EOF`),
      "clean",
    ],
  ])("%s", (_, make, kind) => {
    const bytes = make();
    const start = performance.now();
    expect(stripMetadata(bytes).kind).toBe(kind);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

test.each(["<svg xmlns='http://www.w3.org/2000/svg'/>", "8BPS\0\x01", "II*\0\x08\0\0\0", "PK\x03\x04", "MZ", ""])(
  "a file that starts with %j is not one we take apart",
  (head) => {
    expect(stripMetadata(concat([ascii(head), new Uint8Array(64)])).kind).toBe("unsupported");
  },
);
