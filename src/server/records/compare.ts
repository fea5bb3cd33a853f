import type { Block } from "../platform/documents/document.ts";

export interface Changes {
  readonly added: string[];
  readonly removed: string[];
}

/** Labels of what is counted anew every day, by what either of both says: an older version does not mark them. */
const daily = (...versions: readonly (readonly Block[])[]): ReadonlySet<string> =>
  new Set(
    versions
      .flat()
      .flatMap((block) => (block.kind === "facts" ? block.rows : []))
      .flatMap(({ label, ofTheDay }) => (ofTheDay ? [label] : [])),
  );

/** Every line of a document as one reads it, without the lines of `leftOut`. */
function linesOf(blocks: readonly Block[], leftOut: ReadonlySet<string>): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case "heading":
      case "paragraph":
        return [block.text];
      case "list":
        return [...block.items];
      case "facts":
        return block.rows
          .filter(({ label }) => !leftOut.has(label))
          .map(({ label, value }) => `${label}: ${value.replaceAll("\n", "; ")}`);
      case "table":
        return block.rows.map((row) => row.join(" | "));
      default:
        return [];
    }
  });
}

/** True when both read the same from first to last line, but for numbers of the day. */
export function readsSame(before: readonly Block[], now: readonly Block[]): boolean {
  const counts = daily(before, now);
  return linesOf(before, counts).join("\n") === linesOf(now, counts).join("\n");
}

/** What came and what went, line by line. */
export function changesBetween(before: readonly Block[], now: readonly Block[]): Changes {
  const counts = daily(before, now);
  const [old, fresh] = [linesOf(before, counts), linesOf(now, counts)];
  return {
    added: fresh.filter((line) => !old.includes(line)),
    removed: old.filter((line) => !fresh.includes(line)),
  };
}
