import type { Browser, BrowserContextOptions, CDPSession, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { faultsFor } from "./axe.ts";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { desk, keepsApp, noBrowser, person, phone, picture } from "./people.ts";
import { startEmpty } from "./running.ts";
import { stepTo } from "./staff-app.ts";

let house: Awaited<ReturnType<typeof startEmpty>>;
let browser: Browser;
let base = "";
let owner: Page;
let kai: Page;

beforeAll(async () => {
  if (noBrowser) return;
  [house, browser] = await Promise.all([startEmpty(), borrowBrowser()]);
  base = new URL(house.firstLink).origin;
  owner = await withPasskeys(desk);
  kai = await withPasskeys({ ...phone, ...keepsApp });
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});
afterAll(async () => {
  await giveBack(browser);
  await house?.stop();
});

const authenticators = new Map<Page, { readonly devtools: CDPSession; readonly id: string }>();

/** A browser whose device can make passkeys and says yes to each. */
async function withPasskeys(options: BrowserContextOptions): Promise<Page> {
  const { page } = await person(browser, options, [new URL(base).host]);
  await page.clock.install();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId: id } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  authenticators.set(page, { devtools, id });
  return page;
}

/** Whose device it is, and the list of its settings (DV-1, DV-2). */
const tickAll = async (page: Page): Promise<void> => {
  await page.getByLabel("Dieses Gerät gehört dem Betrieb.").check();
  for (const box of await page.getByRole("group", { name: "Einstellungen dieses Geräts" }).getByRole("checkbox").all())
    await box.check();
};
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const inDialog = (name: string) => owner.getByRole("dialog").getByRole("button", { name, exact: true });
/** What a screen asks again every three or four seconds, it asks now: its own clock is put on by as much. */
const asksAgain = (page: Page): Promise<void> => page.clock.fastForward(4_000);
/** Somebody lets the device in, and it hears of it. Long after the passkey was touched the server asks for it first. */
async function letIn(fresh: Page, yes: () => Promise<void>): Promise<void> {
  const approved = owner.waitForResponse((answer) => answer.url().endsWith("/approve") && answer.ok());
  await yes();
  await approved;
  await asksAgain(fresh);
  await press(fresh, "Jetzt anmelden");
  await fresh.waitForURL(/\/(heute|posteingang)/);
}
/** The number both screens show while a device waits. */
const number = async (page: Page, where: string): Promise<string> => {
  const place = page.locator(where);
  await asksAgain(page);
  await expect.poll(() => place.textContent()).toMatch(/\d{3} \d{3}/);
  return /\d{3} \d{3}/.exec((await place.textContent()) ?? "")?.[0] ?? "";
};

