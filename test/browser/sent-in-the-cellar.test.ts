import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type PageUnderTest, pageUnderTest } from "../../src/server/customer-page/page-under-test.contract.ts";
import { borrowBrowser, giveBack } from "./browsers.ts";

/** What was sent and has not arrived when the page goes: a reload, a phone that needs the room, a browser that ends. */

let t: PageUnderTest;
let browser: Browser;
let address: string;
let pages: Page[] = [];

beforeAll(async () => {
  t = await pageUnderTest({ topics: ["Heizung", "Bad"], phone: "0371 555010" });
  address = await t.listen();
  browser = await borrowBrowser();
});
afterEach(async () => {
  for (const page of pages) await page.context().close();
  pages = [];
});
afterAll(async () => {
  await giveBack(browser);
  await t?.close();
});

const messages = "**/api/customer/web/messages";
const stored = (page: Page) =>
  page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)].map((keys) => keys.join())");

/** A page whose line to the firm is cut; leaving it is never held up. */
async function cellar(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, locale: "de-DE" });
  const page = await context.newPage();
  pages.push(page);
  page.on("dialog", (dialog) => void dialog.accept());
  await page.goto(`${address}/k/web`);
  await page.route(messages, (route) => route.abort());
  return page;
}

async function sendFirst(page: Page, text: string): Promise<void> {
  await page.selectOption("#topic", "Heizung");
  await page.fill("#text", text);
  await page.fill("#name", "Helga Seidel");
  await page.fill("#reach", "0371 5550123");
  expect(await stored(page)).toEqual(["", ""]);
  await page.click("button.main");
  await page.getByText("Wird gesendet, sobald es wieder geht").waitFor();
}

const photo = {
  name: "Therme.png",
  mimeType: "image/png",
  buffer: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
    "base64",
  ),
};

describe("a page that goes before the message has arrived", () => {
  test("says what waits, keeps nothing but this tab's visit, and sends it once", async () => {
    const page = await cellar();
    await sendFirst(page, "Im Keller tropft es");
    expect(await stored(page)).toEqual(["", "chat_session"]);
    await page.reload();
    await page.getByRole("heading", { name: "Ihre Nachricht wartet noch" }).waitFor();
    const told = page.locator("#status");
    await told.getByText("Wird gesendet, sobald es wieder geht").waitFor();
    // Some browsers put a page back where it stood: at the button, two screens below.
    await expect.poll(async () => Math.sign((await told.boundingBox())?.y ?? -1)).toBe(1);
    expect((await told.boundingBox())?.y).toBeLessThan(740);
    expect(await page.inputValue("#text")).toBe("Im Keller tropft es");
    expect(await page.inputValue("#name")).toBe("Helga Seidel");
    expect(await page.inputValue("#topic")).toBe("Heizung");
    await page.unroute(messages);
    await page.evaluate("dispatchEvent(new Event('online'))");
    await page.waitForURL("**/gespraech");
    expect(await page.locator("#talk >> text=Im Keller tropft es").count()).toBe(1);
    expect(await stored(page)).toEqual(["", ""]);
  });

  test("counts the photos that went with the page, and asks for them where they can be sent", async () => {
    const page = await cellar();
    await page.setInputFiles("#gallery", [photo, { ...photo, name: "Schild.png" }]);
    await sendFirst(page, "So sieht es aus");
    await page.reload();
    await page.getByText("2 Dateien sind auf dem Weg verloren gegangen").waitFor();
    await page.unroute(messages);
    await page.evaluate("dispatchEvent(new Event('online'))");
    await page.waitForURL("**/gespraech");
    await page.getByText("Dateien: 0 von 2 angekommen. Bitte senden Sie die fehlenden noch einmal.").waitFor();
    // On the first screen, too, where everything else says that it is there.
    const lacking = page.getByText("Es fehlen noch Dateien. Noch einmal senden");
    expect((await lacking.boundingBox())?.y).toBeLessThan(740);
    await page.getByRole("link", { name: "Noch einmal senden" }).click();
    await page.locator("#gallery").setInputFiles([photo]);
    await page.click("button.main");
    await page.waitForSelector("#talk img");
    await page.reload();
    await page.waitForSelector("#talk img");
    expect(await lacking.count()).toBe(0);
  });

  test("whose answer alone was lost finds the conversation, and the message in it once", async () => {
    const page = await cellar();
    await page.unroute(messages);
    await page.route(messages, async (route) => {
      await route.fetch();
      await route.abort();
    });
    await sendFirst(page, "Die Antwort kam nicht an");
    await page.unroute(messages);
    await page.reload();
    await page.waitForURL("**/gespraech");
    await expect.poll(() => page.locator("#talk >> text=Die Antwort kam nicht an").count()).toBe(1);
    await expect.poll(() => stored(page)).toEqual(["", ""]);
    expect(await page.inputValue("#text")).toBe("");
  });

  test("with an answer in a conversation sends that on as well, and into no other", async () => {
    const page = await cellar();
    await page.unroute(messages);
    await page.fill("#text", "Erste");
    await page.fill("#name", "Helga Seidel");
    await page.fill("#reach", "0371 5550123");
    await page.click("button.main");
    await page.waitForURL("**/gespraech");
    const answer = async (text: string) => {
      await page.route(messages, (route) => route.abort());
      await page.fill("#text", text);
      await page.click("button.main");
      await page.getByText("Wird gesendet, sobald es wieder geht").waitFor();
    };
    await answer("Bitte bei Seidel klingeln");
    await page.reload();
    await expect.poll(() => page.inputValue("#text")).toBe("Bitte bei Seidel klingeln");
    await page.unroute(messages);
    await page.evaluate("dispatchEvent(new Event('online'))");
    await page.waitForSelector("#talk >> text=Bitte bei Seidel klingeln");
    await expect.poll(() => page.inputValue("#text")).toBe("");
    await answer("Nur für mich");
    // Meanwhile somebody else begins their own at this computer.
    await page.evaluate(
      "fetch('/api/customer/web/session', { method: 'DELETE', headers: { 'content-type': 'application/json' }, body: '{}' })",
    );
    await page.unroute(messages);
    await page.goto(`${address}/k/web`);
    expect(await page.inputValue("#text")).toBe("");
    expect(await stored(page)).toEqual(["", ""]);
  });
});

