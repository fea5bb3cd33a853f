import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type PageUnderTest, pageUnderTest } from "../../src/server/customer-page/page-under-test.contract.ts";
import type { Tx } from "../../src/server/platform/db.ts";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { heldBack } from "./held-back.ts";
import { tornWords } from "./torn-words.ts";

/** The customer page in a real browser: with and without a script, on a phone, in a cellar. */

let t: PageUnderTest;
let browser: Browser;
let address: string;
let pages: Page[] = [];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

beforeAll(async () => {
  t = await pageUnderTest({
    topics: ["Heizung / Warmwasser", "Bad"],
    hours: [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" })),
    replyTime: "heute bis etwa 12 Uhr",
    phone: "0371 555010",
    emergencyPhone: "0171 5550199",
    colour: "#8a1c1c",
  });
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

const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, locale: "de-DE" };

async function open(path: string, options: BrowserContextOptions = phone): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  pages.push(page);
  await page.goto(address + path);
  return page;
}

async function fill(page: Page, text = "Heizung geht nicht an"): Promise<void> {
  await page.fill("#text", text);
  await page.fill("#name", "Helga Seidel");
  await page.fill("#reach", "0371 5550123");
}

// Scripts for the page are text: this test runs on the server.
const kept = (page: Page) =>
  page.evaluate(`(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))()`);
const nothing = { cookie: "", local: 0, session: 0, databases: 0, caches: 0, workers: 0 };

let photo: Buffer | undefined;
/** Twelve megapixels with a location in them, as a phone takes it. */
async function bigPhoto(): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 128, sigma: 30 } as const;
  photo ??= await sharp({ create: { width: 4000, height: 3000, channels: 3, background: "#a33", noise } })
    .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 2/1 3/1" } })
    .jpeg({ quality: 50 })
    .toBuffer();
  return photo;
}

describe("what the page leaves on a device (WC-1, WC-2)", () => {
  test("nothing at all before the first message, and no request to anybody else", async () => {
    const page = await (await browser.newContext(phone)).newPage();
    pages.push(page);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`${address}/k/web?q=kessel`, { waitUntil: "networkidle" });
    await fill(page);
    expect(await kept(page)).toEqual(nothing);
    expect(await page.context().cookies()).toEqual([]);
    expect(requests.every((url) => url.startsWith(address))).toBe(true);
    expect(requests.filter((url) => !url.endsWith("/favicon.ico")).length).toBeLessThanOrEqual(5);
  });

  test("after it one cookie no script can read; localStorage only after the button, gone after sign-off", async () => {
    const page = await open("/k/web");
    await fill(page);
    await page.click("button.main");
    await page.waitForURL("**/gespraech");
    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([{ name: "__Host-werkbote-k", httpOnly: true, secure: true, sameSite: "Strict" }]);
    expect(await kept(page)).toEqual(nothing);
    await page.click("text=Chat auf diesem Gerät merken");
    await page.waitForSelector("text=merkt sich den Chat");
    expect(await page.evaluate("Object.keys(localStorage)")).toEqual(["chat_resume"]);
    await page.context().clearCookies();
    await page.goto(`${address}/k/web`);
    await page.waitForURL("**/gespraech");
    // A slow line: who writes before the answer is there keeps the words, and they come into the same conversation.
    await page.context().clearCookies();
    const held = Promise.withResolvers<void>();
    await page.route("**/resume", async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.goto(`${address}/k/web`);
    await page.fill("#text", "Jetzt ist es ganz aus");
    held.resolve();
    await page.waitForSelector("text=Ihre Nachricht kommt dazu");
    expect(await page.inputValue("#text")).toBe("Jetzt ist es ganz aus");
    await page.click("button.main");
    await page.waitForURL("**/gespraech");
    expect(await page.locator("#talk li").count()).toBeGreaterThan(1);
    await page.waitForSelector("#talk >> text=Jetzt ist es ganz aus");
    const box = await page.locator("input[name=everywhere]").boundingBox();
    const label = await page.locator("label:has([name=everywhere])").boundingBox();
    expect(box && label && Math.abs(box.x - label.x) < 2 && label.height >= 44).toBe(true);
    await page.click("text=Auf diesem Gerät abmelden");
    await page.waitForURL("**/k/web");
    expect(await kept(page)).toEqual(nothing);
    expect(await page.context().cookies()).toEqual([]);
  });
});

