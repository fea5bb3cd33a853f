import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { unzip } from "../../../../test/support/unzip.ts";
import { CANARIES, photo } from "../demo-files.contract.ts";
import { packing } from "../packing.adapter.ts";
import { ascii } from "./byte-view.ts";
import { stripMetadata } from "./strip-metadata.ts";

type Parts = Readonly<Record<string, string | Uint8Array>>;
const at = new Date("2026-11-24T12:00:00Z");

/** @param stored parts that lie in it unpacked */
async function zip(parts: Parts, stored: readonly string[] = ["mimetype"]): Promise<Uint8Array> {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(parts))
    file.addBuffer(Buffer.from(content as Uint8Array), name, { mtime: at, compress: !stored.includes(name) });
  file.end();
  return new Uint8Array(await buffer(file.outputStream));
}

const strip = (bytes: Uint8Array) => stripMetadata(bytes, packing);
const partsOf = (bytes: Uint8Array) => Object.fromEntries(unzip(Buffer.from(bytes)));
const body = `<w:document>${"<w:p>Angebot über eine Wärmepumpe</w:p>".repeat(50)}</w:document>`;
const core = `<?xml version="1.0"?><cp:coreProperties><dc:title>Angebot</dc:title><dc:creator>CANARY-MAKE</dc:creator><cp:lastModifiedBy>CANARY-SERIAL</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">2026-11-24T12:00:00Z</dcterms:created><cp:revision>7</cp:revision></cp:coreProperties>`;
const app = `<Properties><Application>CANARY-MAKE</Application><Pages>2</Pages><Company>CANARY-SERIAL</Company><Manager/></Properties>`;
const custom = `<Properties><property name="_AuthorEmail"><vt:lpwstr>CANARY-XMP</vt:lpwstr></property></Properties>`;
const docx = async (more: Parts = {}) => ({
  "[Content_Types].xml": "<Types/>",
  "docProps/core.xml": core,
  "docProps/app.xml": app,
  "docProps/custom.xml": custom,
  "word/document.xml": body,
  "word/media/image1.jpeg": await photo("jpeg", 6),
  ...more,
});
const open = async (type: string) => ({
  mimetype: `application/vnd.oasis.opendocument.${type}`,
  "Pictures/1000": await photo("png"),
  "content.xml": "<office:document-content>Angebot</office:document-content>",
  "settings.xml": `<config:config-item config:name="PrinterName" config:type="string">CANARY-SERIAL</config:config-item>`,
  "meta.xml": `<office:meta><meta:initial-creator>CANARY-MAKE</meta:initial-creator><dc:creator>CANARY-MAKE</dc:creator><dc:date>2026-11-24</dc:date><meta:generator>CANARY-XMP</meta:generator><dc:title>Angebot</dc:title></office:meta>`,
  "Object 1/meta.xml": "<office:meta><meta:initial-creator>CANARY-MAKE</meta:initial-creator></office:meta>",
});
const xlsx = {
  "[Content_Types].xml": "<Types/>",
  "docProps/core.xml": core,
  "xl/workbook.xml": `<workbook><x15ac:absPath url="C:\\Users\\CANARY-MAKE\\" xmlns:x15ac="x"/><sheets/></workbook>`,
};
const within = async () => docx({ "word/embeddings/Tabelle.xlsx": await zip(xlsx) });

const files: readonly (readonly [string, () => Promise<Parts>, readonly string[]])[] = [
  [
    "DOCX",
    docx,
    [
      "Office:creator",
      "Office:lastModifiedBy",
      "Office:created",
      "Office:Company",
      "Office:property",
      "Exif:GPSLatitude",
    ],
  ],
  [
    "DOCX as .NET programs write it",
    async () => {
      const { "docProps/core.xml": said, ...rest } = await docx();
      return { ...rest, "package/services/metadata/core-properties/4f0c.psmdcp": said };
    },
    ["Office:creator", "Office:lastModifiedBy"],
  ],
  ["XLSX", async () => xlsx, ["Office:creator", "Office:absPath"]],
  ["PPTX", async () => ({ ...(await docx()), "ppt/media/image1.webp": await photo("webp") }), ["XMP"]],
  ["a table in a letter", within, ["Office:absPath"]],
  ["ODT", () => open("text"), ["Office:initial-creator", "Office:Printer", "Exif:GPSLatitude"]],
  ["ODS", () => open("spreadsheet"), ["Office:generator"]],
];

