import { desk, noBrowser, openBrowser, phone } from "../browser/people.ts";
import type { Figure } from "./bench.ts";
import type { Business } from "./business.ts";

/** Lighthouse's "slow 4G": 1.6 Mbit/s and 150 ms, and a processor at a quarter of its speed. */
const line = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const slower = 4;

/** Runs in the page: when its largest part was painted, in milliseconds since the address was opened. */
const largest = `new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})`;

/** The inbox as somebody opens it who has nothing of the app yet: empty cache, no service worker, a slow line. */
export async function measureFirstVisit(business: Business, quick: boolean): Promise<Figure[]> {
  if (noBrowser) return [];
  const browser = await openBrowser();
  try {
    const figures: Figure[] = [];
    for (const [name, options] of [
      ["desk", desk],
      ["phone", phone],
    ] as const) {
      const context = await browser.newContext({ ...options, serviceWorkers: "block" });
      const page = await context.newPage();
      await page.goto(business.signIn);
      await page.waitForURL(/\/(heute|posteingang)/);
      const cdp = await context.newCDPSession(page);
      await cdp.send("Network.enable");
      const times: number[] = [];
      for (let i = 0; i < (quick ? 1 : 5); i++) {
        await page.goto("about:blank");
        await cdp.send("Network.clearBrowserCache");
        await cdp.send("Network.emulateNetworkConditions", line);
        await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
        await page.goto(`${business.baseUrl}/posteingang`);
        await page.locator("a[data-row]").first().waitFor();
        times.push(await page.evaluate<number>(largest));
      }
      times.sort((a, b) => a - b);
      figures.push({
        name: `inbox, first visit by slow 4G, CPU ${slower}x slower, ${name}: largest paint`,
        value: times[Math.floor(times.length / 2)] ?? Number.NaN,
        unit: "ms",
        aim: { atMost: 2_500 },
      });
      await context.close();
    }
    return figures;
  } finally {
    await browser.close();
  }
}
