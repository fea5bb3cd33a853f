import type { Browser, Locator, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { leavesAtOnce } from "./leaves-at-once.ts";
import { desk, noBrowser, person, phone, picture, signIn, type Watched } from "./people.ts";
import { startDemo } from "./running.ts";
import { stepTo } from "./staff-app.ts";
import { tornWords } from "./torn-words.ts";

let demo: Awaited<ReturnType<typeof startDemo>>;
let browser: Browser;
let office: Page;
const all: Watched[] = [];

async function sit(options = desk): Promise<Page> {
  const watched = await person(browser, options, [new URL(demo.info.baseUrl).host]);
  all.push(watched);
  return watched.page;
}
beforeAll(async () => {
  if (noBrowser) return;
  [demo, browser] = await Promise.all([startDemo(), borrowBrowser()]);
  await leavesAtOnce(demo);
  office = await sit();
  await signIn(office, demo.info.signIn.office);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
});

/** A photo as a phone takes it, with the place it was taken at. */
const photo = () =>
  sharp({ create: { width: 1600, height: 1200, channels: 3, background: "#7a4" } })
    .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "50/1 50/1 0/1" } })
    .jpeg()
    .toBuffer();

async function write(page: Page, name: string, text: string, reach = "0371 000 00-12"): Promise<void> {
  await page.getByLabel("Ihr Name").fill(name);
  await page.getByLabel("Telefon oder E-Mail").fill(reach);
  await page.locator("#text").fill(text);
  await page.setInputFiles("#gallery", { name: "Therme.jpg", mimeType: "image/jpeg", buffer: await photo() });
  await page.locator("button.main").click();
  await page.waitForURL("**/gespraech");
}

/** How green one spot of a picture on the screen is: the photo is, black is not; what is not drawn yet counts as green. */
const green = (picture: Locator): Promise<number> =>
  picture.evaluate((image: HTMLImageElement) => {
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext("2d");
    brush?.drawImage(image, 0, 0);
    const [, value = 255, , drawn] = brush?.getImageData(5, 5, 1, 1).data ?? [];
    return image.complete && drawn === 255 ? value : 255;
  });

async function answer(name: string, text: string): Promise<void> {
  await office.locator("a[data-row]", { hasText: name }).click();
  await office.getByRole("heading", { level: 1, name }).waitFor();
  await office.getByRole("textbox", { name: /Antwort an/ }).fill(text);
  await office.getByRole("button", { name: "Senden", exact: true }).click();
}

