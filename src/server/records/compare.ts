import type { Block } from "../platform/documents/document.ts";

export interface Changes {
  readonly added: string[];
  readonly removed: string[];
}

/** Every line of a document as one reads it. */
function linesOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case "heading":
      case "paragraph":
        return [block.text];
      case "list":
        return [...block.items];
      case "facts":
        return block.rows.map(({ label, value }) => `${label}: ${value.replaceAll("\n", "; ")}`);
      case "table":
        return block.rows.map((row) => row.join(" | "));
      default:
        return [];
    }
  });
}

/** True when both read the same from first to last line. */
export function readsSame(before: readonly Block[], now: readonly Block[]): boolean {
  return linesOf(before).join("\n") === linesOf(now).join("\n");
}

/** What came and what went, line by line. */
export function changesBetween(before: readonly Block[], now: readonly Block[]): Changes {
  const [old, fresh] = [linesOf(before), linesOf(now)];
  return {
    added: fresh.filter((line) => !old.includes(line)),
    removed: old.filter((line) => !fresh.includes(line)),
  };
}
