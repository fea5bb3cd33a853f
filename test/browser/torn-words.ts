import type { Locator } from "playwright-core";

/** Words of a heading that stand in two lines, torn where no German would divide them. */
export function tornWords(heading: Locator): Promise<string[]> {
  return heading.evaluate((one) => {
    const text = one.firstChild;
    if (text === null) return [];
    return [...(text.textContent ?? "").matchAll(/[^\s-]+/g)].flatMap(({ 0: word, index }) => {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      return lines.size > 1 ? [word] : [];
    });
  });
}
