/** How wide a text is, in the font and size that are set. */
export type Measure = (text: string) => number;

/**
 * Breaks a text into lines of at most `width`: at blanks, after a hyphen or slash, and inside a word too long for one
 * line. Where a word ends with the line, a blank stays (outside the width): whoever reads the lines aloud needs it.
 */
export function wrapLines(text: string, width: number, measure: Measure): string[] {
  const parts = text.split(/\r\n|[\n\r\u2028\u2029]/);
  return parts.flatMap((part, i) => {
    const lines = wrapLine(part, width, measure);
    if (i < parts.length - 1) lines.push(`${lines.pop() ?? ""} `);
    return lines;
  });
}

function wrapLine(text: string, width: number, measure: Measure): string[] {
  const fits = (part: string) => part.length <= longestLine && measure(part) <= width;
  const lines: string[] = [];
  let line = "";
  for (const piece of text.replaceAll("\t", " ").match(pieces) ?? []) {
    if (fits(trimEnd(line + piece))) {
      line += piece;
      continue;
    }
    if (trimEnd(line) !== "") lines.push(trimEnd(line) + (piece.startsWith(" ") ? " " : ""));
    line = piece.trimStart();
    while (!fits(trimEnd(line))) {
      const part = longestStart(line, width, measure);
      lines.push(part);
      line = line.slice(part.length);
    }
  }
  return [...lines, trimEnd(line)];
}

/** No line of a page holds more signs than this: what is longer needs no measuring. */
const longestLine = 600;

/** A word with the blanks before it, cut after each hyphen or slash inside it. A no-break space does not part words,
 * a citation's sign stays with its number ("§ 257", "Art. 6"), and a telephone number ("0371 000 00-12") is one. */
const pieces =
  /[ ]*(?:\+\d{1,3}|\(?0\d{1,5}\)?)(?:[ /-]{1,3}\d{1,8}){1,6}(?![\d])[^ /-]*[/-]*|[ ]*[/-]*(?:(?:§{1,2}|Art\.|Abs\.|Nr\.|lit\.) )?[^ /-]+[/-]*|[ ]*[/-]+|[ ]+$/g;

/**
 * How many lines of a paragraph stand on this sheet, none where it begins on the next: no single line is left behind, and
 * none goes over alone.
 * @param room lines this sheet still takes
 */
export function linesHere(lines: number, room: number): number {
  if (lines <= room) return lines;
  const here = lines - room === 1 ? room - 1 : room;
  return here < 2 ? 0 : here;
}

/** What stays together on a line. */
const unbroken = (cell: string): string[] =>
  cell.split(/[\t\n]/).flatMap((part) => (part.match(pieces) ?? []).map((piece) => piece.trim()));

function trimEnd(line: string): string {
  return line.replace(/ +$/, "");
}

const signs = new Intl.Segmenter("de", { granularity: "grapheme" });

/** As much of the word as fits, at least one sign. */
function longestStart(word: string, width: number, measure: Measure): string {
  let start = "";
  for (const { segment } of signs.segment(word)) {
    if (start !== "" && measure(start + segment) > width) break;
    start += segment;
  }
  return start;
}

/**
 * Column widths of a table: each column gets its longest word (as far as there is room), the rest goes where most text
 * stands. The widths add up to `width`.
 */
export function columnWidths(rows: readonly (readonly string[])[], width: number, measure: Measure): number[] {
  const count = Math.max(1, ...rows.map((row) => row.length));
  const columns = Array.from({ length: count }, (_, i) => rows.map((row) => row[i] ?? ""));
  const least = columns.map((cells) => Math.max(0, ...cells.flatMap(unbroken).map(measure)));
  const wish = columns.map((cells) => Math.max(0, ...cells.flatMap((cell) => cell.split("\n")).map(measure)));
  const most = width / Math.min(count, 3);
  const floor = least.map((one) => Math.min(one, most));
  const floorSum = sum(floor);
  if (floorSum >= width) return floor.map((one) => (one * width) / floorSum);
  // A column of whole sentences does not starve its neighbours: wishes count up to the width of the page.
  const more = wish.map((one, i) => Math.max(0, Math.min(one, width) - (floor[i] ?? 0)));
  const moreSum = sum(more);
  if (moreSum === 0) return floor.map((one) => one + (width - floorSum) / count);
  return floor.map((one, i) => one + ((more[i] ?? 0) * (width - floorSum)) / moreSum);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
