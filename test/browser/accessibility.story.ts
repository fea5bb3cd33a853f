import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { faultsFor } from "./axe.ts";
import { borrowForAxe, giveBack } from "./browsers.ts";
import { type Customer, type World, worldOf } from "./customers.ts";
import { goesOn, stays } from "./goes-on.ts";
import { leavesAtOnce } from "./leaves-at-once.ts";
import { asksFirst, desk, dot, keepsApp, nextDay, noBrowser, person, picture, signIn, type Watched } from "./people.ts";
import { startDemo } from "./running.ts";

let demo: Awaited<ReturnType<typeof startDemo>>;
let world: World;
let browser: Browser;
let page: Page;
let watched: Watched;
/** What executes if a single one of these words is ever read as markup (V37). */
const canary = `<img src=x onerror="globalThis.canary='sang'">`;
const sang = () => page.evaluate<boolean>("'canary' in globalThis");

async function write(who: Customer, act: Record<string, unknown>): Promise<void> {
  await world.post(`/customers/${who.id}/messages`, act);
}

beforeAll(async () => {
  if (noBrowser) return;
  [demo, browser] = await Promise.all([startDemo(), borrowForAxe()]);
  await leavesAtOnce(demo);
  world = worldOf(demo.info);
  const helga = await world.customer("Helga Seidel (Demo)");
  await write(helga, { type: "text", text: "Die Heizung ist kalt." });
  await write(helga, { type: "image", sample: "typenschild", caption: "Typenschild" });
  await write(helga, { type: "voice" });
  await write(helga, { type: "location", latitude: 50.83, longitude: 12.92, name: "Zuhause" });
  await write(helga, { type: "text", text: "Welche Daten haben Sie von mir? Der Schlüssel liegt bei Frau Kern." });
  await write(await world.customer("Kern (Demo)"), { type: "text", text: "Wasserfleck im 2. OG" });
  watched = await person(browser, { ...desk, ...keepsApp }, [new URL(demo.info.baseUrl).host]);
  page = await asksFirst(watched.page);
  await signIn(page, demo.info.signIn.owner);
});
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  await picture(browser, task.name);
  // The next one does not go on from where this one was left.
  await page.goto("about:blank");
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
});

const field = () => page.getByRole("textbox", { name: /Antwort an/ });
const staysAt = (path: string | RegExp) => stays(page, demo.info.baseUrl, path);
const goOn = (path: string) => goesOn(page, demo.info.baseUrl, path);
const at = (path: string, ready: string | RegExp) => async () => {
  if (!(await staysAt(path))) await goOn(path);
  await stands(ready);
};
/** From nothing, or what stands outside the app. */
const loaded = (path: string, ready: string | RegExp) => async () => {
  await page.goto(demo.info.baseUrl + path);
  await stands(ready);
};
async function stands(ready: string | RegExp): Promise<void> {
  // On a narrow screen the word may stand in a list that is folded away.
  await page.getByText(ready).filter({ visible: true }).first().waitFor();
  // A word may stand in the menu already while the screen itself is still on its way: every screen has a heading.
  await page.locator("h1").first().waitFor({ state: "attached" });
}
const nothingWritten = async (): Promise<void> => {
  await field().fill("");
  await page.getByText("Darf raus.").waitFor();
};
const openAnew = async (name = "Helga Seidel (Demo)"): Promise<void> => {
  await page.goto(`${demo.info.baseUrl}/posteingang`);
  await page.locator("a[data-row]", { hasText: name }).click();
  await page.locator("li.message").first().waitFor();
  await nothingWritten();
};
const openFirst = async () => await ((await staysAt(/^\/posteingang\/\w/)) ? nothingWritten() : openAnew());
/** @param ready what it opens says once it is filled: axe finds nothing in what is still on its way */
const pressed =
  (before: () => Promise<void>, name: string, ready = "", opens: "dialog" | "group" = "dialog") =>
  async () => {
    await before();
    await page.getByRole("button", { name }).first().click();
    await page.getByRole(opens).filter({ hasText: ready }).last().waitFor();
  };
