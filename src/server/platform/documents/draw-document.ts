import { setImmediate } from "node:timers/promises";
import { type Block, type DocumentText, documentTime } from "./document.ts";
import { linesHere, wrapLines } from "./document-layout.ts";
import { colours, page, Sheet, type Style } from "./document-sheet.ts";
import { writeFacts, writeTable } from "./document-table.ts";

const { ink, muted, accent } = colours;
const body: Style = { weight: "regular", size: 10.5, leading: 15, colour: ink };
const strong: Style = { ...body, weight: "bold" };
/** On the wall or the van, read from some steps away. */
const poster: Style = { ...body, size: 18, leading: 25 };
const small: Style = { weight: "regular", size: 8.5, leading: 12, colour: muted };
const title: Style = { weight: "bold", size: 21, leading: 26, colour: ink };
const headings: Readonly<Record<1 | 2 | 3, Style>> = {
  1: { weight: "bold", size: 15, leading: 20, colour: ink },
  2: { weight: "bold", size: 12, leading: 17, colour: ink },
  3: { weight: "bold", size: 10.5, leading: 15, colour: muted },
};

/**
 * The document as a tagged PDF (PDF/UA): headings, lists, tables and pictures are read aloud as what they are, and
 * each heading is a bookmark.
 */
export async function drawDocument(document: DocumentText): Promise<Buffer> {
  const sheet = new Sheet(document);
  const chunks: Buffer[] = [];
  sheet.pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => sheet.pdf.on("end", resolve).on("error", reject));
  let steps = 0;
  for (const _ of write(sheet, document)) {
    steps += 1;
    // A long document leaves room for others every now and then.
    if (steps % 20 === 0) await setImmediate();
  }
  if (document.bare !== true) writeMargins(sheet, document);
  sheet.root.end();
  sheet.pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function* write(sheet: Sheet, document: DocumentText): Generator<void> {
  writeText(sheet, "H1", document.title, title);
  if (document.subtitle !== undefined) writeText(sheet, "P", document.subtitle, { ...body, colour: muted });
  sheet.y += 12;
  const bookmarks: { readonly level: number; readonly item: PDFKit.PDFOutline }[] = [];
  for (const [at, block] of document.blocks.entries()) {
    yield;
    if (block.kind === "heading") {
      writeHeading(sheet, block, headedHeight(sheet, document.blocks.slice(at + 1)));
      while ((bookmarks.at(-1)?.level ?? 0) >= block.level) bookmarks.pop();
      const parent = bookmarks.at(-1)?.item ?? sheet.pdf.outline;
      const place = {
        expanded: block.level === 1,
        left: page.right + page.left,
        top: sheet.y - headings[block.level].leading,
      };
      bookmarks.push({ level: block.level, item: parent.addItem(block.text, place) });
    } else if (document.bare === true) yield* writeOnPoster(sheet, block);
    else yield* writeBlock(sheet, block);
  }
}

function* writeOnPoster(sheet: Sheet, block: Exclude<Block, { kind: "heading" }>): Generator<void> {
  if (block.kind === "paragraph") writeText(sheet, "P", block.text, poster);
  else if (block.kind === "picture") writePicture(sheet, block, 420);
  else yield* writeBlock(sheet, block);
  sheet.y += 12;
}

function* writeBlock(sheet: Sheet, block: Exclude<Block, { kind: "heading" }>): Generator<void> {
  switch (block.kind) {
    case "paragraph":
      writeText(sheet, "P", block.text, block.apart === true ? strong : body, block.apart === true ? 12 : 0);
      sheet.y += 6;
      return;
    case "list":
      yield* writeList(sheet, block.items);
      sheet.y += 6;
      return;
    case "table":
      yield* writeTable(sheet, block);
      sheet.y += 12;
      return;
    case "facts":
      yield* writeFacts(sheet, block.rows);
      sheet.y += 12;
      return;
    case "picture":
      writePicture(sheet, block);
      sheet.y += 12;
      return;
    case "pictures":
      writePictures(sheet, block.items);
      sheet.y += 12;
      return;
    case "pageBreak":
      if (sheet.y > page.top) sheet.newPage();
  }
}

/** What a heading takes along at least: pictures, all of a section of a few sentences, else the first lines. */
function headedHeight(sheet: Sheet, after: readonly Block[]): number {
  const [next] = after;
  if (next?.kind === "pictures") return layPictures(sheet, next.items).height;
  let height = 0;
  for (const block of after) {
    if (block.kind === "heading") break;
    if (block.kind !== "paragraph") return 48;
    height += wrapLines(sheet.writable(block.text), page.width, sheet.measure(body)).length * body.leading + 6;
    if (height > shortSection) return 48;
  }
  return Math.max(48, height);
}

/** Some seven lines. */
const shortSection = 110;

function writeHeading(sheet: Sheet, block: Extract<Block, { kind: "heading" }>, headed: number): void {
  const style = headings[block.level];
  if (sheet.y > page.top) sheet.y += block.level === 1 ? 16 : 8;
  // A heading stays with what it heads.
  const lines = wrapLines(sheet.writable(block.text), page.width, sheet.measure(style));
  if (sheet.room < lines.length * style.leading + headed) sheet.newPage();
  writeText(sheet, `H${block.level + 1}`, block.text, style);
  sheet.y += 3;
}

