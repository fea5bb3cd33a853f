import PDFDocument from "pdfkit";
import type { DocumentText } from "./document.ts";
import type { Measure } from "./document-layout.ts";
import { fontOf, useFont } from "./opened-fonts.ts";

/** A page is A4, in points. */
export const page = { left: 62, right: 595.28 - 62, top: 88, bottom: 841.89 - 76, width: 595.28 - 124 };
export const colours = { ink: "#1b2427", muted: "#56646a", line: "#b9c4c8", head: "#eef5f6", accent: "#0b5c66" };

export interface Style {
  readonly weight: "regular" | "bold";
  readonly size: number;
  /** From one line to the next. */
  readonly leading: number;
  readonly colour: string;
}

const signs = new Intl.Segmenter("de", { granularity: "grapheme" });

interface ElementOptions {
  readonly alt?: string;
  /** The text itself where the signs on paper differ from it. */
  readonly actual?: string;
  readonly scope?: "Row" | "Column";
  readonly bbox?: [number, number, number, number];
}

/** pdfkit writes the names into the metadata without escaping them: "Müller & Söhne" would break the file. */
class TaggedPdf extends PDFDocument {
  declare readonly info: { CreationDate: Date; Creator: string; Producer: string; Title: string; Author: string };
  declare appendXML: (xml: string) => void;
  declare openImage: (bytes: Buffer) => {
    readonly width: number;
    readonly height: number;
    readonly orientation?: number;
  };

  _addInfo(): void {
    const { CreationDate, Creator, Producer, Title, Author } = this.info;
    const inLanguage = `<rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(Title)}</rdf:li></rdf:Alt>`;
    this.appendXML(`<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<xmp:CreateDate>${CreationDate.toISOString().slice(0, 19)}Z</xmp:CreateDate><xmp:CreatorTool>${Creator}</xmp:CreatorTool>
<dc:title>${inLanguage}</dc:title><dc:creator><rdf:Seq><rdf:li>${escapeXml(Author)}</rdf:li></rdf:Seq></dc:creator>
<pdf:Producer>${Producer}</pdf:Producer></rdf:Description>`);
  }
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Sheets of paper with a place where the pen is. Everything drawn is marked: as part of the text, or as decoration. */
export class Sheet {
  readonly pdf: TaggedPdf;
  /** Holds all of the text, in reading order. */
  readonly root: PDFKit.PDFStructureElement;
  y = page.top;

  constructor(document: DocumentText) {
    const { title, issuer, issuedAt, language } = document;
    const options = {
      size: "A4",
      margins: { top: page.top, bottom: 0, left: page.left, right: page.left },
      pdfVersion: "1.7",
      subset: "PDF/UA",
      tagged: true,
      lang: language === "de" ? "de-DE" : "en-GB",
      displayTitle: true,
      bufferPages: true,
      autoFirstPage: true,
      info: {
        Title: title,
        Author: issuer,
        Creator: "Werkbote",
        Producer: "Werkbote",
        CreationDate: issuedAt,
        ModDate: issuedAt,
      },
    };
    this.pdf = new TaggedPdf(options as PDFKit.PDFDocumentOptions & { subset: never });
    for (const weight of ["regular", "bold"] as const) useFont(this.pdf, weight);
    this.root = this.element("Document");
    this.pdf.addStructure(this.root);
  }

  /** A part of the text, to be put where it belongs, filled and ended. */
  element(type: string, options: ElementOptions = {}): PDFKit.PDFStructureElement {
    return this.pdf.struct(type, options);
  }

  /** A picture with the size it gets on paper, the right way up. */
  picture(bytes: Uint8Array, most: { readonly width: number; readonly height: number }) {
    const image = this.pdf.openImage(Buffer.from(bytes));
    const turned = (image.orientation ?? 1) > 4;
    const [wide, high] = turned ? [image.height, image.width] : [image.width, image.height];
    const scale = Math.min(1, most.width / wide, most.height / high);
    const size = { width: wide * scale, height: high * scale };
    const draw = (x: number, y: number) => this.pdf.image(image as unknown as Buffer, x, y, size);
    return { ...size, draw };
  }

  get room(): number {
    return page.bottom - this.y;
  }

  newPage(): void {
    this.pdf.addPage();
    this.y = page.top;
  }

  measure(style: Style): Measure {
    return (text) => this.#written(style).widthOfString(text);
  }

  /** The text as this font can write it. Signs it does not know (pictographs, foreign scripts) stand as their numbers. */
  writable(text: string): string {
    const whole = text
      .normalize("NFC")
      .replace(/[\p{Cc}\u00ad\u200b]/gu, (sign) => (/[\n\r\t]/.test(sign) ? sign : ""));
    let shown = "";
    for (const { segment } of signs.segment(whole)) {
      const points = [...segment];
      if (points.every((point) => /[\n\r\t]/.test(point) || this.#knows(point))) shown += segment;
      else
        shown += `[${points.map((point) => `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase()}`).join(" ")}]`;
    }
    return shown;
  }

  /** One line of text, at a place; inside `marked` or `decorate`. */
  line(text: string, x: number, y: number, style: Style): void {
    this.#written(style).fillColor(style.colour).text(text, x, y, { lineBreak: false });
  }

  /** What `draw` writes belongs to the element: read aloud in its place. */
  marked(element: PDFKit.PDFStructureElement, tag: string, draw: () => void): void {
    const content = this.pdf.markStructureContent(tag);
    draw();
    this.pdf.endMarkedContent();
    element.add(content);
  }

  /** What `draw` draws is decoration: never read aloud. */
  decorate(draw: () => void, type: "Layout" | "Pagination" = "Layout"): void {
    this.pdf.markContent("Artifact", { type });
    draw();
    this.pdf.endMarkedContent();
  }

  #written(style: Style): TaggedPdf {
    return this.pdf.font(style.weight).fontSize(style.size);
  }

  readonly #known = new Map<string, boolean>();

  #knows(point: string): boolean {
    const known =
      this.#known.get(point) ?? fontOf(this.pdf.font("regular")).hasGlyphForCodePoint(point.codePointAt(0) ?? 0);
    this.#known.set(point, known);
    return known;
  }
}
