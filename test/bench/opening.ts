import { desk, noBrowser, openBrowser } from "../browser/people.ts";
import type { Figure } from "./bench.ts";
import type { Business } from "./business.ts";
import { percentile } from "./load.ts";

/** A phone or an old office computer: Chromium slows itself down by this much. */
const slower = 4;

/** Runs in the page: from the press on "Monat" to the frame that shows the plan, in milliseconds. */
const press = `new Promise((resolve) => {
  const link = document.querySelector('a[href="/plan/monat"]');
  const began = performance.now();
  link.click();
  const look = () => {
    if (document.querySelector("[role=grid] [role=row] [data-shift]") === null) return requestAnimationFrame(look);
    // The frame that has it is painted when a task behind its callback runs.
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  };
  requestAnimationFrame(look);
})`;

/**
 * Six weeks of forty people in a browser at a quarter of its speed: the app is open at "Mein Plan", somebody presses
 * "Monat". The fastest of several fresh pages counts, because other work on the machine only ever adds.
 */
export async function measureOpening(business: Business, quick: boolean): Promise<Figure[]> {
  if (noBrowser) return [];
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ timezoneId: "Europe/Berlin", ...desk });
    const page = await context.newPage();
    await page.goto(business.signIn);
    await page.locator("nav.rail").waitFor();
    const cdp = await context.newCDPSession(page);
    const throttle = (rate: number) => cdp.send("Emulation.setCPUThrottlingRate", { rate });
    const [first, again]: [number[], number[]] = [[], []];
    for (let i = 0; i < (quick ? 5 : 15); i++) {
      await throttle(1);
      await page.goto(`${business.baseUrl}/plan`);
      await page.getByRole("link", { name: "Monat" }).waitFor();
      await page.waitForTimeout(1_000);
      await throttle(slower);
      first.push(await page.evaluate<number>(press));
      await page.locator('a[href="/plan"]').last().click();
      await page.locator("[role=grid]").waitFor({ state: "detached" });
      await page.waitForTimeout(1_000);
      again.push(await page.evaluate<number>(press));
    }
    for (const times of [first, again]) times.sort((a, b) => a - b);
    const name = `month of ${business.crew.length} people, CPU ${slower}x slower`;
    return [
      { name: `${name}: opens, fastest`, value: first[0] ?? Number.NaN, unit: "ms", aim: { atMost: 300 } },
      { name: `${name}: opens, p50`, value: percentile(first, 0.5), unit: "ms" },
      { name: `${name}: opens again, fastest`, value: again[0] ?? Number.NaN, unit: "ms", aim: { atMost: 300 } },
    ];
  } finally {
    await browser.close();
  }
}
