import { deflateSync } from "node:zlib";
import PDFDocument from "pdfkit";
import { getDocumentProxy } from "unpdf";
import { describe, expect, test } from "vitest";
import { packing } from "../packing.adapter.ts";
import { sniffType } from "../sniff.adapter.ts";
import { stripMetadata } from "./strip-metadata.ts";

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
const strip = (bytes: Uint8Array) => stripMetadata(bytes, packing);

/** A PDF with one page that says "Angebot"; its objects from the sixth on, and its trailer, are the test's. */
function pdf(objects: readonly string[], trailer: string): Uint8Array {
  const page = "BT /F1 12 Tf 20 40 Td (Angebot) Tj ET";
  const all = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...objects,
  ];
  let body = "%PDF-1.7\n";
  const rows = all.map((object, i) => {
    const row = `${String(body.length).padStart(10, "0")} 00000 n \n`;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return row;
  });
  body += `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows.join("")}trailer\n<< /Size ${all.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${body.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(body, "latin1"));
}

/** The same with an object stream, found through a cross-reference stream, as programs of today write it. */
function packedPdf(inside: string, dictionary = "/Filter /FlateDecode", pack = deflateSync): Uint8Array {
  const data = pack(Buffer.from(`7 0 ${inside}`, "latin1")).toString("latin1");
  const objects = [
    `<< /Type /ObjStm /N 1 /First 4 ${dictionary} /Length ${data.length} >>\nstream\n${data}\nendstream`,
  ];
  const open = latin1(pdf(objects, ""));
  const start = open.indexOf("xref\n");
  const offsets = [...open.matchAll(/(\d{10}) 00000 n/g)].map(([, at]) => Number(at));
  const row = (kind: number, at: number, last: number) => [kind, at >> 8, at & 255, last];
  const rows = [row(0, 0, 255), ...offsets.map((at) => row(1, at, 0)), row(2, 6, 0), row(1, start, 0)];
  const table = Buffer.from(rows.flat()).toString("latin1");
  const body = `${open.slice(0, start)}8 0 obj\n<< /Type /XRef /Size 9 /W [1 2 1] /Root 1 0 R /Info 7 0 R /Length ${table.length} >>\nstream\n${table}\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(body, "latin1"));
}

/** What an independent reader finds: the words on the page, and whatever else it tells of the file. */
async function reading(bytes: Uint8Array) {
  const document = await getDocumentProxy(new Uint8Array(bytes));
  const words = (await (await document.getPage(1)).getTextContent()).items.map((item) =>
    "str" in item ? item.str : "",
  );
  const told = await document.getMetadata();
  return { words: words.join(""), told: JSON.stringify([told.info, told.metadata?.getRaw() ?? ""]) };
}

const secret = "KANARIE Petra Muster";
const cases: readonly (readonly [string, Uint8Array])[] = [
  [
    "values that are objects of their own, as macOS writes them",
    pdf(
      [
        "<< /Title 7 0 R /Author 8 0 R >>",
        `(${secret})`,
        `[ (${secret}) 9 0 R ]`,
        `<${Buffer.from(secret).toString("hex")}>`,
      ],
      "/Info 6 0 R",
    ),
  ],
  ["a dictionary in the trailer itself", pdf([], `/Info << /Author (${secret}) /Keywords [(${secret})] >>`)],
  ["names spelled in digits", pdf([`<< /Auth#6Fr (${secret}) >>`], "/In#66o 6 0 R")],
  [
    "a list of its own",
    pdf([`<< /Title (${secret}) /Firma << /Name (${secret}) /Kunde /KANARIE >> /Nummer 4711 >>`], "/Info 6 0 R"),
  ],
  ["a dictionary packed into an object stream", packedPdf(`<< /Author (${secret}) /Title (${secret}) >>`)],
  [
    "a dictionary in an object stream that is not packed",
    packedPdf(`<< /Author (${secret}) >>`, "", (data) => data as Buffer<ArrayBuffer>),
  ],
];

/** The secret in the file as it lies there, spelled in digits, or inside what is packed. */
function isThere(bytes: Uint8Array): boolean {
  const text = latin1(bytes);
  const at = /ObjStm[^>]*FlateDecode[^>]*>>\nstream\n/.exec(text);
  const packed = at && packing.unpack(bytes.subarray(at.index + at[0].length), 100_000);
  return [text, latin1(packed?.bytes ?? new Uint8Array())].some(
    (one) => /KANARIE|Muster/.test(one) || one.includes(Buffer.from("Muster").toString("hex")),
  );
}

