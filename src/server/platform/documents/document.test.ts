import { crc32, deflateSync } from "node:zlib";
import { getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { pdfPages } from "../../../../test/support/pdf-text.ts";
import { instant } from "../instant.ts";
import { type Block, type DocumentText, documentTime } from "./document.ts";
import { renderDocumentHtml } from "./document-html.ts";
import { renderDocumentPdf } from "./document-pdf.ts";

const blocks: readonly Block[] = [
  { kind: "heading", level: 1, text: "1 Verantwortlicher" },
  { kind: "facts", rows: [{ label: "Anschrift", value: "Hauptstraße 1\n12345 Köln" }] },
  { kind: "heading", level: 2, text: "1.1 Zwecke" },
  { kind: "paragraph", text: "Kosten: 12,50 € – „geprüft“ in Łódź <b>fett</b>" },
  { kind: "list", items: ["Erstens", "Zweitens"] },
  {
    kind: "table",
    caption: "Fristen",
    head: ["Art", "Frist"],
    rows: Array.from({ length: 80 }, (_, i) => [`Zeile ${i + 1}`, "drei Jahre"]),
  },
  { kind: "picture", bytes: redDot(), alt: "Ein roter Punkt", caption: "Foto 1" },
];
const document: DocumentText = {
  title: "Verzeichnis",
  subtitle: "nach Art. 30 DSGVO",
  language: "de",
  issuedAt: at("2026-11-24T18:00:00Z"),
  issuer: "Müller & Söhne",
  blocks,
};

it("says in the hour that comes twice which of the two a time is in, and only then", () => {
  const moments = ["2026-10-25T00:30Z", "2026-10-25T01:30Z", "2026-10-25T02:30Z"].map((at) => instant(Date.parse(at)));
  expect(moments.map((at) => documentTime(at, "de"))).toEqual([
    "25. Oktober 2026, 02:30 Uhr MESZ",
    "25. Oktober 2026, 02:30 Uhr MEZ",
    "25. Oktober 2026, 03:30 Uhr",
  ]);
  expect(moments.slice(0, 2).map((at) => documentTime(at, "en"))).toEqual([
    "25 October 2026, 02:30 CEST",
    "25 October 2026, 02:30 CET",
  ]);
});

describe("a document as a page", () => {
  const page = renderDocumentHtml(document);

  it("says its language, its title, who issued it and when", () => {
    expect(page).toContain('<html lang="de">');
    expect(page).toContain("<title>Verzeichnis – Müller &amp; Söhne</title>");
    expect(page).toContain('<time datetime="2026-11-24T18:00:00.000Z">24. November 2026, 19:00 Uhr</time>');
  });

  it("is built of headings, lists and tables, with one heading above all", () => {
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).toContain("<h2>1 Verantwortlicher</h2>");
    expect(page).toContain("<h3>1.1 Zwecke</h3>");
    expect(page).toContain('<th scope="col">Frist</th>');
    expect(page).toContain("<caption>Fristen</caption>");
    expect(page).toContain("<dt>Anschrift</dt><dd>Hauptstraße 1<br>12345 Köln</dd>");
    expect(page).toContain('alt="Ein roter Punkt"');
  });

  it("escapes what people wrote and needs nothing from elsewhere", () => {
    expect(page).toContain("&lt;b&gt;fett&lt;/b&gt;");
    expect(page).not.toMatch(/<script|<link|https?:/);
  });
});

