import { afterEach } from "vitest";
import { borrowedPages } from "./browsers.ts";

/** How much of a page is told: the log of a machine far away is read by somebody in a hurry. */
const [mostPages, mostSigns] = [6, 5_000];

/** A story that fails on a machine nobody can look at says what stood on its pages, as somebody would hear it who cannot see. */
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  for (const page of borrowedPages().slice(-mostPages)) {
    const heard = await page
      .locator("body")
      .ariaSnapshot({ timeout: 5_000 })
      .catch((error: unknown) => `not to be read: ${error}`);
    process.stdout.write(`${new URL(page.url()).pathname} when "${task.name}" failed:\n${heard.slice(0, mostSigns)}\n`);
  }
});