describe.skipIf(noBrowser)("who comes in, and with what", () => {
  test("the printed link lets the owner in once, by passkey, and prints codes for an emergency", async () => {
    // The plain address of a house nobody lives in says where the way in is; there is nobody to sign in.
    await owner.goto(new URL("/", house.firstLink).href);
    await owner.getByRole("heading", { name: "Noch nicht eingerichtet" }).waitFor();
    expect(await owner.getByRole("button").count()).toBe(0);
    const late = await withPasskeys(phone);
    await late.goto(house.firstLink);
    await tickAll(late);
    await press(late, "Passkey anlegen und eintragen");
    // What is missing stands above the screen of a phone: the focus goes there.
    const name = late.getByLabel("Dein Name");
    await expect.poll(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
    await owner.goto(house.firstLink);
    await owner.getByLabel("Dein Name").fill("Petra Probe");
    await tickAll(owner);
    await press(owner, "Passkey anlegen und eintragen");
    await owner.getByRole("heading", { name: "Notfall-Codes drucken" }).waitFor();
    await expect.poll(() => owner.locator("ol code").count()).toBe(8);
    const [cookie] = await owner.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Strict" });
    // Loaded once more, the page says that the link is used, and where to go on.
    await owner.reload();
    await owner.getByRole("heading", { name: "Du bist schon angemeldet" }).waitFor();
    expect(await owner.getByRole("link", { name: "Neue Notfall-Codes" }).getAttribute("href")).toBe(
      "/einstellungen/leute",
    );
    await press(owner, "Weiter zur Einrichtung");
    await owner.waitForURL(/\/einrichten\/.+/);

    // What is empty in a new house says what to do next (U60).
    await stepTo(owner, "/posteingang");
    await owner.getByRole("link", { name: "Einrichtung öffnen" }).waitFor();
    await stepTo(owner, "/team");
    await owner.getByRole("link", { name: "Betriebsrat angeben" }).click();
    await owner.getByRole("heading", { name: "Interner Messenger" }).waitFor();

    await name.fill("Udo Später");
    await press(late, "Passkey anlegen und eintragen");
    await late.getByText("Dieser Code stimmt nicht oder gilt nicht mehr.").waitFor();
    expect(await late.context().cookies()).toEqual([]);
    // Whoever comes by the used link only now is told so at once, and not after a form full of answers.
    await late.reload();
    await late.getByText("Dieser Code stimmt nicht oder gilt nicht mehr.").waitFor();
    expect(await late.getByRole("textbox").count()).toBe(0);
    await late.getByRole("link", { name: "Zur Anmeldung" }).waitFor();
    await late.context().close();
  });

  test("a colleague's device waits until the owner sees the same number on both screens", async () => {
    await stepTo(owner, "/einstellungen/leute");
    await press(owner, "Person eintragen");
    await owner.getByRole("dialog").getByLabel("Name").fill("Kai Test");
    // Whoever is entered in a hurry reads no customer: the office is a choice.
    const role = owner.getByRole("dialog").getByLabel("Rolle");
    expect(await role.evaluate((one) => (one as HTMLSelectElement).selectedOptions[0]?.text)).toBe("Monteur");
    await role.selectOption({ label: "Büro" });
    await inDialog("Person eintragen").click();
    await owner.getByRole("img", { name: "QR-Code" }).waitFor();
    const code = await owner.getByRole("dialog").locator("code").first().textContent();

    await kai.goto(`${base}/geraet#${code}`);
    await kai.getByRole("heading", { name: "Hallo Kai Test" }).waitFor();
    expect(kai.url()).not.toContain(code);
    await tickAll(kai);
    const second = await kai.context().newPage();
    await second.goto(`${base}/geraet#${code}`);
    await tickAll(second);
    await kai.bringToFront();
    // The server enters the phone, but its answer is lost; the code is used up. Pressed again, the phone waits all the same.
    await kai.route("**/api/enrol", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await press(kai, "Passkey anlegen und eintragen");
    await kai.getByRole("alert").waitFor();
    await kai.unroute("**/api/enrol");
    await press(kai, "Passkey anlegen und eintragen");
    const shown = await number(kai, ".number");
    // A second window of the phone, with the same form, shows the same number; nothing is wrong with the code.
    await press(second, "Passkey anlegen und eintragen");
    await second.locator(".number", { hasText: shown }).waitFor();
    await second.close();
    // The form went with what was pressed: whoever goes by key goes on at the heading.
    await expect.poll(() => kai.evaluate(() => document.activeElement?.textContent)).toBe("Freigabe des Geräts");
    // A photo of its settings, before anybody is signed in on it: the owner sees it beside the number.
    const photo = await kai.screenshot();
    await kai
      .getByLabel("Foto: Bildschirmsperre")
      .setInputFiles({ name: "sperre.png", mimeType: "image/png", buffer: photo });
    await kai.getByText("Anderes Foto: Bildschirmsperre").waitFor();
    await kai.reload();
    expect(await number(kai, ".number")).toBe(shown);
    expect(await number(owner, "dialog section .number")).toBe(shown);

    await owner.getByRole("dialog").getByText("Kai Test hat am").waitFor();
    const shot = owner.getByRole("dialog").getByRole("img", { name: "Bildschirmfoto zu Bildschirmsperre" });
    await expect.poll(() => shot.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
    await owner.getByRole("dialog").getByLabel("Das Gerät gehört dem Betrieb.").check();
    await letIn(kai, () => inDialog("Zahl stimmt, freigeben").click());
    // The code went with the device: nobody is asked to scan it again.
    await owner.getByRole("dialog").getByText("Der Code gilt nicht mehr.").waitFor();
  });

  test("a holder goes through the list on the device itself, and the owner looks at it", async () => {
    await stepTo(kai, "/einstellungen/dieses-geraet");
    await kai.getByText("Geprüft. Nächste Prüfung bis").waitFor();
    await press(kai, "Jetzt schon prüfen");
    await press(kai, "Prüfung abgeben");
    await kai.getByText("Es fehlt noch der Haken.").waitFor();
    await kai.getByText("Es fehlen noch 4 Haken.").waitFor();
    for (const box of await kai.locator("form").getByRole("checkbox").all()) await box.check();
    await press(kai, "Prüfung abgeben");
    await kai.getByText("sieht es sich noch an").waitFor();
    await stepTo(owner, "/einstellungen/geraete");
    const mine = owner.getByRole("listitem").filter({ hasText: "Kai Test" });
    await mine.getByRole("button", { name: "Prüfung ansehen" }).click();
    await inDialog("In Ordnung").click();
    await owner.getByRole("dialog").getByText("in Ordnung, angesehen von Petra Probe am").first().waitFor();
    await owner.getByRole("dialog").getByRole("button", { name: "Schließen" }).click();
    await stepTo(kai, "/posteingang");
  });

  test("a new phone: the old one brings it in, sends what waits and empties itself (G12)", async () => {
    await stepTo(owner, "/einstellungen/betrieb-intern");
    await owner.getByRole("group", { name: "Gibt es bei euch einen Betriebsrat?" }).getByLabel("Nein").check();
    await press(owner, "Speichern");
    await owner.getByText("Gespeichert.", { exact: true }).waitFor();
    const old = kai;
    await old.goto(`${base}/team`);
    await old
      .getByRole("link", { name: /Betrieb/ })
      .first()
      .click();
    const field = (page: Page) => page.getByRole("textbox", { name: /Nachricht an/ });
    await field(old).waitFor();
    const room = new URL(old.url()).pathname;

    await stepTo(old, "/einstellungen/dieses-geraet");
    await press(old, "Neues Telefon eintragen");
    const code = await old.getByRole("dialog").locator("code").first().textContent();
    const fresh = await withPasskeys({ ...phone, ...keepsApp });
    await fresh.goto(`${base}/geraet#${code}`);
    await fresh.getByRole("heading", { name: "Hallo Kai Test" }).waitFor();
    await tickAll(fresh);
    await press(fresh, "Passkey anlegen und eintragen");
    const shown = await number(fresh, ".number");
    expect(await number(old, "dialog .number")).toBe(shown);

    // In the cellar: what is written waits, and something is begun only.
    await stepTo(old, room);
    await field(old).waitFor();
    await old.context().setOffline(true);
    await field(old).fill("Zähler abgelesen");
    await old.getByRole("button", { name: "Senden", exact: true }).click();
    await old.locator("li.waiting, li.message").getByText("Zähler abgelesen").first().waitFor();
    await field(old).fill("Und dann noch");

    await stepTo(owner, "/einstellungen/geraete");
    await owner.getByText("Ersetzt „").waitFor();
    await owner.getByLabel("Das Gerät gehört dem Betrieb.").check();
    await letIn(fresh, () => press(owner, "Zahl stimmt, freigeben"));

    // The net is back: the message goes out; what was only begun is named before anything is gone.
    await old.context().setOffline(false);
    await old.getByRole("heading", { name: "Dieses Telefon ist ersetzt" }).waitFor();
    await old.locator("blockquote").getByText("Und dann noch").waitFor();
    await old.getByRole("heading", { name: "Noch nicht gesendet" }).waitFor({ state: "detached" });
    expect(await faultsFor(old)).toEqual([]);
    await press(old, "Verwerfen und leeren");
    await old.getByRole("dialog").getByText("Wirklich verwerfen? 1 angefangener Text ist").waitFor();
    await old.getByRole("dialog").getByRole("button", { name: "Verwerfen und leeren" }).click();
    await old.getByText("Dieses Telefon ist leer.").waitFor();
    // The last of it goes when the page that held it open has gone.
    const kept = () => old.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    await expect.poll(kept).toEqual([]);
    await stepTo(fresh, room);
    await fresh.locator("li.message").getByText("Zähler abgelesen").first().waitFor();
    await owner.reload();
    await owner.getByText("Frühere Geräte").click();
    await owner.getByText("Daten auf dem Gerät gelöscht, bestätigt").waitFor();
    await old.context().close();
    kai = fresh;
    await stepTo(kai, "/posteingang");
  });

  test("a passkey that came along to another phone says whose it is; somebody lets the phone in all the same (G12)", async () => {
    const cloud = authenticators.get(kai);
    const { credentials } =
      (await cloud?.devtools.send("WebAuthn.getCredentials", { authenticatorId: cloud.id })) ?? {};
    const fresh = await withPasskeys(phone);
    const its = authenticators.get(fresh);
    for (const credential of credentials ?? [])
      await its?.devtools.send("WebAuthn.addCredential", { authenticatorId: its.id, credential });
    await fresh.goto(`${base}/anmelden`);
    await fresh.getByRole("link", { name: "Dieses Gerät ist neu? Gerät eintragen" }).click();
    await fresh.getByRole("heading", { name: "Gerät eintragen" }).waitFor();
    expect(await faultsFor(fresh)).toEqual([]);
    await press(fresh, "Mit meinem Passkey weiter");
    await fresh.getByRole("heading", { name: "Hallo Kai Test" }).waitFor();
    await fresh.getByLabel("Name des Geräts").fill("Zweites Telefon");
    await tickAll(fresh);
    await press(fresh, "Passkey anlegen und eintragen");
    await number(fresh, ".number");
    await stepTo(owner, "/einstellungen/geraete");
    await asksAgain(owner);
    await owner.getByLabel("Das Gerät gehört dem Betrieb.").check();
    await letIn(fresh, () => press(owner, "Zahl stimmt, freigeben"));
    const row = owner.getByRole("listitem").filter({ hasText: "Zweites Telefon" });
    await row.getByRole("button", { name: "Verloren" }).click();
    await inDialog("Verloren").click();
    // The phone hears of it before the owner's screen does: until then its question stands open.
    await owner.getByRole("dialog").waitFor({ state: "detached" });
    await fresh.waitForURL(/\/anmelden/);
    await fresh.context().close();
  });

  test("a lost device is signed out where it stands, and stays out (V60)", async () => {
    await kai.getByRole("searchbox").waitFor();
    await stepTo(owner, "/einstellungen/geraete");
    const lostOf = (name: string) =>
      owner.getByRole("listitem").filter({ hasText: name }).getByRole("button", { name: "Verloren" });
    await lostOf("Petra Probe").click();
    await owner.getByRole("dialog").getByText("Wieder hinein führt ein gedruckter Notfall-Code.").waitFor();
    await inDialog("Schließen").click();
    await lostOf("Kai Test").click();
    expect(await owner.getByRole("dialog").getByText("Notfall-Code").count()).toBe(0);
    const gone = kai.waitForURL(/\/anmelden/);
    await inDialog("Verloren").click();
    await gone;
    await kai.getByText("Alles von Werkbote darauf ist gelöscht.", { exact: false }).waitFor();
    await press(kai, "Anmelden mit Passkey");
    await kai.getByRole("alert").waitFor();
    await kai.goto(`${base}/posteingang`);
    await kai.waitForURL(/\/anmelden/);
  });

  test("the owner signs out and in again, and lands where she wanted to go", async () => {
    await stepTo(owner, "/einstellungen");
    await press(owner, "Abmelden");
    await owner.waitForURL(`${base}/anmelden`);
    // Where a notification leads that is pressed while one is signed out, one arrives as well.
    await owner.getByRole("button", { name: "Anmelden mit Passkey" }).waitFor();
    await owner.evaluate(() => {
      navigator.serviceWorker.dispatchEvent(new MessageEvent("message", { data: { go: "/team?nachricht=3" } }));
    });
    await owner.waitForURL(`${base}/anmelden?weiter=%2Fteam%3Fnachricht%3D3`);
    // With the filters of the list; whom one looked for stands in no address that anybody can read now.
    await owner.goto(`${base}/einstellungen/leute?zeigen=alle&suche=Test`);
    await owner.waitForURL(`${base}/anmelden?weiter=%2Feinstellungen%2Fleute%3Fzeigen%3Dalle`);
    await press(owner, "Anmelden mit Passkey");
    await owner.waitForURL(/\/einstellungen\/leute\?zeigen=alle/);
    await owner.getByText("Kai Test").first().waitFor();
  });

  test("an address that would lead elsewhere after signing in leads home instead", async () => {
    await stepTo(owner, "/einstellungen");
    await press(owner, "Abmelden");
    await owner.waitForURL(`${base}/anmelden`);
    await owner.goto(`${base}/anmelden?weiter=${encodeURIComponent("//example.org/boese")}`);
    await press(owner, "Anmelden mit Passkey");
    await owner.waitForURL((url) => url.origin === base && !url.pathname.startsWith("/anmelden"));
  });

  test("who closed the window in the middle of signing in is asked to sign in, and can write then", async () => {
    // The cookie is of the new session; what the device would prove itself with is still of the one before.
    await owner.evaluate(async () => {
      const opened = indexedDB.open("werkbote-device");
      await new Promise((done) => Object.assign(opened, { onsuccess: done }));
      const kept = opened.result.transaction("kept", "readwrite");
      kept.objectStore("kept").put({ sessionId: crypto.randomUUID(), offsetMs: 0 }, "session");
      await new Promise((done) => Object.assign(kept, { oncomplete: done }));
      opened.result.close();
    });
    await owner.goto(`${base}/einstellungen/betrieb-intern`);
    await owner.waitForURL(/\/anmelden/);
    await press(owner, "Anmelden mit Passkey");
    await owner.waitForURL(/\/einstellungen\/betrieb-intern/);
    await press(owner, "Speichern");
    await owner.getByText("Gespeichert.", { exact: true }).waitFor();
  });
});