describe("without JavaScript", () => {
  test("write, add photos, read the answer, take the link along, come back with it", async () => {
    const page = await open("/k/web", { ...phone, javaScriptEnabled: false });
    await fill(page);
    await page.selectOption("#topic", "Bad");
    await page.setInputFiles("#gallery", [await small("Typenschild.png")]);
    await page.click("button.main");
    await page.waitForURL("**/gespraech");
    await page.locator("#talk img").waitFor();
    await expect.poll(() => page.textContent("#talk")).toMatch(/Angekommen um 07:12, Vorgang \d+/);
    expect(await page.textContent("h1 + p")).toMatch(/^Vorgang \d+ · Neue Nachrichten laden$/);
    expect((await page.getByRole("button", { name: "Link merken" }).boundingBox())?.y).toBeLessThan(900);
    // On top stands that it arrived; nobody lands in the middle of the automatic answer.
    const arrived = (await page.locator("#arrived").boundingBox())?.y ?? 740;
    expect(arrived > 0 && arrived < 740).toBe(true);
    const { messageId } = await t.firmWrites("Sieht nach Zündelektrode aus");
    await page.click("#reload a");
    await expect.poll(() => page.textContent("#talk")).toContain("Zündelektrode");
    const shown = (tx: Tx) => tx.selectFrom("message").select("state").where("message_id", "=", messageId).execute();
    await expect.poll(() => t.deps.db.withTenant(t.tenantId, shown)).toEqual([{ state: "delivered" }]);
    await page.click("text=Link merken");
    const link = await page.inputValue("#private-link");
    const other = await open("/k/web/weiter", { ...phone, javaScriptEnabled: false });
    await other.fill("#code", link);
    await other.click("button.main");
    await other.waitForURL("**/gespraech");
    await expect.poll(() => other.textContent("#talk")).toContain("Zündelektrode");
    await other.fill("#text", "Danke, Donnerstag passt.");
    await other.click("button.main");
    await expect.poll(() => other.textContent("#talk")).toContain("Donnerstag passt");
  });
});

/** A conversation that has begun, and whose files wait on their way until `pass`. */
async function slowUploads(): Promise<{ page: Page; pass: () => void }> {
  const page = await open("/k/web");
  await fill(page, "Es tropft");
  await page.click("button.main");
  await page.waitForURL("**/gespraech");
  const held = Promise.withResolvers<void>();
  await page.route("**/uploads/**", async (route) => {
    await held.promise;
    await route.continue();
  });
  return { page, pass: held.resolve };
}
const small = async (name: string) => {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: "#a33" } });
  return { name, mimeType: "image/png", buffer: await picture.png().toBuffer() };
};

