import { describe, expect, test } from "vitest";
import { box, u32 } from "../../src/server/attachments/demo-files.contract.ts";
import { packing } from "../../src/server/attachments/packing.adapter.ts";
import { ascii, concat, writeU32be } from "../../src/server/attachments/strip/byte-view.ts";
import { crc32 } from "../../src/server/attachments/strip/crc32.ts";
import { upTo } from "../../src/server/attachments/strip/packing.ts";
import { stripIso } from "../../src/server/attachments/strip/strip-iso.ts";
import { stripMetadata } from "../../src/server/attachments/strip/strip-metadata.ts";
import { zipOfMembers } from "../../src/server/attachments/strip/zip-members.ts";

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
    ["a GIF of 90,000 frames", () => gif(90_000), "clean"],
    ["a GIF of 200,000 frames", () => gif(200_000), "unsupported"],
    ["a PNG chunk of four gigabytes", longLength, "unsupported"],
    ["a film with tables of four thousand million rows", lyingTable, "unsupported"],
    ["a HEIC with places beyond every file", lyingItems, "unsupported"],
    ["boxes in boxes in boxes", nested, "unsupported"],
    [
      "a PDF with a hundred thousand trailers, each to the same nothing",
      () => ascii(`%PDF-1.7\n${"/Info 1 0 R ".repeat(100_000)}%%EOF`),
      "clean",
    ],
    [
      "a PDF with a hundred thousand trailers, each to another nothing",
      () => ascii(`%PDF-1.7\n${Array.from({ length: 100_000 }, (_, n) => `/Info ${n} 0 R`).join(" ")}%%EOF`),
      "unsupported",
    ],
    [
      "a PDF with a hundred thousand streams",
      () => ascii(`%PDF-1.7\n${"stream\nendstream ".repeat(100_000)}%%EOF`),
      "clean",
    ],
  ])("%s", (_, make, kind) => {
    expect(stripMetadata(make()).kind).toBe(kind);
  });
});

/** 200,000 times the same few bytes: what has so many pieces was made to cost work. */
const many = (...piece: readonly number[]) => {
  const bytes = new Uint8Array(200_000 * piece.length);
  for (let at = 0; at < bytes.length; at += piece.length) bytes.set(piece, at);
  return bytes;
};
const codes = (text: string) => Array.from(text, (sign) => sign.charCodeAt(0));
const little = (value: number) => u32(value).reverse();
const webp = (...chunks: readonly Uint8Array[]) => {
  const body = concat([ascii("WEBP"), ...chunks]);
  return concat([ascii("RIFF"), little(body.length), body]);
};
const jpegInPdf = (...pictures: readonly Uint8Array[]) =>
  concat([
    ascii("%PDF-1.4\n"),
    ...pictures.flatMap((picture) => [ascii("stream\n"), picture, ascii("\nendstream\n")]),
    ascii("%%EOF\n"),
  ]);
const jpeg = (segments: Uint8Array) => concat([Uint8Array.from([0xff, 0xd8]), segments, Uint8Array.from([0xff, 0xd9])]);
const iloc = () => {
  const extents = concat([
    u32(0x01000000),
    Uint8Array.from([0, 0, 0, 9]),
    new Uint8Array(6),
    Uint8Array.from([255, 255]),
  ]);
  const items = Array<Uint8Array>(9).fill(Uint8Array.from([0, 1, 0, 0, 0, 0, 255, 255]));
  const meta = box(
    "meta",
    u32(0),
    box("iloc", extents.subarray(0, 8), ...items, new Uint8Array(8)),
    box("iinf", u32(0, 0)),
  );
  return concat([box("ftyp", ascii("heic"), u32(0)), meta]);
};

describe("a file of too many pieces is taken apart no further", () => {
  test.each<[string, () => Uint8Array]>([
    ["segments of a JPEG", () => jpeg(many(0xff, 0xe1, 0, 2))],
    ["chunks of a PNG", () => concat([png(1, 1).subarray(0, 33), many(0, 0, 0, 0, ...codes("tEXt"), 0, 0, 0, 0)])],
    ["chunks of a WebP", () => webp(many(...codes("JUNK"), 0, 0, 0, 0))],
    [
      "chunks in the frames of a WebP",
      () => webp(many(...codes("ANMF"), 24, ...Array(19).fill(0), ...codes("JUNK"), 0, 0, 0, 0)),
    ],
    [
      "comments of a GIF",
      () => concat([ascii("GIF89a"), new Uint8Array(7), many(0x21, 0xfe, 0), Uint8Array.from([0x3b])]),
    ],
    ["segments of a JPEG in a PDF", () => jpegInPdf(jpeg(many(0xff, 0xe1, 0, 3, 65)))],
    [
      "segments of many JPEGs in a PDF",
      () => jpegInPdf(...Array<Uint8Array>(2).fill(jpeg(many(0xff, 0xe1, 0, 3, 65).subarray(0, 300_000)))),
    ],
    ["places of an item that take no room", iloc],
    [
      "signs of an Info that is defined many times",
      () =>
        ascii(
          `%PDF-1.4\n${`1 0 obj<<${"/".repeat(60_000)}>>endobj\n`.repeat(4)}${"trailer<</Info 1 0 R>>\n".repeat(30)}%%EOF\n`,
        ),
    ],
  ])("%s", (_, make) => {
    expect(stripMetadata(make()).kind).toBe("unsupported");
  });
});

