import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

const axe = readFileSync(join(import.meta.dirname, "../../node_modules/axe-core/axe.min.js"), "utf8");
const everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** In the dark the same things stand in the same places: only what depends on colours can differ. */
const colours = ["color-contrast", "link-in-text-block"];
/**
 * For axe a bar at the foot makes what lies scrolled away below it small: of a button there a strip peeps out beneath the bar,
 * where nobody sees it. Such a one is scrolled to, and there all of the 24 pixels around its middle must be its own.
 */
const pressable = `((one) => {
  one.scrollIntoView({ block: "center" });
  const { left, top, width, height } = one.getBoundingClientRect();
  const own = (x, y) => one.contains(document.elementFromPoint(left + width / 2 + x, top + height / 2 + y));
  return [[0, 0], [-11, -11], [11, -11], [-11, 11], [11, 11]].every(([x, y]) => own(x, y));
})`;
/** Once a document: it stays there until the next page is loaded. */
async function bringAxe(page: Page): Promise<void> {
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(axe);
}
/** As at a desk, and as on a small phone. The colours are turned once in each: every turn draws the whole screen anew. */
const views = [
  { width: 1440, height: 900, schemes: ["light", "dark"] },
  { width: 360, height: 700, schemes: ["dark", "light"] },
] as const;

/** What axe finds of all it knows, as the screen stands. */
export async function barriersOn(page: Page): Promise<string[]> {
  await bringAxe(page);
  return await page.evaluate<string[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).join(', ')))",
  );
}

/** What axe finds on the screen as it stands, wide and narrow, in light and dark, and what sticks out or is out of reach on a narrow one. */
export async function faultsFor(page: Page): Promise<string[]> {
  const found: string[] = [];
  let shown: string | undefined;
  await bringAxe(page);
  for (const { width, height, schemes } of views) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of schemes) {
      // To say the same again draws all of it again.
      if (colorScheme !== shown) await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      shown = colorScheme;
      // A colour on its way to another one is neither.
      const faults = await page.evaluate<string[]>(
        `Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished))
          .then(() => axe.run(document, { runOnly: ${JSON.stringify(colorScheme === "light" ? everything : colours)}, resultTypes: ["violations"], selectors: false, elementRef: true }))
          .then(({ violations }) => violations.flatMap(({ id, nodes }) => {
            const wrong = id === "target-size" ? nodes.filter(({ element }) => !${pressable}(element)) : nodes;
            return wrong.length === 0 ? [] : [id + ": " + wrong.map((n) => n.html.slice(0, 160)).join(" | ")];
          }))`,
      );
      found.push(...faults.map((fault) => `${width} ${colorScheme}: ${fault}`));
    }
  }
  for (const width of [360, 320]) {
    if (page.viewportSize()?.width !== width) await page.setViewportSize({ width, height: 700 });
    const beyond = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
    if (beyond > 0) found.push(`${width}: ${beyond} pixels beyond the edge`);
    // Inside the app only its parts scroll; a page that does takes header and field away. And no button is out of reach.
    const hidden = await page.evaluate<string[]>(`[
      ...(document.querySelector(".shell") && document.documentElement.scrollHeight > innerHeight ? ["the page itself scrolls"] : []),
      ...[...document.querySelectorAll("dialog[open] :is(button, a)")].filter((one) => {
        const { left, right, width } = one.getBoundingClientRect();
        return width > 0 && one.checkVisibility() && (left < -1 || right > innerWidth + 1) && !one.closest("[data-sideways]");
      }).map((one) => "out of reach: " + one.outerHTML.slice(0, 120)),
    ]`);
    found.push(...hidden.map((one) => `${width}: ${one}`));
  }
  return found;
}

/** What one can press and is smaller than that, where it stands by itself and not within a sentence. */
export const tooSmall = (page: Page, least: number): Promise<string[]> =>
  page.evaluate((size) => {
    const found: string[] = [];
    for (const one of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
      if (one.closest(".sr-only, .skip, [hidden], p, .bubble") || !one.checkVisibility({ visibilityProperty: true }))
        continue;
      const { width, height, right } = (one.closest("label") ?? one).getBoundingClientRect();
      if (right > 0 && width > 0 && (width < size - 0.5 || height < size - 0.5))
        found.push(`${Math.round(width)}x${Math.round(height)} ${one.outerHTML.slice(0, 140)}`);
    }
    return found;
  }, least);