describe("with JavaScript", () => {
  test("a photo is made small before it travels, and answers appear by themselves (U38)", async () => {
    const page = await open("/k/web");
    await fill(page, "Display zeigt E133");
    await page.setInputFiles("#camera", [{ name: "gross.jpg", mimeType: "image/jpeg", buffer: await bigPhoto() }]);
    await page.setInputFiles("#gallery", [
      await small("zwei.png"),
      { name: "drei.jpg", mimeType: "image/jpeg", buffer: await bigPhoto() },
    ]);
    await expect.poll(() => page.locator("#chosen li").count()).toBe(3);
    await page.click("#chosen li:nth-child(2) button");
    await page.click("button.main");
    await page.waitForURL("**/gespraech");
    await expect.poll(() => page.locator("#talk img").count()).toBe(2);
    const number = /Vorgang (\d+)/.exec((await page.textContent("main")) ?? "")?.[1];
    const files = await t.deps.db.withTenant(t.tenantId, (tx) =>
      tx
        .selectFrom("attachment")
        .innerJoin("message", "message.message_id", "attachment.message_id")
        .innerJoin("conversation", "conversation.conversation_id", "message.conversation_id")
        .select(["width", "height"])
        .where("number", "=", Number(number))
        .execute(),
    );
    expect(files).toMatchObject([
      { width: 2048, height: 1536 },
      { width: 2048, height: 1536 },
    ]);
    await t.firmWrites("Wir kommen Donnerstag um 10 Uhr");
    await page.waitForSelector("#talk >> text=Donnerstag um 10 Uhr");
    await page.fill("#text", "Passt, danke");
    await page.click("button.main");
    await page.waitForSelector("#talk >> text=Passt, danke");
    await expect.poll(() => page.inputValue("#text")).toBe("");
  });

  test("on a phone of 2020 a photo travels too; one that is refused is named, and the way on has the focus", async () => {
    const page = await (await browser.newContext(phone)).newPage();
    pages.push(page);
    await page.addInitScript(
      "for (const [kind, one] of [[String, 'replaceAll'], [Element, 'replaceChildren']]) delete kind.prototype[one]",
    );
    const script = await heldBack(page, /\/assets\/main-/);
    await page.goto(`${address}/k/web`, { waitUntil: "commit" });
    await fill(page, "So sieht es aus");
    const broken = { name: "kaputt.jpg", mimeType: "image/jpeg", buffer: Buffer.from("kein Bild") };
    const voice = { name: "a.m4a", mimeType: "audio/mp4", buffer: Buffer.from("\0\0\0\x18ftypM4A \0\0\x02\0M4A isom") };
    // The line is slow: what is chosen before there is a script is taken over by it.
    await page.setInputFiles("#gallery", [await small("heil.png"), broken, voice]);
    script.go();
    await page.locator("#chosen li").nth(1).waitFor();
    await page.click("button.main");
    await page.locator("#status", { hasText: "2 von 3 Dateien" }).getByText("„kaputt.jpg“: Diese").waitFor();
    await page.locator("a:focus").getByText("Zum Gespräch").click();
    await page.waitForURL("**/gespraech");
    await expect.poll(() => page.locator("#talk img").count()).toBe(1);
    await expect.poll(async () => (await page.locator("#talk audio").boundingBox())?.height).toBeGreaterThan(43);
    await page.click("text=Link merken");
    await page.waitForSelector("#private-link");
    const [code] = /#.*/.exec(await page.inputValue("#private-link")) ?? [""];
    // The link is out of the address at once: where the net broke, pressing again is enough.
    await page.route("**/resume", (route) => route.abort(), { times: 1 });
    await page.goto(`${address}/k/web/weiter${code}`);
    await page.getByText("Gerade keine Verbindung. Bitte gleich noch einmal versuchen.").waitFor();
    expect(await page.inputValue("#code")).toContain(code);
    await page.click("button.main");
    await page.waitForURL("**/gespraech");
  });

  test("in the cellar it waits for the net, says so, and arrives once", async () => {
    const page = await open("/k/web");
    await fill(page, "Kein Empfang hier unten");
    await page.context().setOffline(true);
    await page.click("button.main");
    await page.waitForSelector("text=Wird gesendet, sobald Sie wieder Netz haben");
    // The page behind the first message is another one: what is chosen now would be gone.
    expect(await page.locator("#gallery").isDisabled()).toBe(true);
    await page.context().setOffline(false);
    await page.waitForURL("**/gespraech");
    await expect.poll(() => page.locator("#talk >> text=Kein Empfang hier unten").count()).toBe(1);
  });

  test("what is written while photos are still on their way is the next message, and not gone with the first", async () => {
    const { page, pass } = await slowUploads();
    await page.setInputFiles("#camera", [await small("klein.png")]);
    await page.fill("#text", "So sieht es aus");
    const onItsWay = page.waitForRequest("**/uploads/**");
    await page.click("button.main");
    await onItsWay;
    await page.press("#text", "End");
    await page.type("#text", " Bitte bei Seidel klingeln");
    await page.waitForSelector("#talk >> text=So sieht es aus");
    // Put in anew, the message would be read out once more: only its photo is.
    await page.evaluate(
      `new MutationObserver((all) => { for (const { addedNodes } of all) for (const one of addedNodes)
        document.title += "|" + one.textContent }).observe(document.querySelector("#talk"), { childList: true })`,
    );
    const before = await page.title();
    pass();
    await page.waitForSelector("#talk img");
    expect(await page.title()).toBe(before);
    await expect.poll(() => page.inputValue("#text")).toBe("Bitte bei Seidel klingeln");
    await page.click("button.main");
    await page.waitForSelector("#talk >> text=Bitte bei Seidel klingeln");
  });

  test("a photo chosen while others are on their way is the next message, and one taken off again stays here", async () => {
    const { page, pass } = await slowUploads();
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/files")) sent.push((request.postDataJSON() as { name: string }).name);
    });
    const choose = async (name: string) => page.setInputFiles("#camera", [await small(name)]);
    await page.setInputFiles("#gallery", [await small("eins.png"), await small("privat.png")]);
    const onItsWay = page.waitForRequest("**/uploads/**");
    await page.click("button.main");
    await onItsWay;
    await page.locator("#talk .missing").filter({ visible: false }).waitFor({ state: "attached" });
    await choose("falsch.png");
    await page.getByRole("button", { name: "falsch.png entfernen" }).click();
    // By key one goes on where one picks, the one beside it being on its way.
    await page.locator("#gallery:focus").waitFor({ state: "attached" });
    await choose("zwei.png");
    // And one of those under way is taken back: it never gets there, and is not asked for either (U36).
    await page.getByRole("button", { name: "Senden von privat.png abbrechen" }).click();
    pass();
    await page.locator("#status").getByText("Ihre Nachricht ist da.").waitFor();
    expect(sent).toEqual(["eins.png"]);
    await page.waitForSelector("#talk >> text=„privat.png“: Das Senden wurde abgebrochen.");
    await page.locator("#talk .missing").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "zwei.png entfernen" }).waitFor();
    await page.click("button.main");
    await expect.poll(() => sent).toEqual(["eins.png", "zwei.png"]);
    await expect.poll(() => page.locator("#chosen li").count()).toBe(0);
    await page.locator("button.main:focus").waitFor();
  });

  test("a server that is being renewed while she waits for the answer costs no answer", async () => {
    const page = await open("/k/web");
    await page.route(/\/watch\?talk=\d+$/, (route) => route.fulfill({ status: 502, body: "" }), { times: 1 });
    await fill(page, "Wann kommen Sie?");
    await page.click("button.main");
    await page.waitForURL("**/gespraech");
    const again = page.waitForResponse((one) => one.url().includes("/watch?talk=") && one.status() === 200);
    await page.waitForSelector("#talk >> text=Wann kommen Sie?");
    await again;
    await t.firmWrites("Morgen um acht");
    await page.waitForSelector("#talk >> text=Morgen um acht");
  });

  test("a line that breaks within a photo costs one block, not the photo (U37)", async () => {
    const page = await open("/k/web");
    const sent = new Map<string, number>();
    const other = page.getByRole("button", { name: "Senden von weg.png abbrechen" });
    await page.route("**/uploads/**", async (route) => {
      if (sent.size === 0) await other.click().then(() => page.waitForSelector("button.main:focus"));
      const block = route.request().url().split("/").at(-1) ?? "";
      sent.set(block, (sent.get(block) ?? 0) + 1);
      if (block === "2" && sent.get(block) === 1) await route.abort("connectionreset");
      else await route.continue();
    });
    await fill(page, "");
    const large = { name: "gross.jpg", mimeType: "image/jpeg", buffer: await bigPhoto() };
    await page.setInputFiles("#gallery", [large, await small("weg.png")]);
    await page.click("button.main");
    await page.waitForURL("**/gespraech");
    const { 2: broken, ...whole } = Object.fromEntries(sent);
    expect(Object.keys(whole).length).toBeGreaterThan(2);
    expect([broken, ...new Set(Object.values(whole))]).toEqual([2, 1]);
    await expect.poll(() => page.locator("#talk img").count()).toBe(1);
  });

  test("a photo that stays too large is named before it travels, with what to do instead", async () => {
    const page = await open("/k/web");
    // Made in the page: twenty-five megabytes would take long on their way there.
    await page.locator("#gallery").evaluate((field: HTMLInputElement) => {
      const picked = new DataTransfer();
      picked.items.add(new File([], "leer.pdf", { type: "application/pdf" }));
      picked.items.add(new File([new Uint8Array(25_000_100)], "Keller.heic", { type: "image/heic" }));
      field.files = picked.files;
      field.dispatchEvent(new Event("change"));
    });
    const empty = "„leer.pdf“ ist leer. Bitte eine andere Datei wählen.";
    await page.getByText(`${empty} „Keller.heic“ ist größer als 25 MB. Bitte wählen Sie ein kleineres Foto`).waitFor();
    expect(await page.locator("#chosen li").count()).toBe(0);
  });

  test("a server that fails says so, the text stays, and a second press sends it", async () => {
    const page = await open("/k/web");
    await fill(page);
    await page.route("**/*", (route) => route.fulfill({ status: 500, contentType: "text/html", body: "500" }), {
      times: 1,
    });
    await page.click("button.main");
    await page.getByText("Ihr Text ist noch da. Bitte noch einmal senden.").waitFor();
    expect(await page.inputValue("#text")).toBe("Heizung geht nicht an");
    await page.click("button.main");
    await page.waitForURL("**/gespraech");
  });

  test("what is typed does not go with a reload: the browser asks first, and once it is sent nothing asks", async () => {
    const page = await open("/k/web");
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.reload();
    expect(asked).toEqual([]);
    await fill(page, "Der Keller steht unter Wasser");
    await page.press("#text", "End");
    // Not awaited: kept back, it never ends.
    void page.reload().catch(() => undefined);
    await expect.poll(() => asked).toEqual(["beforeunload"]);
    expect(await page.inputValue("#text")).toBe("Der Keller steht unter Wasser");
    // Whoever rings up meanwhile is not held up.
    await page.click("a[href='tel:01715550199']", { noWaitAfter: true });
    // While the browser lets the call go it drops every press, so this one comes from the page.
    await page.evaluate("document.querySelector('button.main').click()");
    await page.waitForURL("**/gespraech");
    expect(asked).toEqual(["beforeunload"]);
  });

  test("what is missing is said in words, the field has the focus, and the text stays", async () => {
    const page = await open("/k/web");
    await fill(page, "Rohr tropft");
    await page.fill("#reach", "ruf mich an");
    await page.click("button.main");
    await page.waitForSelector("#reach-problem >> text=keine Telefonnummer");
    expect(await page.evaluate("document.activeElement.id")).toBe("reach");
    await expect.poll(() => page.inputValue("#text")).toBe("Rohr tropft");
  });
});