/** An office file of a few hundred bytes, whatever is packed in it. */
const letter = (parts: Readonly<Record<string, string | Uint8Array>>) =>
  zipOfMembers(
    Object.entries({ "[Content_Types].xml": "<a/>", ...parts }).map(([name, content]) => {
      const bytes = typeof content === "string" ? ascii(content) : content;
      const [rawName, packed] = [ascii(name), packing.packRaw(bytes)];
      return { name, rawName, flags: 0, method: 8, crc: crc32(bytes), length: bytes.length, packed };
    }),
  );
const named = { "docProps/core.xml": "<a><dc:creator>A</dc:creator></a>" };

describe("what is packed in a letter is looked at once, and not anew from each of its signs", () => {
  test.each<[string, () => Uint8Array, string]>([
    ["properties that never end", () => letter({ "docProps/core.xml": "<dc:creator>".repeat(200_000) }), "unsupported"],
    ["tags that never end", () => letter({ "docProps/core.xml": "<dc:creator ".repeat(200_000) }), "unsupported"],
    ["properties of ten megabytes", () => letter({ "docProps/app.xml": `<a>${" ".repeat(1e7)}</a>` }), "unsupported"],
    ["fields without a text", () => letter({ ...named, "word/a.xml": "instrText".repeat(200_000) }), "stripped"],
    ["fields in fields", () => letter({ ...named, "word/a.xml": "instrText>".repeat(200_000) }), "stripped"],
  ])("%s", (_, make, kind) => {
    expect(stripMetadata(make(), packing).kind).toBe(kind);
  });

  test("what is packed in all of a file together has an end, however many files it is in", () => {
    const [bundle, part] = [packing.pack(new Uint8Array(60_000)), packing.packRaw(new Uint8Array(60_000))];
    const few = upTo(packing, 200_000);
    expect(few.unpack(bundle, 64_000)?.bytes.length).toBe(60_000);
    expect(few.unpackRaw(part, 60_000)?.length).toBe(60_000);
    // Damaged: it cost as much as it could have become.
    expect(few.unpackRaw(part, 59_000)).toBeUndefined();
    expect([few.unpack(bundle, 64_000), few.unpackRaw(part, 60_000)]).toEqual([undefined, undefined]);
  });
});

/** Counts the bytes that are overwritten: a copy of it is one too. */
class Counted extends Uint8Array {
  static filled = 0;
  override fill(value: number, start = 0, end = this.length): this {
    Counted.filled += end - start;
    return super.fill(value, start, end);
  }
}

test("samples that are named many times are overwritten once", () => {
  const [entries, size] = [1_000, 10_000];
  const ftyp = box("ftyp", ascii("isom"), u32(0));
  const offsets = Array<number>(entries).fill(ftyp.length + 8);
  const stbl = box(
    "stbl",
    box("stsc", u32(0, 1, 1, 1, 1)),
    box("stsz", u32(0, size, entries)),
    box("stco", u32(0, entries, ...offsets)),
  );
  const track = box("trak", box("mdia", box("hdlr", u32(0, 0), ascii("meta")), box("minf", stbl)));
  const film = concat([ftyp, box("mdat", new Uint8Array(size).fill(1)), box("moov", track)]);
  expect(stripIso(new Counted(film)).kind).toBe("stripped");
  expect(Counted.filled).toBeLessThanOrEqual(film.length);
});

test("tracks that share their samples are not followed for ever", () => {
  const before = box("ftyp", ascii("isom"), u32(0));
  const stbl = box(
    "stbl",
    box("stsc", u32(0, 1, 1, 1, 1)),
    box("stsz", u32(0, 900, 1)),
    box("stco", u32(0, 1, before.length + 8)),
  );
  const track = box("trak", box("mdia", box("hdlr", u32(0, 0), ascii("meta")), box("minf", stbl)));
  const film = (tracks: number) =>
    concat([before, box("mdat", new Uint8Array(900)), box("moov", ...Array<Uint8Array>(tracks).fill(track))]);
  expect([stripMetadata(film(1)).kind, stripMetadata(film(201)).kind]).toEqual(["stripped", "unsupported"]);
});

test.each(["<svg xmlns='http://www.w3.org/2000/svg'/>", "8BPS\0\x01", "II*\0\x08\0\0\0", "PK\x03\x04", "MZ", ""])(
  "a file that starts with %j is not one we take apart",
  (head) => {
    expect(stripMetadata(concat([ascii(head), new Uint8Array(64)])).kind).toBe("unsupported");
  },
);