const inCell = (button: "left" | "right") => async () => {
  await at("/plan/woche", "unter 18")();
  await page.getByRole("gridcell").first().click({ button });
  await page.getByRole("dialog").waitFor();
};
const keyed = (key: string) => async () => {
  await at("/posteingang", "wartet seit")();
  await page.keyboard.press(key);
  await page.getByRole("dialog").waitFor();
};
/** What a message is beside an answer, and the dialog the permit line leads to with it. */
const withLetter = (kind: string, remedy: string) => async (): Promise<void> => {
  await openAnew();
  await field().fill("Anbei, wie besprochen.");
  await page.getByRole("button", { name: /^Art: / }).click();
  await page.getByRole("menuitemradio", { name: new RegExp(`^${kind}`) }).click();
  await page.keyboard.type(" Ja");
  expect(await field().inputValue()).toContain("Ja");
  await page.getByRole("button", { name: remedy }).click();
  await page.getByRole("dialog").waitFor();
};
const withAdvert = async (): Promise<void> => {
  await openFirst();
  await field().fill("Frohe Weihnachten wünscht Ihr Team!");
  await page.getByText("So nicht.").waitFor();
};
const itsContact = async (): Promise<void> => {
  await openFirst();
  await page.getByText("Nachweis zeigen").click();
  await page.getByText("Ihr Recht auf Widerspruch").last().waitFor();
};

const inRoom = (name: string) => async (): Promise<void> => {
  if (!(await staysAt(/^\/team\b/))) await goOn("/team");
  await page.locator("a[data-row]", { hasText: name }).click();
  await page.locator("li.message").first().waitFor();
  await page
    .getByText(/Geht sofort|Sofort bei|zugestellt/)
    .first()
    .waitFor();
};
const messageMenu = async (): Promise<void> => {
  await inRoom("Bad Lindenstraße")();
  await page.locator("li.message").last().getByRole("button", { name: "Reagieren und mehr" }).click();
  await page.getByRole("menu", { name: "Reagieren und mehr" }).waitFor();
};
const fromMore = (entry: string) => async (): Promise<void> => {
  await inRoom("Bad Lindenstraße")();
  await page.getByRole("button", { name: "Mehr", exact: true }).click();
  await page.getByRole("menuitem", { name: entry }).click();
  await page.getByRole("dialog").waitFor();
};
const camera = async (): Promise<void> => {
  await inRoom("Bad Lindenstraße")();
  await page.getByRole("button", { name: "Kamera", exact: true }).click();
  await page.getByText("An diesem Gerät ist keine Kamera.").waitFor();
};
const photosToLabel = async (): Promise<void> => {
  await camera();
  await page.locator("dialog input[type=file]").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: dot });
  await page.getByRole("button", { name: "Weiter (1)" }).click();
  await page.getByRole("button", { name: "Typenschild", exact: true }).click();
};
const inProject = (part: string, ready: string) => async (): Promise<void> => {
  if (!(await staysAt(/^\/projekte\/\w/))) {
    await at("/projekte", "Bad Wagner")();
    await page
      .getByRole("link", { name: /Therme Helga Seidel/ })
      .last()
      .click();
    await page.getByText("Wer mitarbeitet").waitFor();
  }
  if (part !== "") await page.getByRole("link", { name: new RegExp(`^${part}`) }).click();
  await page.getByText(ready).first().waitFor();
};
const onePhoto = async (): Promise<void> => {
  await inProject("Fotos", "Gestern")();
  await page.locator(".photo").first().click();
  await page.getByRole("button", { name: "Markieren" }).waitFor();
};
const markedPhoto = async (): Promise<void> => {
  await onePhoto();
  await page.getByRole("button", { name: "Markieren" }).click();
  await page.getByRole("application").waitFor();
};
const someChosen = async (): Promise<void> => {
  await inProject("Fotos", "Gestern")();
  await page.getByRole("button", { name: "Auswählen" }).click();
  await page.locator(".photo").first().click();
  await page.getByText("1 ausgewählt").waitFor();
};
const oneReport = async (): Promise<void> => {
  await inProject("Berichte", "Noch kein Bericht")();
  await page.getByRole("button", { name: "Bericht schreiben" }).click();
  await page.getByText("Fotos im Bericht").waitFor();
};
const oneRequest = async (): Promise<void> => {
  await at("/recht/anfragen", "Auskunft, Helga Seidel")();
  await page.getByRole("link", { name: "Auskunft, Helga Seidel" }).click();
  await page.getByText("Andere Personen").waitFor();
};
const recordsMade = async (): Promise<void> => {
  await at("/recht/verzeichnisse", "Löschkonzept")();
  await page.getByRole("button", { name: "Jetzt vergleichen" }).click();
  await page.getByText("Alles ist auf dem Stand von heute.").waitFor();
};
const aDrill = async (): Promise<void> => {
  await at("/recht/vorfaelle", "Panne eintragen")();
  await page.getByRole("button", { name: "Panne eintragen" }).click();
  await page.getByRole("textbox", { name: "Was ist passiert?" }).fill("Übung: Laptop im Zug vergessen");
  await page.getByRole("checkbox", { name: "Das ist eine Übung" }).check();
  await page.getByRole("button", { name: "Panne eintragen" }).click();
  await page.getByText("Was die Aufsicht wissen will").waitFor();
};

