import { type Browser, devices, type Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { MessagePage } from "../../src/contract/messages.ts";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { worldOf } from "./customers.ts";
import { calmly, keepsApp, noBrowser, person, picture, signIn } from "./people.ts";
import { countKept, partsMissing, storeStands } from "./phone-store.ts";
import { startDemo } from "./running.ts";

/**
 * Photos from a cellar, with a net that breaks three times and a phone that is closed once. Each cut falls into another
 * message, in the middle of one of its photos.
 */
const perMessage = 6;
const messages = 3;
let demo: Awaited<ReturnType<typeof startDemo>>;
let browser: Browser;
const { defaultBrowserType: _, ...pixel } = devices["Pixel 7"] ?? {};

beforeAll(async () => {
  if (noBrowser) return;
  [demo, browser] = await Promise.all([startDemo(), borrowBrowser()]);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
});

/** A photo of two blocks; noise, because nothing makes it smaller. */
async function photo(index: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const noise = { type: "gaussian", mean: 100 + index, sigma: 40 } as const;
  const image = sharp({ create: { width: 640, height: 480, channels: 3, background: "#888", noise } });
  return { name: `Foto-${index}.jpg`, mimeType: "image/jpeg", buffer: await image.jpeg({ quality: 95 }).toBuffer() };
}

/** What the server has of ours: names of the photos, and the numbers the phone gave what it sent. */
async function onTheServer(page: Page, id: string): Promise<{ photos: string[]; messages: string[] }> {
  return await page.evaluate(async (conversation) => {
    const answer = await fetch(`/api/conversations/${conversation}/messages?limit=200`);
    if (!answer.ok) return { photos: [], messages: [] };
    const { items } = (await answer.json()) as MessagePage;
    const ours = items.filter(({ direction, attachments }) => direction === "out" && attachments.length > 0);
    return {
      photos: ours.flatMap(({ attachments }) => attachments.map(({ name }) => name ?? "")),
      messages: items.flatMap(({ clientId }) => clientId ?? []),
    };
  }, id);
}

describe.skipIf(noBrowser)("photos from a cellar", () => {
  test("eighteen photos, three cuts and a closed app: none is lost and none is there twice", async () => {
    const world = worldOf(demo.info);
    const helga = await world.customer("Helga Seidel (Demo)");
    await world.writes(helga, "Die Therme tropft");
    const { page } = await person(browser, { ...pixel, locale: "de-DE", ...keepsApp }, [
      new URL(demo.info.baseUrl).host,
    ]);
    await signIn(page, demo.info.signIn.office);
    await page.locator("a[data-row]", { hasText: "Helga Seidel" }).click();
    await page.locator("li.message").first().waitFor();
    await expect.poll(async () => (await storeStands(page)).keys).toBe(1);
    // Closed in the cellar it opens there again only once all of it lies on the phone.
    await expect.poll(() => partsMissing(page), calmly).toBe(0);
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const cut = async (off: boolean) => await page.context().setOffline(off);

    await cut(true);
    for (let message = 0; message < messages; message++) {
      const numbers = Array.from({ length: perMessage }, (_one, index) => message * perMessage + index);
      const photos = await Promise.all(numbers.map(photo));
      await page.locator("input[type=file]").first().setInputFiles(photos);
      await page.locator("textarea").fill(`Bilder ${message + 1}`);
      await page.locator("textarea").press("Control+Enter");
      await page.locator("li.waiting").nth(message).waitFor();
    }
    await page.getByText("3 Nachrichten warten auf das Netz.").waitFor();
    await expect.poll(() => countKept(page, "outbox-file"), calmly).toBe(18);

    let blocks = 0;
    page.on("response", (response) => {
      if (response.request().method() === "PUT" && response.url().includes("/api/uploads/")) blocks += 1;
    });
    for (const after of [4, 16, 28]) {
      await cut(false);
      await expect.poll(() => blocks, { timeout: 60_000 }).toBeGreaterThan(after);
      await cut(true);
      await page.getByText("Kein Netz.").first().waitFor();
      if (after === 16) await page.reload();
    }
    await cut(false);
    await expect.poll(async () => (await onTheServer(page, id)).photos.length, { ...calmly, timeout: 60_000 }).toBe(18);
    await expect.poll(() => page.locator("li.waiting").count()).toBe(0);
    const there = await onTheServer(page, id);
    expect([there.photos.length, new Set(there.photos).size]).toEqual([18, 18]);
    // On WhatsApp every photo is a message; those that came from the phone carry its numbers, each once.
    expect([there.messages.length, new Set(there.messages).size]).toEqual([3, 3]);
    await expect.poll(() => countKept(page, "outbox-file")).toBe(0);
  });
});
