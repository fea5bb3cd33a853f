import type { Block, Fact } from "./document.ts";
import { columnWidths, wrapLines } from "./document-layout.ts";
import { colours, page, type Sheet, type Style } from "./document-sheet.ts";

const cell: Style = { weight: "regular", size: 9, leading: 12.5, colour: colours.ink };
const head: Style = { ...cell, weight: "bold" };
const caption: Style = { ...cell, colour: colours.muted };
/** Between the text of a cell and the lines around it. */
const gap = { x: 8, y: 2.5 };

interface Cell {
  readonly element: PDFKit.PDFStructureElement;
  readonly tag: "TH" | "TD";
  readonly lines: readonly string[];
  readonly x: number;
  readonly style: Style;
}

/** A table over as many pages as it needs; its head stands on each of them and is read aloud once. */
export function* writeTable(sheet: Sheet, block: Extract<Block, { kind: "table" }>): Generator<void> {
  const table = sheet.element("Table");
  sheet.root.add(table);
  const names = block.head.map((text) => sheet.writable(text));
  const rows = block.rows.map((row) => row.map((text) => sheet.writable(text)));
  const widths = columnWidths([names, ...rows], page.width - names.length * gap.x, sheet.measure(head));
  const headLines = names.map((text, i) => wrapLines(text, widths[i] ?? 0, sheet.measure(head)));
  const headHeight = heightOf(headLines);
  const captionLines =
    block.caption === undefined ? [] : wrapLines(sheet.writable(block.caption), page.width, sheet.measure(caption));
  if (sheet.room < captionLines.length * caption.leading + headHeight + 3 * cell.leading) sheet.newPage();
  if (captionLines.length > 0) writeCaption(sheet, table, captionLines);
  const headRow = sheet.element("TR");
  table.add(headRow);
  const headCells = headLines.map((lines, i): Cell => {
    const element = sheet.element("TH", { scope: "Column" });
    headRow.add(element);
    return { element, tag: "TH", lines, x: start(widths, i), style: head };
  });
  paintHead();
  for (const one of headCells) mark(sheet, one, one.lines);
  headRow.end();
  sheet.y += headHeight;

  for (const [at, row] of rows.entries()) {
    yield;
    const lines = row.map((text, i) => wrapLines(text, widths[i] ?? 0, sheet.measure(cell)));
    const element = sheet.element("TR");
    table.add(element);
    const cells = lines.map((text, i): Cell => {
      const raw = block.rows[at]?.[i] ?? "";
      const td = sheet.element("TD", raw === row[i] ? {} : { actual: raw });
      element.add(td);
      return { element: td, tag: "TD", lines: text, x: start(widths, i), style: cell };
    });
    writeRow(sheet, cells, repeatHead, headHeight);
    element.end();
  }
  table.end();

  function paintHead(): void {
    sheet.decorate(() => sheet.pdf.rect(page.left, sheet.y, page.width, headHeight).fill(colours.head));
  }

  function repeatHead(): void {
    paintHead();
    sheet.decorate(() => {
      for (const one of headCells) draw(sheet, one, one.lines);
    });
    sheet.y += headHeight;
  }
}

function writeCaption(sheet: Sheet, table: PDFKit.PDFStructureElement, lines: readonly string[]): void {
  const element = sheet.element("Caption");
  table.add(element);
  sheet.marked(element, "Caption", () => {
    lines.forEach((line, i) => {
      sheet.line(line, page.left, sheet.y + i * caption.leading, caption);
    });
  });
  sheet.y += lines.length * caption.leading + 2;
}

/** Labels and values, one row each. */
export function* writeFacts(sheet: Sheet, facts: readonly Fact[]): Generator<void> {
  const measure = sheet.measure(head);
  const labels = facts.map((fact) => sheet.writable(fact.label));
  const left = Math.min(page.width * 0.34, Math.max(0, ...labels.map(measure)) + 1);
  const widths = [left, page.width - left - 2 * gap.x];
  const table = sheet.element("Table");
  sheet.root.add(table);
  for (const [at, fact] of facts.entries()) {
    yield;
    const row = sheet.element("TR");
    table.add(row);
    const value = sheet.writable(fact.value);
    const label = sheet.element("TH", { scope: "Row" });
    const text = sheet.element("TD", value === fact.value ? {} : { actual: fact.value });
    row.add(label);
    row.add(text);
    const labelLines = wrapLines(labels[at] ?? "", left, measure);
    const valueLines = wrapLines(value, widths[1] ?? 0, sheet.measure(cell));
    writeRow(
      sheet,
      [
        { element: label, tag: "TH", lines: labelLines, x: start(widths, 0), style: head },
        { element: text, tag: "TD", lines: valueLines, x: start(widths, 1), style: cell },
      ],
      () => {},
      0,
    );
    row.end();
  }
  table.end();
}

/** One row; it moves to the next page whole if it fits there, and is cut between lines if it fits on none. */
function writeRow(sheet: Sheet, cells: readonly Cell[], onNewPage: () => void, headHeight: number): void {
  const most = Math.max(1, ...cells.map((one) => one.lines.length));
  const wholePage = page.bottom - page.top - headHeight;
  for (let done = 0; done < most; ) {
    const fitting = Math.floor((sheet.room - 2 * gap.y) / cell.leading);
    const left = most - done;
    const fitsNowhere = left * cell.leading + 2 * gap.y > wholePage;
    if (fitting < left && (!fitsNowhere || fitting < 3)) {
      sheet.newPage();
      onNewPage();
      continue;
    }
    const now = Math.min(left, fitting);
    for (const one of cells) {
      const lines = one.lines.slice(done, done + now);
      if (lines.length > 0) mark(sheet, one, lines);
    }
    sheet.y += now * cell.leading + 2 * gap.y;
    sheet.decorate(() => {
      sheet.pdf.moveTo(page.left, sheet.y).lineTo(page.right, sheet.y).lineWidth(0.5).stroke(colours.line);
    });
    done += now;
  }
}

function mark(sheet: Sheet, one: Cell, lines: readonly string[]): void {
  sheet.marked(one.element, one.tag, () => draw(sheet, one, lines));
}

function draw(sheet: Sheet, one: Cell, lines: readonly string[]): void {
  lines.forEach((line, i) => {
    sheet.line(line, one.x, sheet.y + gap.y + i * cell.leading, one.style);
  });
}

function start(widths: readonly number[], column: number): number {
  return page.left + gap.x / 2 + widths.slice(0, column).reduce((x, width) => x + width + gap.x, 0);
}

function heightOf(cells: readonly (readonly string[])[]): number {
  return Math.max(1, ...cells.map((lines) => lines.length)) * head.leading + 2 * gap.y;
}