const people = at("/einstellungen/leute", "Person eintragen");
const blocks = at("/einstellungen/textbausteine", "Textbaustein anlegen");
const ownDevice = at("/einstellungen/dieses-geraet", "Nächste Prüfung bis");

/** In this order: what opens from a page that lies open already goes on from there, without a load. */
const screens: [string, () => Promise<void>][] = [
  ["the inbox", at("/posteingang", "wartet seit")],
  ["all keys", keyed("?")],
  ["search and commands", keyed("Control+k")],
  ["nothing found", at("/posteingang?suche=gibtesnirgends", "Nichts gefunden")],
  ["an order to confirm", withLetter("Auftragsbestätigung", "Widerrufsbelehrung senden")],
  ["an invoice to send", withLetter("Rechnung", "Geschützt zustellen")],
  ["a conversation", () => openAnew()],
  ["an advert in the field", withAdvert],
  ["the rule panel", pressed(openFirst, "Darf raus.")],
  ["the templates", pressed(openFirst, "Vorlagen", "Vorlagen von WhatsApp")],
  ["the proof", pressed(openFirst, "Nachweis", "Jede Prüfung dieser Nachricht")],
  ["a photo, large", pressed(openFirst, "Vergrößern")],
  ["how long a message stays", pressed(openFirst, "Wie lange bleibt das?", "Stimmt die Einordnung nicht?")],
  ["a contact with its notice", itsContact],
  ["an erasure, seen before it is done", pressed(openFirst, "Kontakt löschen …", "Endgültig löschen")],
  ["the own roster", at("/plan", "Plan in deinen Kalender holen")],
  ["the week of the roster", at("/plan/woche", "unter 18")],
  ["six weeks of the roster", at("/plan/monat", "unter 18")],
  ["a shift to plan", inCell("left")],
  ["what a cell of the roster offers", inCell("right")],
  ["swaps", at("/plan/tausch", "Wer kann?")],
  ["the emergency service", at("/plan/notdienst", "Jetzt im Notdienst")],
  ["an alarm to raise", pressed(at("/plan/notdienst", "Jetzt im Notdienst"), "Alarm auslösen")],
  ["working times", at("/plan/zeiten", "Kolonne Süd")],
  ["a working time", pressed(at("/plan/zeiten", "Kolonne Süd"), "Ändern")],
  ["projects", at("/projekte", "Bad Wagner")],
  ["a project to make", pressed(at("/projekte", "Bad Wagner"), "Neues Projekt")],
  ["no project found", at("/projekte?suche=gibtesnirgends", "Kein Projekt gefunden")],
  ["a project", inProject("", "Noch kein Gast")],
  ["an appointment to enter", pressed(inProject("", "Hund im Hof"), "Termin eintragen")],
  ["a guest to invite", pressed(inProject("", "Hund im Hof"), "Gast einladen")],
  ["photos of a project", inProject("Fotos", "Gestern")],
  ["a photo of a project, large", onePhoto],
  ["a photo to mark", markedPhoto],
  ["photos chosen", someChosen],
  ["a report to write", oneReport],
  ["the rooms", at("/team", "Bad Lindenstraße")],
  ["a room to make", pressed(at("/team", "Bad Lindenstraße"), "Neu")],
  ["a room", inRoom("Bad Lindenstraße")],
  ["people and sound of a room", pressed(inRoom("Bad Lindenstraße"), "Raum: Leute und Ton")],
  ["what one can do to what was said", messageMenu],
  ["a poll to make", fromMore("Umfrage")],
  ["a danger to name", fromMore("Dringend, Gefahr")],
  ["a poll and who has not seen it", inRoom("Betrieb")],
  ["the camera, where there is none", camera],
  ["photos to label", photosToLabel],
  ["nothing said about it", at("/team?suche=gibtesnirgends", "Nichts gefunden")],
  ["the own shifts, without a net", at("/ohne-netz", "Meine Dienste")],
  ["contacts", at("/kontakte", "schrieb zuletzt")],
  ["no contact found", at("/kontakte?suche=gibtesnirgends", "Niemand gefunden")],
  ["my settings", at("/einstellungen", "Hell oder dunkel")],
  ["opening hours and the away text", at("/einstellungen/oeffnungszeiten", "So liest es der Kunde")],
  ["text blocks", blocks],
  ["a text block to write", pressed(blocks, "Textbaustein anlegen")],
  ["people", at("/einstellungen/leute", "Codes drucken")],
  ["a person to enter", pressed(people, "Person eintragen")],
  ["a person to change", pressed(people, "Ändern", "Noch nichts hinterlegt.")],
  ["somebody who leaves", pressed(people, "Ausscheiden", "Letzten Tag festlegen")],
  ["devices", at("/einstellungen/geraete", "gerade in Gebrauch")],
  ["the check of a device, by the owner", pressed(at("/einstellungen/geraete", "Geräte"), "Prüfung", "angesehen von")],
  ["the check of this device", pressed(ownDevice, "Jetzt schon prüfen", "Einstellungen dieses Geräts", "group")],
  ["the app on this device", at("/einstellungen/app", "Mitteilungen sind auf diesem Gerät aus.")],
  ["where a shared photo goes", at("/teilen", "Es ist nichts da.")],
  ["programs", at("/einstellungen/zugaenge", "noch nicht benutzt")],
  ["the Ampel", at("/recht", "Der Kunde schreibt zuerst")],
  ["contracts", at("/recht/vertraege", "Notschalter für die USA")],
  ["requests about data", at("/recht/anfragen", "Auskunft, Helga Seidel")],
  ["a request about data", oneRequest],
  ["the rules", at("/recht/regeln", "Der Kunde meldet sich zuerst")],
  ["retention", at("/recht/aufbewahrung", "Was demnächst gelöscht wird")],
  ["a hold to set", pressed(at("/recht/aufbewahrung", "Was demnächst gelöscht wird"), "Sperre setzen")],
  ["consents", at("/recht/einwilligungen", "Renate Fuchs (Demo)")],
  [
    "the START code",
    async () => {
      await at("/recht/einwilligungen", "Renate Fuchs (Demo)")();
      await page.getByText("START-Code zum Ausdrucken").click();
      await page.getByRole("img", { name: "QR-Code START für Chat auf eurer Seite" }).waitFor();
    },
  ],
  ["everything to take along", at("/recht/mitnehmen", "Alles zusammenstellen")],
  ["news", at("/recht/neuigkeiten", "Neuigkeit schreiben")],
  ["set-up: business", at("/einrichten/betrieb", "Bankverbindung sichern")],
  ["set-up: Impressum", at("/einrichten/impressum", "Vertreten durch")],
  ["set-up: contracts", at("/einrichten/vertraege", "Meta")],
  ["set-up: metadata", at("/einrichten/wer-erfaehrt-was", /bestätigt am/)],
  ["set-up: notice", at("/einrichten/datenschutz", "Die erste Antwort, automatisch")],
  ["set-up: channels", at("/einrichten/kanaele", "Noch kein Code.")],
  [
    "QR codes that hang somewhere",
    async () => {
      await at("/einrichten/kanaele", "WhatsApp (Demo)")();
      await page.getByLabel("Wo hängt er?").fill("Bulli 3");
      await page.getByRole("button", { name: "Code anlegen" }).click();
      await page.getByRole("heading", { name: "Bulli 3" }).waitFor();
    },
  ],
  ["records", recordsMade],
  ["breaches", at("/recht/vorfaelle", "Panne eintragen")],
  ["a breach", aDrill],
  ["sign-in", loaded("/anmelden", "Zur Seite für Kunden")],
  ["a new device", loaded("/geraet", /Code|Link/)],
  ["the Impressum", loaded("/impressum", "Brandt Haustechnik")],
  ["the notice", loaded("/datenschutz", "Datenschutz")],
];

