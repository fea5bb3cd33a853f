import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { channelSetupRoutes } from "../../src/server/channel-setup/channel-setup.routes.ts";
import { imprintRoutes } from "../../src/server/imprint/imprint.routes.ts";
import { imprintSetupRoutes } from "../../src/server/imprint/imprint-setup.routes.ts";
import { noticeRoutes } from "../../src/server/notices/notice.routes.ts";
import { noticeSetupRoutes } from "../../src/server/notices/notice-setup.routes.ts";
import { webFiles } from "../../src/server/platform/http/web-files.ts";
import type { App } from "../../src/server/platform/http.ts";
import { processorRoutes } from "../../src/server/processors/processor.routes.ts";
import { processorProofRoutes } from "../../src/server/processors/processor-proof.routes.ts";
import { setupRoutes } from "../../src/server/setup/setup.routes.ts";
import { createTenant } from "../../src/server/tenants/create-tenant.action.ts";
import { publicStyleRoutes } from "../../src/server/tenants/public-style.routes.ts";
import { type TestDeps, testDeps } from "../support/database.ts";
import { securedHttp } from "../support/secured-http.ts";
import { barriersOn } from "./axe.ts";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { heldBack } from "./held-back.ts";
import { noBrowser, patience } from "./people.ts";
import { leaveAndStay, stepTo, unfoldAll, walkTo } from "./staff-app.ts";

let t: TestDeps;
let app: App;
let browser: Browser;
let base = "";

/** The server with the owner signed in: how one signs in is another story. */
beforeAll(async () => {
  t = await testDeps();
  const tenantId = await createTenant(t.deps, t.keyring, { name: "" });
  const memberId = t.deps.ids.uuid();
  app = await securedHttp(t.deps, async () => tenantId);
  app.addHook("onRequest", async (request) => {
    const owner = { tenantId, memberId, name: "Jörg Brandt (Demo)", role: "owner", kind: "session" } as const;
    request.caller = { ...owner, sessionId: null, deviceId: null, steppedUpAt: null };
  });
  for (const plug of [setupRoutes, imprintSetupRoutes, noticeSetupRoutes, processorRoutes, channelSetupRoutes])
    plug(app, t.deps);
  processorProofRoutes(app, t.deps);
  imprintRoutes(app, t.deps);
  noticeRoutes(app, t.deps);
  publicStyleRoutes(app);
  webFiles(app);
  base = await app.listen({ host: "127.0.0.1", port: 0 });
  browser = await borrowBrowser();
});
afterAll(async () => {
  await giveBack(browser);
  await app?.close();
  await t?.close();
});

/** Windows another test has left, by their width: to load a page in one is half the work of a new one. */
const left = new Map<number, Page[]>();
async function open(path: string, width = 1440): Promise<Page> {
  const phone = width < 720;
  const look = { viewport: { width, height: 900 }, locale: "de-DE", hasTouch: phone, isMobile: phone };
  const page = left.get(width)?.pop() ?? (await (await browser.newContext(look)).newPage());
  page.setDefaultTimeout(patience);
  await page.goto(base + path);
  return page;
}
/** The same within the app, at a step other than the last one: without a load. */
async function goOn(path: string): Promise<Page> {
  const page = left.get(1440)?.pop();
  if (page) await walkTo(page, path);
  return page ?? (await open(path));
}
/** With everything saved, at the last step. */
async function leave(page: Page, width = 1440): Promise<void> {
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.setViewportSize({ width, height: 900 });
  await stepTo(page, "/einrichten/kanaele");
  await page.getByRole("heading", { level: 1, name: "Kanäle" }).waitFor();
  left.set(width, [...(left.get(width) ?? []), page]);
}

/** Fills a field and leaves it; the head of the page says when it is safe. */
async function fill(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: false }).first();
  await field.fill(value);
  await field.blur();
}
const rail = (page: Page) => page.getByRole("navigation", { name: "Schritte der Einrichtung" });
const saved = (page: Page) => page.locator("[role=status]", { hasText: /^\s*Gespeichert/ }).waitFor();