describe("title and author go, wherever they stand, and the document stays readable", () => {
  test.each(cases)("%s", async (_, before) => {
    expect(isThere(before)).toBe(true);
    expect((await reading(before)).told).toContain("KANARIE");
    const { kind, bytes, removedTags } = strip(before);
    expect([kind, bytes.length]).toEqual(["stripped", before.length]);
    expect(removedTags.join()).toMatch(/PDF:/);
    expect(isThere(bytes)).toBe(false);
    const after = await reading(bytes);
    expect(after.words).toBe("Angebot");
    expect(after.told).not.toMatch(/KANARIE|4711/);
    expect(strip(bytes).kind).toBe("clean");
  });

  test.each(["\n", "\0\0", "\xef\xbb\xbf", "HTTP/1.1 200 OK\r\n\r\n", "BMW Angebot\n", '<?xml version="1.0"?>\n'])(
    "what others put before it: %j",
    async (head) => {
      const before = Buffer.from(head + latin1(pdf([`<< /Author (${secret}) >>`], "/Info 6 0 R")), "latin1");
      expect((await reading(before)).told).toContain("KANARIE");
      expect(await sniffType(before)).toBe("application/pdf");
      const { kind, bytes } = strip(before);
      expect([kind, bytes.length, isThere(bytes)]).toEqual(["stripped", before.length, false]);
      expect((await reading(bytes)).words).toBe("Angebot");
    },
  );

  test("a text that only speaks of one is no PDF, and is kept as what it is", async () => {
    const text = Buffer.from("Die Datei beginnt mit %PDF-1.4; kein Objekt lesbar.\n");
    expect(await sniffType(text)).toBe("application/octet-stream");
  });

  test("blanks between the number and its object, and old versions of the same object", () => {
    const before = latin1(pdf([`<< /Author (${secret}) >>`], "/Info 6 0 R"))
      .replace("6 0 obj", "6  0  obj")
      .replace("xref", `6 0 obj <</Title (${secret})>> endobj\nxref`);
    const { bytes, removedTags } = strip(Buffer.from(before, "latin1"));
    expect(removedTags).toEqual(["PDF:Author", "PDF:Title"]);
    expect(isThere(bytes)).toBe(false);
  });

  test("XMP behind a long dictionary, with its type in digits, or after a bare return", () => {
    const xmp = (dictionary: string, line: string) =>
      pdf([`<< ${dictionary} /Length 20 >>\nstream${line}<x:xmp>${secret}</x>\nendstream`], "");
    const long = `/Type /Metadata /Pad (${"p".repeat(1_100)})`;
    for (const before of [xmp(long, "\n"), xmp("/Type /Met#61data", "\n"), xmp("/Subtype/X#4DL", "\r")]) {
      const { kind, bytes, removedTags } = strip(before);
      expect([kind, removedTags, isThere(bytes)]).toEqual(["stripped", ["XMP"], false]);
    }
  });

  test("a place on earth goes from a map, and the map stays", async () => {
    const measure = "<< /Subtype /GEO /GPTS [ 50.83221 -12.92345 ] /LPTS [0 1] >>";
    for (const before of [pdf([measure], ""), pdf(["<< /GPTS 7 0 R >>", "[50.83221]"], ""), packedPdf(measure)]) {
      const { kind, bytes, removedTags } = strip(before);
      expect([kind, removedTags[0]]).toEqual(["stripped", "PDF:GPTS"]);
      expect(latin1(bytes)).not.toMatch(/50\.83221|12\.92345/);
      expect((await reading(bytes)).words).toBe("Angebot");
      expect(strip(bytes).kind).toBe("clean");
    }
  });

  test("what a drawing program writes keeps its pages", async () => {
    const chunks: Buffer[] = [];
    const drawn = new PDFDocument({ info: { Title: secret, Author: secret } });
    drawn.on("data", (chunk: Buffer) => chunks.push(chunk));
    const done = new Promise((resolve) => drawn.once("end", resolve));
    drawn.text("Angebot").end();
    await done;
    const { bytes } = strip(Buffer.concat(chunks));
    const after = await reading(bytes);
    expect([after.words, /KANARIE/.test(after.told)]).toEqual(["Angebot", false]);
  });
});

describe("what cannot be looked into is not called clean", () => {
  test.each<[string, Uint8Array]>([
    ["a value that is a stream", pdf(["<< /Author 7 0 R >>", "<< >>\nstream\nKANARIE\nendstream"], "/Info 6 0 R")],
    ["a page that is called Info", pdf([], "/Info 3 0 R")],
    ["an object stream packed in another way", packedPdf(`<< /Author (${secret}) >>`, "/Filter /LZWDecode")],
    [
      "a damaged object stream",
      packedPdf(`<< /Author (${secret}) >>`, undefined, (data) => data as Buffer<ArrayBuffer>),
    ],
    ["a dictionary that never ends", pdf([`<< /Author (${secret} >>`], "/Info 6 0 R")],
    [
      "objects that stand for each other",
      pdf(["<< /A 7 0 R >>", "[8 0 R]", "[9 0 R]", "[10 0 R]", "[11 0 R]", "[12 0 R]", "(x)"], "/Info 6 0 R"),
    ],
  ])("%s", (_, before) => {
    const { kind, bytes } = strip(before);
    expect(kind).toBe("unsupported");
    expect(bytes).toBe(before);
  });

  test("a reference to what stands nowhere is null, and keeps no file out", () => {
    for (const file of [pdf([], "/Info 9 0 R"), pdf(["<< /Author 9 0 R >>"], "/Info 6 0 R")])
      expect(strip(file).kind).not.toBe("unsupported");
  });

  test("a locked file is kept as it is readable, without the way to its Info and without open XMP", () => {
    const xmp = `<?xpacket begin=""?>${secret}<?xpacket end="w"?>`;
    const stream = `<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>\nstream\n${xmp}\nendstream`;
    const before = pdf(["<< /Filter /Standard >>", "<< /Author (\\001\\002) >>", stream], "/Encrypt 6 0 R /Info 7 0 R");
    const { kind, bytes, removedTags } = strip(before);
    const after = Buffer.from(bytes).toString("latin1");
    expect([kind, bytes.length, removedTags.toSorted()]).toEqual(["stripped", before.length, ["PDF:Info", "XMP"]]);
    expect([after.includes("/Inf0 7 0 R"), after.includes("/Author"), after.includes(secret)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("an object stream, where there is nothing to unpack it with", () => {
    expect(stripMetadata(packedPdf(`<< /Author (${secret}) >>`)).kind).toBe("unsupported");
  });
});
