import type { Page } from "playwright-core";
import { expect } from "vitest";
import { stepTo, walkTo } from "./staff-app.ts";

/** What stands above a page. */
const above = (page: Page) => page.locator("dialog[open], [role=menu], [role=application]").filter({ visible: true });

/** Where the app lies open, or nowhere. */
function whereIn(page: Page, base: string): string {
  const { origin, pathname, search } = new URL(page.url());
  return origin === base ? pathname + search : "";
}

/** Whether the page that lies open is the one looked for: what stands above it is closed, and nothing is loaded anew. */
export async function stays(page: Page, base: string, path: string | RegExp): Promise<boolean> {
  const here = whereIn(page, base);
  if (typeof path === "string" ? here !== path : !path.test(here)) return false;
  for (let left = await above(page).count(); left > 0; left = await above(page).count()) {
    await page.keyboard.press("Escape");
    await expect.poll(() => above(page).count()).toBeLessThan(left);
  }
  return true;
}

/** Within the app, as somebody goes on who has it open; where something stands above the page, by a load. */
export async function goesOn(page: Page, base: string, path: string): Promise<void> {
  const here = whereIn(page, base);
  if (here === "" || (await above(page).count()) > 0) await page.goto(base + path);
  else if (here.split("?")[0] === path.split("?")[0]) await stepTo(page, path);
  else await walkTo(page, path);
}