/** Lines over as many pages as they need, all of them one element. A bar beside them sets a text apart. */
function writeText(sheet: Sheet, tag: string, text: string, style: Style, bar = 0): void {
  const shown = sheet.writable(text);
  const element = sheet.element(tag, shown === text ? {} : { actual: text });
  sheet.root.add(element);
  writeLines(
    sheet,
    element,
    tag,
    wrapLines(shown, page.width - bar, sheet.measure(style)),
    page.left + bar,
    style,
    bar > 0,
  );
  element.end();
}

function writeLines(
  sheet: Sheet,
  element: PDFKit.PDFStructureElement,
  tag: string,
  lines: readonly string[],
  x: number,
  style: Style,
  bar = false,
): void {
  for (let rest = lines; rest.length > 0; ) {
    keepTogether(sheet, rest.length, style);
    const here = rest.slice(0, linesHere(rest.length, fitting(sheet, style)));
    const height = here.length * style.leading;
    if (bar) sheet.decorate(() => sheet.pdf.rect(page.left, sheet.y, 3, height).fill(accent));
    sheet.marked(element, tag, () => {
      here.forEach((line, i) => {
        sheet.line(line, x, sheet.y + i * style.leading, style);
      });
    });
    sheet.y += height;
    rest = rest.slice(here.length);
  }
}

const fitting = (sheet: Sheet, { leading }: Style): number => Math.floor(sheet.room / leading);

/** A paragraph of which this sheet would take a single line begins on the next. */
function keepTogether(sheet: Sheet, lines: number, style: Style): void {
  if (linesHere(lines, fitting(sheet, style)) === 0) sheet.newPage();
}

function* writeList(sheet: Sheet, items: readonly string[]): Generator<void> {
  const list = sheet.element("L");
  sheet.root.add(list);
  for (const item of items) {
    yield;
    const shown = sheet.writable(item);
    const entry = sheet.element("LI");
    const label = sheet.element("Lbl");
    const text = sheet.element("LBody", shown === item ? {} : { actual: item });
    list.add(entry);
    entry.add(label);
    entry.add(text);
    const lines = wrapLines(shown, page.width - 18, sheet.measure(body));
    keepTogether(sheet, lines.length, body);
    sheet.marked(label, "Lbl", () => sheet.line("•", page.left + 4, sheet.y, body));
    writeLines(sheet, text, "LBody", lines, page.left + 18, body);
    entry.end();
    sheet.y += 2;
  }
  list.end();
}

function writePicture(sheet: Sheet, block: Extract<Block, { kind: "picture" }>, highest = 340): void {
  const { width, height, draw } = sheet.picture(block.bytes, { width: page.width, height: highest });
  if (sheet.room < height + 16) sheet.newPage();
  const box: [number, number, number, number] = [page.left, sheet.y, page.left + width, sheet.y + height];
  const figure = sheet.element("Figure", { alt: block.alt, bbox: box });
  sheet.root.add(figure);
  sheet.marked(figure, "Figure", () => draw(page.left, sheet.y));
  figure.end();
  sheet.y += height + 4;
  if (block.caption !== undefined) writeText(sheet, "P", block.caption, small);
}

type Pictures = Extract<Block, { kind: "pictures" }>["items"];

/** Two columns: the pictures stand on one line, their captions begin on one line. */
function layPictures(sheet: Sheet, items: Pictures) {
  const between = 16;
  const width = (page.width - between) / 2;
  const pictures = items.map((item, i) => ({
    item,
    ...sheet.picture(item.bytes, { width, height: 240 }),
    x: page.left + i * (width + between),
    lines: wrapLines(sheet.writable(item.caption), width, sheet.measure(small)),
  }));
  const high = Math.max(...pictures.map((one) => one.height));
  const captions = Math.max(...pictures.map((one) => one.lines.length)) * small.leading;
  return { pictures, high, height: high + 4 + captions };
}

/** Side by side, each with its own caption: read aloud one after the other. */
function writePictures(sheet: Sheet, items: Pictures): void {
  const { pictures, high, height } = layPictures(sheet, items);
  if (sheet.room < height) sheet.newPage();
  const top = sheet.y;
  for (const { item, draw, lines, x, ...size } of pictures) {
    const y = top + high - size.height;
    const figure = sheet.element("Figure", { alt: item.alt, bbox: [x, y, x + size.width, y + size.height] });
    sheet.root.add(figure);
    sheet.marked(figure, "Figure", () => draw(x, y));
    figure.end();
    sheet.y = top + high + 4;
    const caption = sheet.element("P");
    sheet.root.add(caption);
    writeLines(sheet, caption, "P", lines, x, small);
    caption.end();
  }
  sheet.y = top + height;
}

/** Who, what, when and which page of how many: at the edge of every sheet, read aloud on none. */
function writeMargins(sheet: Sheet, document: DocumentText): void {
  const measure = sheet.measure(small);
  const { start, count } = sheet.pdf.bufferedPageRange();
  const date = documentTime(document.issuedAt, document.language);
  for (let i = start; i < start + count; i += 1) {
    sheet.pdf.switchToPage(i);
    const number = document.language === "de" ? `Seite ${i + 1} von ${count}` : `Page ${i + 1} of ${count}`;
    sheet.decorate(() => {
      writeEdge(document.issuer, date, 44);
      writeEdge(document.title, number, 841.89 - 50);
    }, "Pagination");
  }

  function writeEdge(left: string, right: string, y: number): void {
    const free = page.width - measure(right) - 16;
    const [first = "", ...more] = wrapLines(sheet.writable(left), free, measure);
    sheet.line(more.length === 0 ? first : `${first} …`, page.left, y, small);
    sheet.line(right, page.right - measure(right), y, small);
  }
}