describe.skipIf(noBrowser)("the firm's own page", () => {
  // Without a script the way is the same; what the page makes of it is in customer-page.test.ts.
  test("write with a photo, get the answer, come back on another device by the private link", async () => {
    const name = "Emre Yilmaz (Demo)";
    const page = await sit(phone);
    await page.goto(demo.info.customerPageUrl);
    await expect.poll(() => page.locator("body").textContent()).toMatch(/Notfall|Notdienst/);
    for (const link of ["Impressum", "Datenschutz"]) await page.getByRole("link", { name: link }).first().waitFor();
    expect(await page.context().cookies()).toEqual([]);
    await write(page, name, "Die Therme zeigt E133.");
    await page.getByText(/Angekommen um \d\d:\d\d, Vorgang \d+/).waitFor();
    await expect.poll(() => page.locator("h1 + p").textContent()).toMatch(/^Vorgang \d+ ?$/);
    expect((await page.getByRole("button", { name: "Link merken" }).boundingBox())?.y).toBeLessThan(900);
    // On top stands that it arrived; nobody lands in the middle of the automatic answer.
    const arrived = (await page.locator("#arrived").boundingBox())?.y;
    expect(arrived !== undefined && arrived > 0 && arrived < 740).toBe(true);

    const inList = office.locator("a[data-row]", { hasText: name });
    await inList.getByText(/wartet seit/).waitFor();
    await inList.locator("img").waitFor();
    await answer(name, "Sieht nach Zündelektrode aus.");
    const words = page.getByText("Zündelektrode aus.");
    const sent = office.locator("li.message.out", { hasText: "Zündelektrode aus." });
    await sent.getByRole("img", { name: /^(gesendet|zugestellt|gelesen)/ }).waitFor();
    await words.waitFor();
    // The page still stands where it was read: what came below is told of, and one press leads there.
    expect(await page.evaluate(() => scrollY)).toBe(0);
    const below = page.getByRole("link", { name: "Neue Nachricht", exact: true });
    await below.click();
    await expect.poll(() => words.evaluate((one) => one.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    await below.waitFor({ state: "detached" });
    await sent.getByRole("img", { name: /zugestellt|gelesen/ }).waitFor();

    await page.getByRole("button", { name: "Link merken" }).click();
    const link = await page.locator("#private-link").inputValue();
    await page.context().close();
    const other = await sit(phone);
    await other.goto(link);
    await other.waitForURL("**/gespraech");
    await other.getByText("Zündelektrode aus.").waitFor();
    await expect.poll(() => other.evaluate(() => scrollY)).toBeGreaterThan(0);
    await other.locator("#talk img").first().waitFor();
    // Nobody takes the silence of a net that is gone for that of the firm (U52).
    for (const [away, says] of [
      [true, /^Kein Netz\. Antworten kommen später\.$/],
      [false, /^$/],
    ] as const) {
      await other.context().setOffline(away);
      await expect.poll(() => other.locator(".net").textContent()).toMatch(says);
    }
    await other.locator("#text").fill("Danke, Donnerstag passt.");
    await other.locator("button.main").click();
    await office.locator("li.message.in", { hasText: "Donnerstag passt" }).waitFor();
    // What else is open of the visit is cleared as it ends, half-typed words included, and holds nobody back (U54).
    const [data, leaving] = [await other.context().newPage(), await other.context().newPage()];
    await other.locator("#text").fill("Ganz unter uns");
    await data.goto(new URL("k/heizung/meine-daten", demo.info.baseUrl).href);
    await leaving.goto(other.url());
    await leaving.getByRole("button", { name: "Auf diesem Gerät abmelden" }).click();
    for (const left of [other, data]) {
      await left.getByRole("alert").getByText("haben wir Sie abgemeldet").waitFor();
      const seen = "[...document.querySelectorAll('textarea, main')].map((one) => one.value ?? one.textContent).join()";
      expect(await left.evaluate(seen)).not.toMatch(/Zündelektrode|unter uns|Yilmaz/);
    }
    await other.getByRole("link", { name: "Neue Nachricht schreiben" }).click();
    await other.getByLabel("Ihr Name").waitFor();
    await other.context().close();
  });

  test("a mistyped address says so and leads to the page and the Impressum; the app's own addresses still open", async () => {
    const page = await sit(phone);
    for (const wrong of ["/impresum", "/datenschutz/fax", "/k"]) {
      const answer = await page.goto(new URL(wrong, demo.info.baseUrl).href);
      expect([wrong, answer?.status()]).toEqual([wrong, 404]);
      await page.getByRole("heading", { level: 1, name: "Diese Seite gibt es nicht" }).waitFor();
      expect(await tornWords(page.locator("body"))).toEqual([]);
      await page.getByRole("link", { name: "Impressum" }).click();
      await page.getByRole("heading", { level: 1, name: "Impressum" }).waitFor();
      await page.goBack();
    }
    await page
      .getByRole("link", { name: /Schreiben Sie uns/ })
      .first()
      .click();
    await page.getByLabel("Ihr Name").waitFor();
    await page.context().close();
    await office.goto(new URL("/recht/vertraege", demo.info.baseUrl).href);
    await office.getByRole("heading", { level: 1, name: "Verträge (AVV)" }).waitFor();
    await stepTo(office, "/posteingang");
  });

  test("a photo that shows too much is reported, and painted over where one looks at it", async () => {
    const name = "Frau Nachbar (Demo)";
    const page = await sit(phone);
    await page.goto(demo.info.customerPageUrl);
    await write(page, name, "So sieht es aus.");
    await office.locator("a[data-row]", { hasText: name }).click();
    await office.getByRole("heading", { level: 1, name }).waitFor();
    await office.locator("li.message.in button[data-picture]").click();
    const tool = office.getByRole("button", { name: "Zeigt zu viel" });
    await tool.click();
    await office.getByRole("button", { name: "Melden", exact: true }).click();
    await tool.click();
    await office.getByText(/wird es am .* gelöscht/).waitFor();
    await office.getByRole("button", { name: "Unkenntlich machen" }).click();
    await office.getByRole("button", { name: "Ganzes Bild" }).click();
    await office.getByRole("button", { name: "Schwärzen" }).click();
    await office.getByRole("dialog", { name: "Zeigt das Foto zu viel?" }).waitFor({ state: "detached" });
    await office.keyboard.press("Escape");
    const thumbnail = office.locator("li.message.in button[data-picture] img");
    await thumbnail.waitFor();
    await expect.poll(() => green(thumbnail)).toBeLessThan(30);
    await page.context().close();
  });

  test("a face is painted over before the photo goes anywhere (PH-3)", async () => {
    const name = "Herr Wirt (Demo)";
    const page = await sit(phone);
    await page.goto(demo.info.customerPageUrl);
    await write(page, name, "Wie sah es nachher aus?");
    await office.locator("a[data-row]", { hasText: name }).click();
    await office.getByRole("heading", { level: 1, name }).waitFor();
    const file = { name: "Bad.jpg", mimeType: "image/jpeg", buffer: await photo() };
    await office.locator("input[type=file]").first().setInputFiles(file);
    await office.getByRole("button", { name: "Bad.jpg unkenntlich machen" }).click();
    await office.getByRole("button", { name: "Ganzes Bild" }).click();
    await office.getByRole("button", { name: "Schwärzen" }).click();
    await office.getByRole("dialog").waitFor({ state: "detached" });
    await office.getByRole("textbox", { name: /Antwort an/ }).fill("So.");
    await office.getByRole("button", { name: "Senden", exact: true }).click();
    const sent = office.locator("li.message.out button[data-picture] img");
    await sent.waitFor();
    await expect.poll(() => green(sent)).toBeLessThan(30);
    await page.context().close();
  });

  test("a poster's QR code leads to the same page, and nobody outside was asked", async () => {
    const page = await sit(phone);
    const answered = await page.goto(`${demo.info.baseUrl}/k/web`);
    expect(answered?.status()).toBe(200);
    expect(all.flatMap(({ foreign }) => foreign)).toEqual([]);
    expect(all.flatMap(({ errors }) => errors)).toEqual([]);
  });

  test.each([true, false])("no button touches what stands below it, with a script: %s", async (javaScriptEnabled) => {
    const page = await sit({ ...phone, javaScriptEnabled });
    await page.goto(demo.info.customerPageUrl);
    await page.getByLabel("Ihr Name").fill("Knut Knopf (Demo)");
    await page.getByLabel("Telefon oder E-Mail").fill("0371 000 00-12");
    await page.locator("#text").fill("Es tropft.");
    await page.locator("button.main").click();
    await page.waitForURL("**/gespraech");
    const buttons = page.locator("button:visible, a.button:visible");
    await buttons.filter({ hasText: "Link merken" }).waitFor();
    if (javaScriptEnabled) await buttons.filter({ hasText: "Chat auf diesem Gerät" }).waitFor();
    // All at one moment: what arrives meanwhile moves what stands below it.
    const { gaps, out } = await buttons.evaluateAll((all) => {
      const box = (one: Element | null) => one?.getBoundingClientRect() ?? new DOMRect(0, Number.NaN);
      const boxes = all.map(box);
      const tops = [...boxes, box(document.querySelector(".talk"))].map(({ y }) => y);
      const under = ({ y, bottom }: DOMRect) => tops.filter((top) => !(top <= y)).map((top) => top - bottom);
      const back = document.querySelector(".back");
      return { gaps: boxes.flatMap(under), out: box(back?.querySelector("button, .button") ?? null).y - box(back).y };
    });
    expect(gaps.length).toBeGreaterThan(1);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(8);
    // The line above the way out keeps its distance too.
    expect(out).toBeGreaterThanOrEqual(12);
    // The next one at this computer does not stay in it.
    await page.getByText("Nicht Ihr Gespräch?").click();
    await page.getByRole("button", { name: "Eigenes Gespräch beginnen" }).click();
    await page.getByLabel("Ihr Name").waitFor();
    expect(await page.context().cookies()).toEqual([]);
  });

  test("whoever set large letters in the browser gets them on the legal pages too, and no word is torn", async () => {
    const page = await sit({ ...phone, viewport: { width: 320, height: 640 } });
    for (const path of ["/impressum", "/datenschutz/whatsapp"]) {
      await page.goto(demo.info.baseUrl + path);
      const size = () =>
        page
          .locator("main p")
          .first()
          .evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
      const usual = await size();
      await page.evaluate("document.documentElement.style.fontSize = '200%'");
      expect(await size()).toBe(2 * usual);
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    }
    await page.goto(demo.info.customerPageUrl);
    // For who was here before, and for a thumb.
    const back = page.getByRole("link", { name: "Gespräch fortsetzen" });
    expect((await back.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await page.evaluate("document.documentElement.style.fontSize = '200%'");
    expect(await tornWords(page.locator("h1"))).toEqual([]);
    // Nor the word under a chosen photo, which is as wide as the letters want.
    await page.setInputFiles("#gallery", { name: "Therme.jpg", mimeType: "image/jpeg", buffer: await photo() });
    await page.getByRole("button", { name: "Therme.jpg entfernen" }).waitFor();
    expect(await tornWords(page.locator(".chosen"))).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    await page.context().close();
  });

  test("what is said of a refused file goes with the next choice, and what is about something else stays", async () => {
    const page = await sit(phone);
    await page.goto(demo.info.customerPageUrl);
    const status = page.locator("#status");
    const choose = (name: string, mimeType: string, buffer: Buffer) =>
      page.setInputFiles("#gallery", { name, mimeType, buffer });
    await choose("Angebot.docx", "application/msword", Buffer.from("Angebot"));
    await status.getByText("„Angebot.docx“ nehmen wir hier nicht an.").waitFor();
    await choose("Therme.jpg", "image/jpeg", await photo());
    await page.getByRole("button", { name: "Therme.jpg entfernen" }).waitFor();
    await expect.poll(() => status.textContent()).toBe("");
    // A message with half an address is refused for another reason.
    await page.locator("#text").fill("Der Hahn tropft.");
    await page.locator("#name").fill("Gerda Lindner (Demo)");
    await page.locator("#reach").fill("gerda@");
    await page.locator("button.main").click();
    await status.getByText("Noch nicht gesendet.").waitFor();
    await choose("Hahn.jpg", "image/jpeg", await photo());
    await page.getByRole("button", { name: "Hahn.jpg entfernen" }).waitFor();
    expect(await status.textContent()).toContain("Noch nicht gesendet.");
    await page.context().close();
  });

  test("a wrong address is named beside its field, with a script as without", async () => {
    const page = await sit(phone);
    await page.goto(demo.info.customerPageUrl);
    await page.locator("#text").fill("Der Hahn tropft.");
    await page.locator("#name").fill("Gerda Lindner (Demo)");
    const reach = page.locator("#reach");
    await reach.fill("gerda@");
    await page.locator("button.main").click();
    const sentence = page.locator("#reach-problem");
    await sentence.getByText("Bitte prüfen").waitFor();
    expect(await reach.getAttribute("aria-describedby")).toBe("reach-problem");
    await expect.poll(() => sentence.evaluate((node) => node.getBoundingClientRect().top >= 0)).toBe(true);
    expect(await page.locator("#status").textContent()).not.toContain("fehlt");
    await reach.fill("0371 555 12");
    await sentence.waitFor({ state: "detached" });
    await page.locator("button.main").click();
    await page.getByText("Die Antwort steht dann hier auf dieser Seite.").waitFor();
    await page.context().close();
    // Piece by piece photos need the visit, which is a cookie: whose browser takes none sends them with the words.
    const shut = await sit(phone);
    await shut.addInitScript("Object.defineProperty(window, 'localStorage', { get: () => JSON.parse('') })");
    await shut.route(/uploads/, (route) => route.abort());
    await shut.goto(demo.info.customerPageUrl);
    const written = write(shut, "Rolf Zeh (Demo)", "So sieht es aus.", "rolf@");
    // What is wrong with a field costs no photo.
    await shut.locator("#reach-problem").waitFor();
    expect(await shut.locator("[aria-invalid]").count()).toBe(1);
    await shut.getByRole("button", { name: "Therme.jpg entfernen" }).waitFor();
    await shut.locator("#reach").fill("0371 555 13");
    await shut.route("**/talk", (route) => route.fulfill({ status: 404, body: "{}" }), { times: 1 });
    await shut.locator("button.main").click();
    await shut.locator("#status", { hasText: "Ihre Nachricht ist da." }).getByText("nimmt keine Cookies an.").waitFor();
    await shut.goto(`${demo.info.customerPageUrl}/gespraech`);
    await written;
    await shut.locator("#talk img").waitFor();
    await shut.context().close();
    await office.locator("a[data-row]", { hasText: "Gerda Lindner" }).click();
    await office.getByRole("link", { name: "0371 555 12" }).first().waitFor();
    expect(await office.getByRole("link", { name: "0371 555 12" }).first().getAttribute("href")).toBe("tel:037155512");
  });
});