describe.skipIf(noBrowser)("for everybody (WCAG 2.2 AA)", () => {
  test.each(screens)("%s: in light and dark, wide and narrow, nothing beyond 320 pixels", async (_name, open) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await open();
    expect(await faultsFor(page)).toEqual([]);
  });

  test("the way by keyboard: list, thread, field, contact, and keys that never fire while one types (U56)", async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await loaded("/posteingang", "wartet seit")();
    await page.keyboard.press("Tab");
    await expect.poll(() => page.locator(":focus").textContent()).toContain("Zum Inhalt springen");
    await page.keyboard.press("F6");
    await page.locator("a[data-row]:focus").waitFor();
    await page.keyboard.press("ArrowDown");
    const chosen = await page.locator("a[data-row]:focus").getAttribute("data-row");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/posteingang/${chosen}`);
    await page.locator("textarea:focus").waitFor();
    await page.keyboard.press("Alt+ArrowUp");
    await page.waitForURL((url) => !url.pathname.endsWith(chosen ?? ""));
    await page.locator("li.message").first().waitFor();
    await expect.poll(() => page.locator("h1:focus").count()).toBe(1);
    // What these keys lead to must be there: a pane that is still on its way takes no focus.
    await field().waitFor();
    await page.locator("[data-pane=context]").getByRole("button", { name: "Kontakt löschen" }).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("es");
    await expect.poll(() => field().inputValue()).toBe("es");
    await field().fill("");
    const panes: (string | null)[] = [];
    for (let step = 0; step < 4; step += 1) {
      await page.keyboard.press("F6");
      panes.push(await page.locator("[data-pane]:focus-within").last().getAttribute("data-pane"));
    }
    expect(panes).toEqual(["context", "list", "thread", "composer"]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Tasten" });
    await help.waitFor();
    await help.getByText("J / K", { exact: true }).waitFor();
    // Single keys can be turned off; those with Alt, Strg and F6 go on.
    await help.getByRole("checkbox", { name: "Einzelne Tasten lösen etwas aus" }).uncheck();
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "hidden" });
    const where = page.url();
    for (const key of ["?", "j", "s", "u", "e", "n"]) await page.keyboard.press(key);
    expect([page.url(), await page.getByRole("dialog").count(), await page.getByRole("menuitem").count()]).toEqual([
      where,
      0,
      0,
    ]);
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog").last();
    await palette.waitFor();
    await page.keyboard.type("tasten");
    await page.keyboard.press("Enter");
    await help.waitFor();
    await help.getByRole("checkbox", { name: "Einzelne Tasten lösen etwas aus" }).check();
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "hidden" });
    await page.keyboard.press("Alt+ArrowDown");
    await page.waitForURL((url) => url.href !== where);
  });

  test("s, u and e do what the list of keys says, and z takes it back (B2)", async () => {
    await openAnew();
    await page.keyboard.press("Escape");
    await page.keyboard.press("s");
    const later = page.getByRole("menuitem", { name: nextDay }).first();
    await later.waitFor();
    await page.keyboard.press("Escape");
    await later.waitFor({ state: "hidden" });
    await page.keyboard.press("u");
    await page.getByText("Als ungelesen markiert.").waitFor();
    await page.keyboard.press("e");
    await page.getByText("Helga Seidel (Demo) ist erledigt.").waitFor();
    await page.locator("h1:focus", { hasText: "Kern" }).waitFor();
    const reopened = page.waitForResponse(/\/reopen$/);
    await page.keyboard.press("z");
    expect((await reopened).status()).toBe(200);
  });

  test("n writes a note however often it is pressed, and r an answer once no note stands begun", async () => {
    await openAnew();
    const note = page.getByRole("textbox", { name: "Notiz für das Team" });
    await page.keyboard.press("Escape");
    for (let times = 0; times < 2; times++) {
      await page.keyboard.press("n");
      await note.and(page.locator(":focus")).waitFor();
      await page.keyboard.type("Nur für uns. ");
      await page.keyboard.press("Escape");
    }
    await page.keyboard.press("r");
    await expect.poll(() => note.inputValue()).toBe("Nur für uns. Nur für uns. ");
    await note.fill("");
    await page.keyboard.press("Escape");
    await page.keyboard.press("r");
    await page.locator("textarea:focus").waitFor();
    await field().waitFor();
  });

  test("the focus is never lost with what was done: snoozed, done as the last of the list, taken back by z", async () => {
    const name = (words: string) => page.locator("h1:focus", { hasText: words }).waitFor();
    await openAnew();
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    await name("Kern");
    await page.keyboard.press("s");
    await page.getByRole("menuitem", { name: nextDay }).first().waitFor();
    await page.keyboard.press("Enter");
    const again = page.getByRole("button", { name: "Wieder öffnen" });
    await again.waitFor();
    await name("Kern");
    // What z takes back is what the screen says last.
    await page.getByText("Kommt wieder: ").waitFor();
    await page.keyboard.press("z");
    await again.waitFor({ state: "hidden" });
    await page.keyboard.press("e");
    await page.getByText("Alles erledigt.").waitFor();
    await page.locator("[data-pane=thread]").getByRole("link", { name: "Heute ansehen" }).waitFor();
    await page.getByRole("region", { name: "Posteingang" }).locator("h1:focus").waitFor();
    await page.getByText("Kern (Demo) ist erledigt.").waitFor();
    const takenBack = page.waitForResponse(/\/reopen$/);
    await page.keyboard.press("z");
    await name("Kern");
    await takenBack;
    await page.goto(`${demo.info.baseUrl}/posteingang?ansicht=erledigt`);
    await page.locator("a[data-row]", { hasText: "Helga Seidel (Demo)" }).click();
    const reopened = page.waitForResponse(/\/reopen$/);
    await again.click();
    expect((await reopened).status()).toBe(200);
  });

  test("a dialog takes the focus and gives it back; Escape closes it", async () => {
    await openAnew();
    for (const name of ["Darf raus.", "Vorlagen", "Vergrößern"]) {
      const opener = page.getByRole("button", { name }).first();
      await opener.focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      await expect.poll(() => dialog.locator(":focus").count(), { message: name }).toBe(1);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      await expect.poll(() => opener.evaluate((one) => one.matches(":focus")), { message: name }).toBe(true);
    }
  });

  test("markup in names, texts, captions, files and cards is shown as words and never runs (V37)", async () => {
    const evil = await world.customer(`Eva ${canary}`);
    const html = Buffer.from(`<body>${canary}</body>`).toString("base64");
    const card = {
      name: { formatted_name: canary },
      phones: [{ phone: canary }],
      urls: [{ url: "javascript:canary=1" }],
    };
    await write(evil, { type: "text", text: `Hallo ${canary} <script>canary=1</script> javascript:canary=1` });
    await write(evil, { type: "image", sample: "typenschild", caption: canary });
    await write(evil, { type: "document", sample: "angebot", filename: `${canary}.pdf`, caption: canary });
    await write(evil, { type: "document", base64: html, mimeType: "text/html", filename: "a.html" });
    await write(evil, { type: "location", latitude: 50, longitude: 12, name: canary, address: canary });
    await write(evil, { type: "contacts", contacts: [card] });
    await openAnew("Eva <img");
    await expect.poll(() => page.locator("li.message.in").count()).toBe(6);
    await expect.poll(() => page.getByText("<img src=x").count()).toBeGreaterThan(4);
    await page.getByRole("button", { name: "Mit Zitat antworten" }).first().click();
    await field().fill(canary);
    await page.getByRole("button", { name: "Senden", exact: true }).click();
    await page
      .locator("li.message.out", { hasText: canary })
      .last()
      .getByRole("img", { name: /gesendet|zugestellt/ })
      .waitFor();
    expect(await page.locator("a[href^='javascript:']").count()).toBe(0);
    expect(await sang()).toBe(false);
    await page.goto(`${demo.info.baseUrl}/posteingang?suche=${encodeURIComponent(canary)}`);
    await page.getByRole("searchbox").waitFor();
    expect(await sang()).toBe(false);
  });

  test("in all this nobody outside was asked for anything, and no script broke (V48, U49)", () => {
    expect(watched.foreign).toEqual([]);
    expect(watched.errors).toEqual([]);
  });
});