test("a net that goes away is said on the glass wherever one reads, and no longer once it is back (U52)", async () => {
  const page = await cellar();
  await page.unroute(messages);
  await page.fill("#text", "Wann kommen Sie?");
  await page.fill("#name", "Helga Seidel");
  await page.fill("#reach", "0371 5550123");
  await page.click("button.main");
  await page.waitForURL("**/gespraech");
  await page.waitForSelector("#talk");
  const line = page.getByText("Kein Netz. Antworten kommen später.");
  const onGlass = () =>
    line.evaluate((one) => one.getBoundingClientRect().top >= 0 && one.getBoundingClientRect().bottom <= innerHeight);
  await page.context().setOffline(true);
  await line.waitFor({ timeout: 2_000 });
  expect(await onGlass()).toBe(true);
  await page.locator("#leave").scrollIntoViewIfNeeded();
  expect(await onGlass()).toBe(true);
  await page.context().setOffline(false);
  await line.waitFor({ state: "detached" });
});

test("a second tap on the button selects none of its letters, and one refused file stands behind what arrived", async () => {
  const page = await cellar();
  await page.unroute(messages);
  await page.fill("#text", "Zwei Fotos");
  await page.fill("#name", "Helga Seidel");
  await page.fill("#reach", "0371 5550123");
  await page.setInputFiles("#gallery", [photo, { ...photo, name: "kaputt.png", buffer: Buffer.from("kein Bild") }]);
  await page.dblclick("button.main");
  expect(await page.evaluate("String(getSelection()).trim()")).toBe("");
  await page.getByRole("heading", { name: /^Angekommen, Vorgang \d+$/ }).waitFor();
  const lines = await page.locator("#status > p").allTextContents();
  expect(lines[0]).toBe("Ihre Nachricht ist da. 1 von 2 Dateien ist angekommen.");
  expect(lines[1]).toContain("„kaputt.png“");
  const weight = (selector: string) => page.locator(selector).evaluate((one) => getComputedStyle(one).fontWeight);
  expect([await weight("#status > :first-child"), await weight("#status > :last-child")]).toEqual(["600", "400"]);
  // What was for whoever has not written yet is over.
  expect(await page.getByText("Sie haben schon einen Link?").count()).toBe(0);
  await page.locator("a:focus").getByText("Zum Gespräch").click();
  await page.waitForURL("**/gespraech");
});