describe.each(files)("%s", (_, make, tags) => {
  test("loses who wrote it and where its pictures were taken, and nothing of what it says", async () => {
    const parts = await make();
    const before = await zip(parts);
    const { kind, bytes, removedTags } = strip(before);
    expect(kind).toBe("stripped");
    expect(removedTags).toEqual(expect.arrayContaining([...tags]));
    const after = partsOf(bytes);
    expect(Object.keys(after)).toEqual(Object.keys(parts));
    for (const [name, content] of Object.entries(after)) {
      const inside = name.endsWith(".xlsx") ? Object.values(partsOf(content)) : [content];
      for (const canary of CANARIES) expect(inside.some((part) => part.includes(canary))).toBe(false);
      if (/document|content|Types|mimetype/.test(name)) expect(content.toString()).toBe(parts[name]);
    }
    const [, said = ""] = Object.entries(after).find(([name]) => /core[.]xml|psmdcp|^meta[.]xml/.test(name)) ?? [];
    expect(Buffer.from(said).toString()).toContain("Angebot");
    // An ODT says what it is in its first bytes.
    if (after.mimetype) expect(Buffer.from(bytes).toString("latin1", 30, 60)).toBe("mimetypeapplication/vnd.oasis.");
    expect(strip(bytes)).toEqual({ kind: "clean", bytes, removedTags: [] });
  });

  test("cut off or changed anywhere it is never called clean with a name in it, and never throws", async () => {
    const whole = await zip(await make());
    for (let n = 0; n < whole.length; n += 1 + Math.floor(whole.length / 60)) {
      const cut = whole.slice(0, n);
      expect(strip(cut)).toEqual({ kind: "unsupported", bytes: cut, removedTags: [] });
      const changed = whole.slice();
      changed[n] = (changed[n] ?? 0) ^ 0x55;
      const { kind, bytes } = strip(changed);
      if (kind === "unsupported") expect(bytes).toBe(changed);
    }
  });
});

describe("what a document shows of itself stays", () => {
  const shown = async (words: string) => {
    const { bytes } = strip(await zip(await docx({ "word/header1.xml": words })));
    const after = partsOf(bytes);
    return ["core", "app", "custom"].map((name) => after[`docProps/${name}.xml`]?.toString()).join("");
  };
  test.each([
    ["a field", "<w:instrText> AUTHOR  \\* MERGEFORMAT </w:instrText>", "CANARY-MAKE</dc:creator>"],
    ["a field of its own", '<w:fldSimple w:instr=" CREATEDATE "/>', "2026-11-24T12"],
    ["a named one", "<w:instrText>DOCPROPERTY Company</w:instrText>", "CANARY-SERIAL</Company>"],
    ["one the firm invented", '<w:instrText>DOCPROPERTY "_AuthorEmail"</w:instrText>', "CANARY-XMP"],
    ["a bound place", `<w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:creator[1]"/>`, "CANARY-MAKE</dc:creator>"],
  ])("%s", async (_, words, kept) => {
    expect(await shown(words)).toContain(kept);
    expect(await shown(words)).not.toContain("lastModifiedBy");
    expect(await shown("<w:p>author, company, created, property</w:p>")).not.toContain(kept);
  });

  test("in an ODT", async () => {
    const parts = {
      ...(await open("text")),
      "styles.xml": "<text:p><text:initial-creator>X</text:initial-creator></text:p>",
    };
    const meta = partsOf(strip(await zip(parts)).bytes)["meta.xml"]?.toString();
    expect(meta).toContain("<meta:initial-creator>CANARY-MAKE");
    expect(meta).not.toContain("<dc:creator>");
  });
});

describe("is left as it is and not called clean", () => {
  const locked = (bytes: Uint8Array) => {
    const copy = Buffer.from(bytes);
    for (let from = 0; ; from += 1) {
      from = copy.indexOf("PK\x01\x02", from);
      if (from < 0) return new Uint8Array(copy);
      copy[from + 8] = (copy[from + 8] ?? 0) | 1;
    }
  };
  const lying = (offset: number, value: number) => async () => {
    const copy = Buffer.from(await zip(await docx()));
    // Of what stands in the directory about its properties.
    copy.writeUInt32LE(value, copy.lastIndexOf("docProps/core.xml") - 46 + offset);
    return new Uint8Array(copy);
  };
  test.each<[string, () => Promise<Uint8Array>]>([
    ["a signed document", async () => zip(await docx({ "_xmlsignatures/sig1.xml": "<Signature/>" }))],
    ["any other archive", () => zip({ "fotos/1.txt": "CANARY-MAKE" })],
    ["one with a lock", async () => locked(await zip(await docx()))],
    ["a part of four gigabytes", lying(24, 0xfffffff0)],
    [
      "properties that are no XML",
      async () => zip(await docx({ "docProps/app.xml": Uint8Array.of(0xff, 0xfe, 60, 0) })),
    ],
    ["a part that is larger than it says", lying(24, 10)],
    ["a part that is another one than it says", lying(16, 10)],
    ["no archive at all", async () => ascii("PK\x03\x04 and so on")],
  ])("%s", async (_, make) => {
    const bytes = await make();
    expect(strip(bytes)).toEqual({ kind: "unsupported", bytes, removedTags: [] });
  });

  test("two parts of one name", async () => {
    const file = new ZipFile();
    for (const content of [core, core]) file.addBuffer(Buffer.from(content), "docProps/core.xml");
    file.addBuffer(Buffer.from("<Types/>"), "[Content_Types].xml");
    file.end();
    expect(strip(new Uint8Array(await buffer(file.outputStream))).kind).toBe("unsupported");
  });
});
