import sharp, { type Sharp } from "sharp";
import { ascii, concat, writeU32be } from "./strip/byte-view.ts";

/** Small files full of invented metadata, for tests. Every secret in them starts with CANARY. */
export const CANARIES = ["CANARY-MAKE", "CANARY-SERIAL", "CANARY-XMP", "CANARY-GPS"] as const;

const exif = {
  IFD0: { Make: "CANARY-MAKE", Model: "Demo 3000", Software: "CANARY-MAKE", DateTime: "2026:11:24 12:00:00" },
  IFD2: { BodySerialNumber: "CANARY-SERIAL", DateTimeOriginal: "2026:11:24 12:00:00" },
  IFD3: {
    GPSLatitudeRef: "N",
    GPSLatitude: "52/1 31/1 1203/100",
    GPSLongitudeRef: "E",
    GPSLongitude: "13/1 24/1 1777/100",
    GPSMapDatum: "CANARY-GPS",
  },
};
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="CANARY-XMP"/></rdf:RDF></x:xmpmeta>`;

/** A picture with edges and colours that a wrong byte would change. */
export function scene(width = 48, height = 32): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let i = 0; i < pixels.length; i += 1) pixels[i] = (i * 37 + (i >> 5) * 11) % 256;
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

export async function photo(format: "jpeg" | "png" | "webp" | "avif", orientation = 1): Promise<Uint8Array> {
  const marked = scene().withExif(exif).withXmp(xmp).withMetadata({ orientation });
  return new Uint8Array(await marked.toFormat(format, { quality: 90 }).toBuffer());
}

/** Puts segments right behind the start of a JPEG. */
export function withSegments(jpeg: Uint8Array, ...segments: readonly (readonly [marker: number, text: string])[]) {
  const parts = segments.map(([marker, text]) => {
    const length = text.length + 2;
    return concat([Uint8Array.from([0xff, marker, length >> 8, length & 255]), ascii(text)]);
  });
  return concat([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2)]);
}

export function box(type: string, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = concat(parts);
  const head = new Uint8Array(8);
  writeU32be(head, 0, body.length + 8);
  head.set(ascii(type), 4);
  return concat([head, body]);
}

export function u32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  for (const [i, value] of values.entries()) writeU32be(bytes, i * 4, value);
  return bytes;
}

const handler = (type: string) => box("hdlr", u32(0, 0), ascii(type), u32(0, 0, 0), ascii("Demo\0"));

function track(type: string, offset: number, size: number): Uint8Array {
  const table = box(
    "stbl",
    box("stsc", u32(0, 1, 1, 1, 1)),
    box("stsz", u32(0, 0, 1, size)),
    box("stco", u32(0, 1, offset)),
  );
  const media = box(
    "mdia",
    box("mdhd", u32(0, 0xe0000001, 0xe0000001, 600, 600, 0)),
    handler(type),
    box("minf", table),
  );
  return box("trak", box("tkhd", u32(0, 0xe0000001, 0xe0000001, 1, 0, 0)), media, box("udta", ascii("CANARY-MAKE")));
}

/** A film of two samples: picture data and a position track, as an action camera (`meta`) or a drone writes them. */
export function film(brand = "mp42", positionsIn = "meta"): Uint8Array {
  const ftyp = box("ftyp", ascii(brand), u32(0));
  const [frame, positions] = [ascii("FRAMEFRAMEFRAME!"), ascii("CANARY-GPS 52.52")];
  const at = ftyp.length + 8;
  const movie = box(
    "moov",
    box("mvhd", u32(0, 0xe0000001, 0xe0000001, 600, 600)),
    track("vide", at, frame.length),
    track(positionsIn, at + frame.length, positions.length),
    box("udta", box("\xa9xyz", ascii("CANARY-GPS +52.5200+013.4049/"))),
    box("meta", ascii("CANARY-MAKE")),
  );
  return concat([ftyp, box("mdat", frame, positions), movie, box("uuid", ascii("CANARY-XMP and so on"))]);
}

/** A PDF of one empty page with an Info dictionary, an XMP stream and a JPEG. */
export async function document(): Promise<Uint8Array> {
  const picture = Buffer.from(await photo("jpeg"));
  const stream = (dictionary: string, data: string) =>
    `<< ${dictionary} /Length ${data.length} >>\nstream\n${data}\nendstream`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>",
    "<< /Title (Angebot \\(CANARY-MAKE\\) (zwei)) /Author <43414e415259> /Producer(CANARY-SERIAL) /CreationDate (D:20261124) >>",
    stream("/Type /Metadata /Subtype /XML", xmp),
    stream("/Subtype /Image /Filter /DCTDecode /Width 48 /Height 32", picture.toString("latin1")),
  ];
  let body = "%PDF-1.7\n";
  const offsets = objects.map((object, i) => {
    const at = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const start = body.length;
  body += `xref\n0 7\n0000000000 65535 f \n${rows}trailer\n<< /Size 7 /Root 1 0 R /Info 4 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(body, "latin1"));
}

/** An animated GIF with a comment and XMP. */
export async function animation(): Promise<Uint8Array> {
  const frames = await scene(16, 48)
    .gif({ loop: 3, delay: [80, 80, 80] })
    .toBuffer();
  const gif = new Uint8Array(frames);
  const table = ((gif[10] ?? 0) & 0x80) === 0 ? 0 : 3 << (((gif[10] ?? 0) & 7) + 1);
  const comment = concat([Uint8Array.from([0x21, 0xfe, 11]), ascii("CANARY-MAKE"), Uint8Array.from([0])]);
  const trailer = Uint8Array.from([1, ...Array.from({ length: 256 }, (_, i) => 255 - i), 0]);
  const packet = concat([Uint8Array.from([0x21, 0xff, 11]), ascii("XMP DataXMP"), ascii("<CANARY-XMP/>"), trailer]);
  return concat([gif.subarray(0, 13 + table), comment, packet, gif.subarray(13 + table)]);
}