test("the secret of a private link is in no address, referrer or history (V26 Chatwoot #15775)", async () => {
  const page = await open("/k/web");
  await fill(page);
  await page.click("button.main");
  await page.waitForURL("**/gespraech");
  await page.click("text=Link merken");
  const link = await page.inputValue("#private-link");
  const secret = `${link.split("#")[1]}`;
  expect(secret).toHaveLength(43);
  const other = await (await browser.newContext(phone)).newPage();
  pages.push(other);
  const seen: string[] = [];
  other.on("request", (request) => seen.push(request.url().split("#")[0] ?? "", JSON.stringify(request.headers())));
  await other.goto(link);
  await other.waitForURL("**/gespraech");
  await other.reload();
  await other.goBack().catch(() => null);
  const [cookie] = await other.context().cookies();
  expect(seen.length).toBeGreaterThan(6);
  expect([...seen, other.url()].join("\n")).not.toContain(secret);
  expect(seen.filter((one) => !one.startsWith("{")).join("\n")).not.toContain(cookie?.value ?? "kein Cookie");
});

describe("for everybody (WCAG 2.2 AA)", () => {
  const narrow = { ...phone, colorScheme: "light", viewport: { width: 320, height: 740 } } as const;

  async function check(page: Page): Promise<void> {
    await page.evaluate(axe);
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await page.evaluate(
        "axe.run({ resultTypes: ['violations'], selectors: false }).then(({ violations }) => violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join()))",
      );
      expect(found, colorScheme).toEqual([]);
    }
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    const targets = "button, input:not([type=hidden]), select, textarea, a.button, .pick label, .emergency a, footer a";
    const small = await page.evaluate(
      `[...document.querySelectorAll(${JSON.stringify(targets)})]
        .map((one) => ({ html: one.outerHTML.slice(0, 60), height: one.getBoundingClientRect().height }))
        .filter(({ height }) => height > 0 && height < 44)`,
    );
    expect(small).toEqual([]);
  }

  test("every page is clean in light and dark, from 320 pixels on", async () => {
    const page = await open("/k/web", narrow);
    await check(page);
    await page.setInputFiles("#gallery", [await small("a.png")]);
    await check(page);
    await fill(page);
    await page.click("button.main");
    await page.waitForURL("**/gespraech");
    await t.firmWrites("Guten Tag. Mehr dazu: https://demo.example/datenschutz/webchat.");
    await page.waitForSelector("#talk >> text=Guten Tag");
    await page.click("text=Link merken");
    await page.waitForSelector("#private-link");
    await check(page);
    const plain = await open("/k/web", narrow);
    await plain.goto(`${address}/k/web/weiter`);
    await check(plain);
    // Letters twice as large, as she has set them: no word is torn, and nothing runs sideways.
    for (const path of ["weiter", "meine-daten"]) {
      await page.goto(`${address}/k/web/${path}`);
      await page.evaluate("document.documentElement.style.fontSize = '200%'");
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      expect(await tornWords(page.locator("h1, h2, h3").last())).toEqual([]);
    }
  });

  test("the whole way by keyboard alone", async () => {
    const page = await open("/k/web", { viewport: { width: 1440, height: 900 } });
    await page.focus("#text");
    await page.keyboard.type("Nur Tastatur");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Helga Seidel");
    await page.keyboard.press("Tab");
    await page.keyboard.type("helga@example.org");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/gespraech");
    await expect.poll(() => page.textContent("#talk")).toContain("Nur Tastatur");
  });
});