describe("a document as a PDF", () => {
  it("has the same bytes for the same document, and others for another", async () => {
    const first = await renderDocumentPdf(document);
    // Another one in between, written with the same opened fonts.
    const text = "drei Jahre, drei\u00a0Jahre; drei · µg ½ œuvre zweitens – „geprüft“ “geprüft”";
    await renderDocumentPdf({ ...document, title: "Fristen", blocks: [{ kind: "paragraph", text }] });
    expect((await renderDocumentPdf(document)).equals(first)).toBe(true);
    const later = { ...document, issuedAt: at("2026-11-25T18:00:00Z") };
    expect((await renderDocumentPdf(later)).equals(first)).toBe(false);
  });

  it("is tagged: language, shown title, headings, table heads and the picture's words", async () => {
    const pdf = (await renderDocumentPdf(document)).toString("latin1");
    for (const mark of ["/Marked true", "/Lang (de-DE)", "/DisplayDocTitle true", "<pdfuaid:part>1</pdfuaid:part>"])
      expect(pdf).toContain(mark);
    for (const tag of ["H1", "H2", "H3", "P", "L", "LI", "Table", "TR", "TD", "Caption", "Figure"])
      expect(pdf).toMatch(new RegExp(`/S /${tag}\\b`));
    expect(pdf.match(/\/Scope \/Column/g)).toHaveLength(2);
    expect(pdf).toContain(`/Alt (${utf16("Ein roter Punkt")})`);
  });

  it("has a bookmark for each heading", async () => {
    const pdf = (await renderDocumentPdf(document)).toString("latin1");
    expect(pdf).toContain(`/Title (${utf16("1 Verantwortlicher")})`);
    expect(pdf).toContain(`/Title (${utf16("1.1 Zwecke")})`);
  });

  it("keeps its metadata whole when the firm's name holds an ampersand", async () => {
    const pdf = (await renderDocumentPdf(document)).toString("utf8");
    expect(pdf).toContain("<rdf:li>Müller &amp; Söhne</rdf:li>");
  });

  it("writes signs the font does not know as their numbers, and keeps the text itself for reading aloud", async () => {
    const pdf = await renderDocumentPdf({ ...document, blocks: [{ kind: "paragraph", text: "Danke 👍" }] });
    expect(pdf.toString("latin1")).toContain(`/ActualText (${utf16("Danke 👍")})`);
  });

  it("shows umlauts, euro, quotation marks, page numbers and a table head on every page", async () => {
    const pages = await pdfPages(await renderDocumentPdf(document));
    expect(pages.join("\n")).toContain("Kosten: 12,50 € – „geprüft“ in Łódź <b>fett</b>");
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, i) => {
      expect(page).toContain(`Seite ${i + 1} von ${pages.length}`);
    });
    for (const page of pages.slice(0, 2)) expect(page).toMatch(/Art +Frist/);
  });

  it("is read from some steps away where it is to be stuck on", async () => {
    const poster: Block[] = [{ kind: "paragraph", text: "Scannen und schreiben." }];
    const heights = async (bare: boolean) => {
      const pdf = await getDocumentProxy(
        new Uint8Array(await renderDocumentPdf({ ...document, bare, blocks: poster })),
      );
      const { items } = await (await pdf.getPage(1)).getTextContent();
      return items.flatMap((item) => ("str" in item && item.str.startsWith("Scannen") ? item.height : []));
    };
    expect(await heights(false)).toEqual([10.5]);
    expect(await heights(true)).toEqual([18]);
  });

  it("leaves no sentence of a short section alone on the last page", async () => {
    const closing: Block[] = [
      { kind: "heading", level: 1, text: "3 Ergebnis" },
      ...["Ein Merkmal trifft zu.", "Die Schwelle bleibt.", "Nichts ist zu tun.", "Geprüft am Montag."].map(
        (text): Block => ({ kind: "paragraph", text }),
      ),
    ];
    let second = 0;
    for (let lines = 22; lines < 32; lines += 1) {
      const before = Array.from({ length: lines }, (): Block => ({ kind: "paragraph", text: "Eine Zeile." }));
      const pages = await pdfPages(await renderDocumentPdf({ ...document, blocks: [...before, ...closing] }));
      const onPage = pages.findIndex((page) => page.includes("3 Ergebnis"));
      expect(pages[onPage]).toContain("Geprüft am Montag.");
      second += onPage;
    }
    // The edge was within: in some of them the section had to move.
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThan(10);
  });
});

function at(iso: string): Date {
  return new Date(iso);
}

/** As PDF writes text outside ASCII, read as latin1. */
function utf16(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()])
    .toString("latin1")
    .replace(/[\\()]/g, "\\$&");
}

/** A PNG of one red point. */
function redDot(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]);
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixel = deflateSync(Buffer.from([0, 255, 0, 0]));
  return Buffer.concat([start, chunk("IHDR", head), chunk("IDAT", pixel), chunk("IEND", Buffer.alloc(0))]);
}