describe.skipIf(noBrowser)("the owner sets the business up", () => {
  test("leaves in the middle, comes back, and nothing is lost", async () => {
    const page = await open("/einrichten");
    await page.waitForURL("**/einrichten/betrieb");
    await fill(page, "Name des Betriebs", "Brandt Haustechnik GmbH (Demo)");
    await page.getByLabel("Rechtsform", { exact: true }).selectOption("gmbh");
    await fill(page, "Gewerk", "Heizung und Sanitär");
    await fill(page, "Straße und Hausnummer", "Postfach 12");
    await page.getByText("Ein Postfach reicht nicht.").waitFor();
    await saved(page);
    await page.context().close();
    const again = await open("/einrichten/betrieb");
    await expect.poll(() => again.getByLabel("Name des Betriebs").inputValue()).toContain("Brandt Haustechnik");
    await expect.poll(() => again.getByLabel("Straße und Hausnummer").inputValue()).toBe("Postfach 12");
    // What was wrong when one left says so before one goes on; what is still empty is silent.
    await again.getByText("Ein Postfach reicht nicht.").waitFor();
    expect(await again.getByRole("alert").count()).toBe(1);
    await fill(again, "Straße und Hausnummer", "Beispielweg 12");
    await fill(again, "Postleitzahl", "09111");
    await fill(again, "Ort", "Chemnitz");
    await again.getByLabel("Bundesland").selectOption("SN");
    await fill(again, "E-Mail", "post@brandt-haustechnik.example");
    await fill(again, "Telefon", "0371 000 00-0");
    await fill(again, "Wann antwortet ihr?", "werktags von 7 bis 16 Uhr");
    await saved(again);
    // Whoever goes on at once is not told that what was just chosen is missing: it waits for the server's look at it.
    const look = await heldBack(again, /setup\/business$/, "PUT");
    await again.getByRole("radio", { name: "Nein" }).check();
    await again.getByRole("button", { name: "Weiter" }).click();
    await again.getByRole("button", { name: "Weiter" }).locator("svg").waitFor();
    look.go();
    await again.waitForURL("**/einrichten/impressum");
    await expect.poll(() => again.evaluate(() => document.activeElement?.id)).toBe("inhalt");
    await leave(again);
  });

  test("the Impressum grows beside the form and is public when it is complete", async () => {
    const page = await goOn("/einrichten/impressum");
    const wrong = (name: string) => page.getByLabel(name, { exact: true }).getAttribute("aria-invalid");
    const onward = page.getByRole("button", { name: /^(Weiter|Später ergänzen)$/ });
    await page.getByLabel("Registergericht", { exact: true }).waitFor();
    await onward.click();
    await expect.poll(() => wrong("Registergericht")).toBe("true");
    // What is asked because of an answer given now is wrong when somebody was there, or wants to go on.
    await page.getByRole("radio", { name: "Ja, zulassungspflichtig" }).check();
    await page.getByLabel("Handwerkskammer", { exact: true }).waitFor();
    expect(await wrong("Handwerkskammer")).not.toBe("true");
    await onward.click();
    await expect.poll(() => wrong("Handwerkskammer")).toBe("true");
    await fill(page, "Vertreten durch", "Brandt");
    await page.getByText("Vor- und Nachnamen ausschreiben").waitFor();
    await fill(page, "Vertreten durch", "Jörg Brandt (Demo)");
    await page.getByRole("group", { name: "Vorschau: Impressum" }).getByText("Jörg Brandt (Demo)").waitFor();
    await fill(page, "Registergericht", "Chemnitz");
    await page.getByRole("button", { name: "„Amtsgericht Chemnitz“ eintragen" }).click();
    await fill(page, "Registernummer", "HRB 00000");
    await fill(page, "USt-IdNr.", "215/123/45678");
    await page.getByText("Das ist eine Steuernummer.").waitFor();
    await fill(page, "USt-IdNr.", "DE000000003");
    await page.getByRole("radio", { name: "Kein Handwerk" }).check();
    await fill(page, "Betriebshaftpflicht", "Beispiel Versicherung AG (Demo), Gebiet: Deutschland");
    await page.getByText("So ist es jetzt öffentlich.").waitFor();
    await leave(page);
    const stranger = await fetch(`${base}/impressum`);
    expect(stranger.status).toBe(200);
    expect(stranger.headers.get("set-cookie")).toBeNull();
    expect(await stranger.text()).toContain("Amtsgericht Chemnitz, HRB 00000");
  });

  test("a channel that may not open yet says why in one sentence, and the button leads there", async () => {
    const page = await open("/einrichten/kanaele");
    await page.getByText("Es fehlt der Vertrag zur Auftragsverarbeitung für den Chat auf eurer Seite.").waitFor();
    expect(await page.getByRole("button", { name: "Freischalten" }).count()).toBe(0);
    await page.getByRole("link", { name: "Verträge (AVV) ergänzen" }).click();
    await page.waitForURL("**/einrichten/vertraege");
    await page.getByRole("button", { name: "Server eintragen" }).click();
    await page.getByRole("radio", { name: "Nein, das läuft bei uns im Betrieb" }).check();
    await page.getByText("Hier ist kein Vertrag nötig.").waitFor();
    await leave(page);
  });

  test("the rest is confirmed, the notice published, the chat opened", async () => {
    const page = await goOn("/einrichten/wer-erfaehrt-was");
    await page.getByRole("button", { name: "Stimmt so" }).last().click();
    await page.getByText(/bestätigt am/).waitFor();
    await walkTo(page, "/einrichten/datenschutz");
    await page.getByRole("radio", { name: "Nein, nicht nötig" }).check();
    const publish = page.getByRole("button", { name: "Für Chat auf eurer Seite veröffentlichen" });
    await page.getByRole("button", { name: "Weiter", exact: true }).click();
    await page.getByText("Es fehlt der Datenschutzhinweis für den Chat auf eurer Seite.").waitFor();
    await page.setViewportSize({ width: 360, height: 900 });
    const [card, button] = await Promise.all([
      page.locator("section", { has: publish }).last().boundingBox(),
      publish.boundingBox(),
    ]);
    if (card === null || button === null) throw new Error("there is no button to publish");
    expect(button.x + button.width).toBeLessThanOrEqual(card.x + card.width - 16);
    await publish.click();
    await page.getByText("Fassung 1", { exact: true }).waitFor();
    await walkTo(page, "/einrichten/kanaele");
    await page.getByRole("button", { name: "Freischalten" }).click();
    await page.getByText("Offen seit").waitFor();
    await leave(page);
    expect((await fetch(`${base}/datenschutz/webchat/v/1`)).status).toBe(200);
  });

  test("on a slow line, and with a second window open, nothing that was typed goes back to what it was", async () => {
    const page = await open("/einrichten/betrieb");
    await page.getByLabel("Ort", { exact: true }).waitFor();
    const other = await open("/einrichten/betrieb");
    await other.getByLabel("Gewerk").waitFor();
    const through = Promise.withResolvers<void>();
    await page.route("**/api/setup/business", async (route) => {
      if (route.request().method() === "PUT") await through.promise;
      await route.continue();
    });
    await fill(page, "Ort", "Zwickau");
    await rail(page).getByText("Impressum").click();
    await page.waitForURL("**/einrichten/impressum");
    await rail(page).getByText("Betrieb").click();
    await expect.poll(() => page.getByLabel("Ort", { exact: true }).inputValue()).toBe("Zwickau");
    through.resolve();
    await saved(page);
    await fill(other, "Gewerk", "Dachdecker");
    await saved(other);
    await expect.poll(() => other.getByLabel("Ort", { exact: true }).inputValue()).toBe("Zwickau");
    await fill(page, "Telefon", "0371 000 00-1");
    await expect.poll(() => page.getByLabel("Gewerk").inputValue()).toBe("Dachdecker");
    await saved(page);
    await other.reload();
    await expect.poll(() => other.getByLabel("Telefon", { exact: true }).inputValue()).toBe("0371 000 00-1");
    expect(await other.getByLabel("Ort", { exact: true }).inputValue()).toBe("Zwickau");
    for (const one of [page, other]) await leave(one);
  });

  test("a server that goes away after it saved takes no form away, and is asked again by itself", async () => {
    const page = await open("/einrichten/betrieb");
    const trade = page.getByLabel("Gewerk");
    await trade.waitFor();
    await page.route("**/api/setup", (route) => route.abort(), { times: 1 });
    const missed = page.waitForEvent("requestfailed");
    const again = page.waitForResponse((answer) => answer.url().endsWith("/api/setup") && answer.ok());
    await fill(page, "Gewerk", "Heizung, Sanitär, Klima");
    await saved(page);
    await missed;
    expect(await trade.inputValue()).toBe("Heizung, Sanitär, Klima");
    expect(await page.getByText("antwortet nicht").count()).toBe(0);
    await again;
    // A step that could not be read, and a press that got no answer, need no reload either.
    let away = true;
    await page.route(/\/api\/setup(\/channels)?$|\/stop$/, (route) => (away ? route.abort() : route.continue()));
    await rail(page).getByText("Kanäle").click();
    await page.getByText("Der Werkbote-Server antwortet nicht.", { exact: true }).waitFor();
    away = false;
    await page.getByText("Offen seit").waitFor();
    away = true;
    await page.getByRole("button", { name: "Anhalten" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Anhalten" }).click();
    const told = page.getByText("Der Werkbote-Server antwortet nicht. Das ist wohl nicht angekommen.");
    await told.waitFor();
    away = false;
    await told.waitFor({ state: "detached" });
    await page.getByText("Offen seit").waitFor();
    await leave(page);
  });

  test("two windows on one contract keep what each entered, and either shows it after its next save", async () => {
    const page = await open("/einrichten/vertraege");
    await page.getByRole("button", { name: "Weiterer Dienstleister" }).click();
    const row = (one: Page) => one.locator("details", { hasText: "Weiterer Dienstleister" }).first();
    const field = (one: Page, label: string) => row(one).getByLabel(label, { exact: true });
    await field(page, "Land").waitFor();
    const other = await open("/einrichten/vertraege");
    await field(other, "Land").waitFor();
    await field(page, "Land").fill("Österreich");
    await field(page, "Land").blur();
    await saved(page);
    const where = row(other).getByPlaceholder("Wo steht das?").first();
    await where.fill("x".repeat(1_301));
    await row(other).getByText("1.001 Zeichen zu lang. Kürze den Text.").waitFor();
    await where.fill("");
    await row(other).getByText("steht drin", { exact: true }).first().click();
    await saved(other);
    await expect.poll(() => field(other, "Land").inputValue()).toBe("Österreich");
    await row(page).getByText("Wir haben einen Vertrag geschlossen").click();
    await saved(page);
    await expect.poll(() => row(page).getByRole("radio", { name: "steht drin" }).first().isChecked()).toBe(true);
    expect(await barriersOn(page)).toEqual([]);
    await other.reload();
    await expect.poll(() => row(other).getByLabel("Wir haben einen Vertrag geschlossen").isChecked()).toBe(true);
    await row(other).getByText("Wir haben einen Vertrag geschlossen").click();
    await saved(other);
    await row(other).getByRole("button", { name: "Eintrag entfernen" }).click();
    await row(other).waitFor({ state: "detached" });
    for (const one of [page, other]) await leave(one);
  });

  test("a contract in the making names what is wrong beside the field, and what was written is there on return", async () => {
    const page = await open("/einrichten/vertraege");
    await page.getByRole("button", { name: "SMS-Versand" }).click();
    const row = page.locator("details", { hasText: "SMS-Versand" }).first();
    const have = row.getByLabel("Wir haben einen Vertrag geschlossen");
    await have.check();
    await row.getByText("Die Angaben zum Vertrag sind noch nicht vollständig.").waitFor();
    // What the card calls open is not called voluntary beside its field.
    expect(await row.getByText(/^Noch offen: .*Kontakt bei Pannen/).count()).toBe(1);
    expect(await row.getByLabel("Kontakt bei Pannen", { exact: true }).count()).toBe(1);
    const day = row.getByLabel("Geschlossen am");
    await day.fill("0025-08-01");
    await day.blur();
    const signed = row.locator(".field", { hasText: "Geschlossen am" });
    await signed.getByText("Das Jahr passt nicht.", { exact: false }).waitFor();
    await row.getByLabel("Titel und Fassung").fill("AVV, Stand 8/2025");
    await day.fill("2025-08-01");
    await row.getByLabel("Von wem").fill("Jörg Prüfer");
    // Taken out by a slip of the hand it is there again.
    await have.uncheck();
    await have.check();
    expect([await row.getByLabel("Titel und Fassung").inputValue(), await day.inputValue()]).toEqual([
      "AVV, Stand 8/2025",
      "2025-08-01",
    ]);
    await row.locator("input[type=file]").setInputFiles({ name: "avv.exe", mimeType: "", buffer: Buffer.from("MZ") });
    await row.getByText("Es gehen PDF, Word (.docx), PNG und JPG.", { exact: false }).waitFor();
    expect(await page.getByText("Deine Eingabe ist noch da", { exact: false }).count()).toBe(0);
    // The decision of the owner is long: whoever looks something up in another step does not write it twice.
    for (const point of await row.getByText("steht drin", { exact: true }).all()) await point.click();
    await row.getByText("fehlt", { exact: true }).nth(2).click();
    await row.getByText("Nein, alles bleibt in der EU").click();
    const why = row.getByLabel("Warum nutzt ihr den Dienst trotzdem?");
    await why.fill("Ohne SMS erreichen wir viele nicht.");
    await rail(page).getByText("Betrieb").click();
    await page.waitForURL("**/einrichten/betrieb");
    for (const returned of [() => page.goBack(), () => page.reload()]) {
      await returned();
      await expect.poll(() => why.inputValue()).toBe("Ohne SMS erreichen wir viele nicht.");
    }
    await why.fill("");
    await have.uncheck();
    await row.getByRole("button", { name: "Eintrag entfernen" }).click();
    await row.waitFor({ state: "detached" });
    await leave(page);
  });

  test("who learns what: a gap is named beside its field, and half a line is not thrown away", async () => {
    const page = await goOn("/einrichten/wer-erfaehrt-was");
    await page.getByRole("button", { name: "Ändern" }).last().click();
    const seen = page.getByLabel("Den Inhalt sehen");
    const before = await seen.inputValue();
    await seen.fill("");
    await page.getByRole("button", { name: "So speichern und bestätigen" }).click();
    await page
      .locator(".field", { has: seen })
      .getByText("Bitte eintragen, wer den Inhalt sieht", { exact: false })
      .waitFor();
    await page.getByRole("button", { name: "Noch jemand" }).click();
    await page.getByLabel("Wer", { exact: true }).last().fill("Steuerbüro");
    await rail(page).getByText("Betrieb").click();
    await page.waitForURL("**/einrichten/betrieb");
    await page.goBack();
    await expect.poll(() => page.getByLabel("Wer", { exact: true }).last().inputValue()).toBe("Steuerbüro");
    await seen.fill(before);
    await page.getByRole("button", { name: "So speichern und bestätigen" }).click();
    const what = page.getByLabel("erfährt was", { exact: true }).last();
    await page.locator(".field", { has: what }).getByText("Bitte eintragen.").waitFor();
    await page.getByRole("button", { name: "Abbrechen" }).click();
    await expect.poll(() => page.getByRole("status").filter({ hasText: "Nicht gespeichert" }).count()).toBe(0);
    await leave(page);
  });

  test.each([360, 1440])(
    "without a net the head says so wherever one is, at %i px, and leaving asks",
    async (width) => {
      const page = await open("/einrichten/betrieb", width);
      const reply = page.getByLabel("Wann antwortet ihr?");
      await reply.waitFor();
      await page.route("**/api/setup/business", (route) => route.abort());
      await fill(page, "Wann antwortet ihr?", `werktags ab ${width} Uhr`);
      const said = page.getByText("Nicht gespeichert", { exact: true });
      await said.waitFor();
      const away = page.getByText("Der Werkbote-Server antwortet nicht.");
      await away.waitFor();
      for (const line of [said, away]) {
        const box = await line.boundingBox();
        expect(box && box.y >= 0 && box.y + box.height <= 900).toBe(true);
      }
      // Going backwards with the keyboard, no field ends up behind the head.
      await reply.focus();
      for (let n = 0; n < 12; n++) {
        await page.keyboard.press("Shift+Tab");
        const hidden = await page.evaluate(() => {
          const { top = 0 } = document.activeElement?.getBoundingClientRect() ?? {};
          const inside = document.querySelector("main")?.contains(document.activeElement);
          return inside === true && top < (document.querySelector(".top")?.getBoundingClientRect().bottom ?? 0);
        });
        expect(hidden).toBe(false);
      }
      expect(await leaveAndStay(page)).toBe("beforeunload");
      await page.unroute("**/api/setup/business");
      await saved(page);
      await leave(page, width);
    },
  );

  test("a text that is too long is refused beside its field, and the others are saved", async () => {
    const page = await goOn("/einrichten/betrieb");
    const trade = page.getByLabel("Gewerk");
    await trade.waitFor();
    await fill(page, "Gewerk", "x".repeat(301));
    await page.locator(".field", { has: trade }).getByText("1 Zeichen zu lang. Kürze den Text.").waitFor();
    await fill(page, "Ort", "Chemnitz");
    await page.getByText("Alles andere ist gespeichert.").waitFor();
    await expect
      .poll(async () => (await (await fetch(`${base}/api/setup/business`)).json()).fields.city)
      .toBe("Chemnitz");
    await fill(page, "Gewerk", "Heizung und Sanitär");
    await saved(page);
    await leave(page);
  });

  test("who learns what is confirmed by its button alone: whoever goes on or leaves finds what they typed", async () => {
    const page = await goOn("/einrichten/wer-erfaehrt-was");
    const confirmed = async () => await (await fetch(`${base}/api/setup/metadata`)).text();
    const [before, confirm] = [await confirmed(), page.getByRole("button", { name: "So speichern und bestätigen" })];
    await page.getByRole("button", { name: "Ändern" }).last().click();
    await page.getByLabel("Den Inhalt sehen").fill("Das Büro\nDas Büro");
    await page.getByRole("button", { name: "Weiter" }).click();
    await page.getByText("Deine Änderung gilt erst, wenn du sie bestätigst.", { exact: false }).waitFor();
    await rail(page).getByText("Betrieb").click();
    await page.waitForURL("**/einrichten/betrieb");
    await rail(page).getByText("Wer erfährt was?").click();
    await confirm.waitFor();
    expect(await confirmed()).toBe(before);
    await confirm.click();
    await expect.poll(() => page.getByText("Das Büro", { exact: true }).count()).toBe(1);
    await leave(page);
  });

  test("a new version of the notice says what it still needs, at its field", async () => {
    const page = await goOn("/einrichten/datenschutz");
    await page.getByRole("button", { name: "Neue Fassung veröffentlichen" }).click();
    await page.getByText("Noch nicht veröffentlicht.").waitFor();
    await page.getByLabel("Kurz, warum").fill("Das Büro liest jetzt mit.");
    await page.getByRole("button", { name: "Neue Fassung veröffentlichen" }).click();
    await page.getByText("Fassung 2", { exact: true }).waitFor();
    await leave(page);
  });

  const tooWide = (page: Page) => page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - 360));
  /** The steps one after the other, in one window of a phone. */
  async function onEachStep(page: Page, goOn: typeof walkTo, look: (step: string) => Promise<void>): Promise<void> {
    await page.goto(`${base}/einrichten/kanaele`);
    for (const step of ["betrieb", "impressum", "vertraege", "wer-erfaehrt-was", "datenschutz", "kanaele"]) {
      await goOn(page, `/einrichten/${step}`);
      await page.locator("main .foot").waitFor();
      await page.locator(".skeleton").waitFor({ state: "detached" });
      await look(step);
      expect(await tooWide(page), step).toBe(0);
    }
    await page.context().close();
  }

  test("every step fits a phone and has no barrier a program can find", async () => {
    const page = await open("/impressum", 360);
    await onEachStep(page, walkTo, async (step) => {
      for (const link of await rail(page).getByRole("link").all()) {
        const box = await link.boundingBox();
        expect(box && box.width >= 44 && box.height >= 44 && box.x + box.width <= 360, step).toBe(true);
      }
      const label = await rail(page).locator(".current .label").boundingBox();
      expect(label && label.x >= 0 && label.x + label.width <= 360, step).toBe(true);
      expect(await barriersOn(page), step).toEqual([]);
    });
  });

  test("in English no step says anything in German but what customers read", async () => {
    const page = await open("/impressum", 360);
    await page.addInitScript(() => localStorage.setItem("werkbote.language", "en"));
    // Each loaded anew: pressed to go on, the one before may still be on its way.
    const anew = async (one: Page, path: string) => void (await one.goto(base + path));
    await onEachStep(page, anew, async (step) => {
      await page.getByRole("link", { name: "Inbox" }).waitFor();
      expect(await tooWide(page), step).toBe(0);
      // Everything that can be unfolded, and every sentence beside a field.
      await unfoldAll(page);
      const goOn = page.getByRole("button", { name: "Continue" });
      if ((await goOn.count()) > 0 && step !== "wer-erfaehrt-was") await goOn.click();
      // German stands until the English words of this part have come.
      await expect.poll(() => page.evaluate(germanOn), { message: step }).toEqual([]);
    });
  });
});

/**
 * Lines of the page that read as German. Left out: what is marked as German because customers or papers have it so,
 * names, and German terms in brackets or in quotation marks, which the English explains.
 */
function germanOn(): string[] {
  const words =
    /[äöüßÄÖÜ]|\b(der|die|das|und|nicht|ist|wird|euer|eure|bitte|zum|fehlt|noch|kein|keine|mit|von|wer|was)\b/;
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent === null || parent.closest("[lang=de], script, noscript, style, .firm, .head > strong") !== null)
      continue;
    const text = (node.textContent ?? "").replace(/\([^)]*\)|“[^”]*”|In German,? .*$/g, " ").trim();
    if (words.test(text) && !/^Baden-Württemberg$/.test(text)) found.push(text);
  }
  for (const named of document.querySelectorAll("[aria-label]:not([lang=de], [lang=de] *)"))
    found.push(...[named.getAttribute("aria-label") ?? ""].filter((label) => words.test(label)));
  return found;
}
