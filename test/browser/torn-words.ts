import type { Locator } from "playwright-core";

/** Words that stand in two lines, torn where no German would divide them. */
export function tornWords(within: Locator): Promise<string[]> {
  return within.evaluate((one) => {
    const torn: string[] = [];
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode())
      for (const { 0: word, index } of (text.textContent ?? "").matchAll(/[^\s\u00ad-]+/g)) {
        const range = document.createRange();
        // The hyphen that stands at the end of the line before counts as part of the letter behind it.
        range.setStart(text, text.textContent?.[index - 1] === "\u00ad" ? index + 1 : index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) torn.push(word);
      }
    return torn;
  });
}
