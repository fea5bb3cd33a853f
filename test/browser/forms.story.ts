import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProjectView } from "../../src/contract/projects.ts";
import { eraseFromProjects } from "../../src/server/projects/erase-from-projects.action.ts";
import { openKept } from "../../src/server/projects/open-kept.action.ts";
import { heldBack } from "./held-back.ts";
import { noBrowser, phone } from "./people.ts";
import { openStaffApp, type StaffApp, walkTo } from "./staff-app.ts";

/** Forms of the office: what must be filled in, what need not, and the way out. */
let house: StaffApp;

describe.skipIf(noBrowser)("forms of the office", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("whoever opened the form for a breach by mistake gets out of it, and loses no word", async () => {
    const page = await house.open("owner", "/recht/vorfaelle", phone);
    const enter = page.getByRole("button", { name: "Panne eintragen" });
    await enter.click();
    await page.getByLabel("Was ist passiert?").fill("Ein Handy liegt im Zug.");
    await page.getByRole("button", { name: "Abbrechen" }).click();
    await expect.poll(() => page.getByLabel("Was ist passiert?").count()).toBe(0);
    await expect.poll(() => enter.evaluate((one) => one === document.activeElement)).toBe(true);
    await enter.click();
    expect(await page.getByLabel("Was ist passiert?").inputValue()).toBe("Ein Handy liegt im Zug.");
    await house.leave(page);
  });

  test("who marks the text of a field and lets go beside the form loses nothing; nor does a press beside it, Esc or Back", async () => {
    const page = await house.goOn("office", "/plan");
    // Somewhere to go back to.
    await page.getByRole("navigation").first().getByRole("link", { name: "Projekte" }).click();
    const late = await heldBack(page, /projects\/people$/);
    await page.getByRole("button", { name: "Neues Projekt" }).click();
    const form = page.getByRole("dialog");
    const name = form.getByLabel("Name", { exact: true });
    await name.fill("Wärmepumpe Familie Krause");
    // The form stands in the middle: however late the answer with the names is, it keeps its place.
    await late.read;
    const place = await form.boundingBox();
    const came = page.waitForResponse("**/api/projects/people");
    late.go();
    await came;
    await form.getByRole("checkbox").first().waitFor();
    expect(await form.boundingBox()).toEqual(place);
    const box = await name.boundingBox();
    if (!box) throw new Error("the field is not to be seen");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(20, box.y + box.height / 2);
    await page.mouse.up();
    await page.keyboard.press("Backspace");
    await expect.poll(() => name.inputValue()).not.toBe("Wärmepumpe Familie Krause");
    await name.fill("Wärmepumpe Familie Krause");
    const goOn = form.getByRole("button", { name: "Weiter eingeben" });
    const pressEsc = () => page.keyboard.press("Escape");
    // Asked, gone on, asked again: the third time the browser closes a dialog whatever its page says.
    const asked = form.getByText("Deine Eingabe ist noch nicht gespeichert.");
    const thrice = async () => {
      await pressEsc();
      await asked.waitFor();
      await pressEsc();
      await form.locator("input:focus").waitFor();
      await pressEsc();
    };
    // Never waited for: the page that is gone back to does not come.
    const back = async () => void page.goBack().catch(() => undefined);
    for (const astray of [() => page.mouse.click(20, 20), pressEsc, thrice, back]) {
      await astray();
      await asked.waitFor();
      await page.locator("button:focus", { hasText: "Weiter eingeben" }).waitFor();
      await goOn.click();
      await form.locator("input:focus").waitFor();
      expect(await name.inputValue()).toBe("Wärmepumpe Familie Krause");
    }
    // Said so, it goes; with nothing typed there is nothing to ask.
    await page.mouse.click(20, 20);
    await form.getByRole("button", { name: "Verwerfen" }).click();
    await form.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Neues Projekt" }).click();
    await form.waitFor();
    await back();
    await form.waitFor({ state: "detached" });
    expect(new URL(page.url()).pathname).toBe("/projekte");
    await house.rest(page);
  });

  test("on a phone Back closes the menu or the list of pages that is open, and the next one leaves the page", async () => {
    const page = await house.open("owner", "/heute", phone);
    await walkTo(page, "/plan/woche");
    const pages = page.getByRole("navigation").getByRole("button");
    const menu = page.locator("[aria-haspopup=menu]").first();
    await menu.waitFor();
    const { pathname } = new URL(page.url());
    for (const opener of [menu, pages]) {
      await opener.tap();
      await expect.poll(() => opener.getAttribute("aria-expanded")).toBe("true");
      // Never waited for: the page that is gone back to does not come.
      void page.goBack().catch(() => undefined);
      await expect.poll(() => opener.getAttribute("aria-expanded")).toBe("false");
      expect(new URL(page.url()).pathname).toBe(pathname);
    }
    await page.goBack();
    await page.getByRole("heading", { name: "Heute", exact: true }).waitFor();
    await house.leave(page);
  });

  test("a hand-over is there again after a look into the inbox, until it is handed over (B12)", async () => {
    const page = await house.goOn("office", "/heute");
    const words = page.getByLabel("Was muss der Notdienst wissen?");
    await page.getByText("Übergabe an den Notdienst").click();
    await words.fill("Frau Kern ruft vielleicht an.");
    await page.getByRole("navigation").first().getByRole("link", { name: "Posteingang" }).click();
    await page.getByRole("searchbox", { name: "Name oder Text suchen" }).waitFor();
    await page.goBack();
    await expect.poll(() => words.inputValue()).toBe("Frau Kern ruft vielleicht an.");
    await page.reload();
    await expect.poll(() => words.inputValue()).toBe("Frau Kern ruft vielleicht an.");
    await house.rest(page);
  });

  test("a shift that needs a reason leads to the field for it; an empty week is filled from the one before (B10)", async () => {
    const page = await house.goOn("office", "/plan/woche?ab=2027-02-01");
    const form = page.getByRole("dialog");
    await page.locator("[role=gridcell][data-day='2027-02-07']").first().click();
    await form.getByText("Der Einsatz beginnt an einem freien Tag").waitFor();
    await form.getByRole("button", { name: "Speichern" }).click();
    await form.getByText("Bitte den Grund in ein paar Worten sagen.").waitFor();
    const why = form.getByLabel("Warum es trotzdem sein muss");
    await expect.poll(() => why.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    // Where nothing is planned, nobody was told anything.
    expect(await page.getByText("Alles veröffentlicht").count()).toBe(0);
    expect(await page.locator(".bar:visible").count(), "an empty strip").toBe(0);
    await page.getByRole("button", { name: "Mehr", exact: true }).click();
    const copy = page.getByRole("menuitem", { name: "Woche kopieren" });
    const room = await copy.locator(".gap").evaluate((one: HTMLElement) => one.offsetWidth);
    expect(room, "no room for signs where no entry has one").toBe(0);
    await copy.click();
    expect(await form.getByLabel("Diese Woche", { exact: true }).inputValue()).toBe("2027-01-25");
    expect(await form.getByLabel("in diese Woche").inputValue()).toBe("2027-02-01");
    await form.getByRole("button", { name: "Kopieren" }).click();
    await form.getByText("Es ist nichts kopiert.").waitFor();
    await house.leave(page);
  });

  test("an officer asks by the number to look into a conversation, and the field that takes it lets the form go", async () => {
    const page = await house.open("privacy_officer", "/recht/einsicht");
    await page.getByRole("button", { name: "Einsicht beantragen" }).click();
    await page.getByLabel("Nummer des Gesprächs").fill("999");
    await page.getByLabel("Warum geht es nicht ohne?").fill("Die Kundin fragt nach ihren Fotos.");
    await page.getByRole("button", { name: "Anfragen", exact: true }).click();
    await page.getByText("Ein Gespräch mit dieser Nummer gibt es nicht.").waitFor();
    // The channels are theirs to look at; what belongs to no conversation is asked for by those who read these.
    const asked: string[] = [];
    page.on("request", (one) => asked.push(new URL(one.url()).pathname));
    await page.goto(new URL("/einrichten/kanaele", page.url()).href);
    await page.getByText("QR-Code", { exact: false }).first().waitFor();
    await expect.poll(() => asked).toContain("/api/setup/entry-sources");
    expect(asked).not.toContain("/api/parked-deliveries");
    // So is the business, but not its bank account: no warning of a role that asked for nothing.
    await page.goto(new URL("/einrichten/betrieb", page.url()).href);
    await page.getByLabel("Name des Betriebs").first().waitFor();
    expect(asked).not.toContain("/api/bank");
    await house.leave(page);
    // The office may try once more what has arrived nowhere, though the set-up is shut to it; to be done with it it may not.
    const office = await house.goOn("office", "/plan");
    const parked = [true, false].map((retryHelps, id) => ({
      ...{ id, at: "2027-01-25T08:00:00.000Z", channelLabel: "WhatsApp", problem: `Grund ${id}.` },
      ...{ retryHelps, settled: null, alike: 1 },
    }));
    await office.route("**/api/parked-deliveries", (one) => one.fulfill({ json: parked }));
    await office.goto(new URL("/einrichten/kanaele", office.url()).href);
    await office.getByText("Als erledigt ablegen kann das nur die Inhaberin oder der Inhaber.").waitFor();
    expect(await office.getByRole("button", { name: "Nochmal", exact: true }).isEnabled()).toBe(true);
    expect(await office.getByRole("button", { name: "Erledigt", exact: true }).count()).toBe(0);
    await house.leave(office);
  });

  test("a card under a hold says what becomes of the old words; of who is erased the page says where the rest lies", async () => {
    const { app } = house;
    const customer = app.firm.customer({ name: "Petra Zwist" });
    await customer.writes("Der Keller ist feucht");
    const made = {
      name: "Keller Zwist",
      access: "Schlüssel bei Kern",
      conversationId: await customer.conversationId(),
    };
    const { id } = ProjectView.parse(await app.firm.office.post("/api/projects", made));
    const contactId = await customer.contactId();
    const hold = { contactId, kind: "legal", reason: "Klage wegen des Kellers", reviewOn: "2027-03-01" };
    await app.firm.owner.post("/api/holds", hold);
    await app.firm.owner.post(`/api/projects/${id}/notes`, { clientId: app.deps.ids.uuid(), text: "Wand ist nass." });
    const page = await house.goOn("owner", `/projekte/${id}`);
    // Before anybody presses: nothing that would be refused is offered.
    const notes = page.getByRole("region", { name: "Notizen" });
    await notes.getByText("Wand ist nass.").waitFor();
    await notes.getByText("Notizen, Berichte und eigene Fotos bleiben").waitFor();
    expect(await notes.getByRole("button", { name: "Löschen" }).count()).toBe(0);
    await page.getByRole("button", { name: "Ändern", exact: true }).click();
    await page.getByRole("dialog").getByText("die bisherige Fassung bleibt gesperrt").waitFor();
    await app.sql((tx) => eraseFromProjects(app.deps, tx, app.firm.tenantId, contactId));
    const kept = await app.sql(async (tx) => openKept(app.deps, tx, await app.firm.callerOf("owner"), id, "dispute"));
    // How one proves it is oneself is another story.
    await page.route("**/kept", (route) => route.fulfill({ json: kept }));
    await walkTo(page, "/projekte");
    await walkTo(page, `/projekte/${id}`);
    await page.getByRole("link", { name: "Unter Aufbewahrung öffnen" }).click();
    await page.getByRole("listitem").filter({ hasText: "Kunde gelöscht" }).getByRole("button").click();
    const dialog = page.getByRole("dialog", { name: "Gesperrtes aus Auftrag" });
    await dialog.getByRole("button", { name: "Öffnen" }).click();
    await dialog.getByText("Zugang: Schlüssel bei Kern").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await house.rest(page);
  });

  test("the own IBAN may wait, and says so; the number of the fire brigade is told apart from one's own", async () => {
    const page = await house.goOn("owner", "/einrichten/betrieb");
    const iban = page.getByLabel("IBAN des Betriebs (freiwillig)");
    await iban.waitFor();
    expect(await iban.evaluate((one: HTMLInputElement) => one.required)).toBe(false);
    // Before the first press, not after it: a wrong one is mended by two.
    await page.getByText("Danach ändert sie niemand mehr allein.").waitFor();
    const duty = page.getByLabel("Notdienst");
    await duty.fill("112");
    await duty.blur();
    await page.getByText("Das ist ein öffentlicher Notruf.").waitFor();
    await house.rest(page);
  });

  test("an impact assessment that is recorded is to be seen, not only asked for", async () => {
    const page = await house.goOn("owner", "/recht/verzeichnisse");
    // The first ones are written without a press: then no toast says so over the heading.
    await page
      .getByText(/Fassung 1 vom/)
      .first()
      .waitFor({ timeout: 60_000 });
    expect(await page.locator(".toast").count()).toBe(0);
    await page.route("**/api/records", async (route) => {
      // Recording draws the papers anew: on a busy machine that takes longer than a handed-on request may.
      if (route.request().method() !== "GET") return await route.continue();
      const answer = await (await route.fetch()).json();
      await route.fulfill({ json: { ...answer, impact: { ...answer.impact, needed: true } } });
    });
    await page.reload();
    await page.getByLabel("Fertig am").fill("2026-01-20");
    await page.getByLabel("Ergebnis").fill("Risiken abgewogen, Maßnahmen stehen im Ordner Datenschutz.");
    await page.getByRole("button", { name: "Ergebnis festhalten" }).click();
    await page.getByText("Folgenabschätzung vom 20. Januar 2026").waitFor({ timeout: 60_000 });
    await page.getByLabel("Fertig am").waitFor({ state: "detached" });
    await house.rest(page);
  });

  test("a house that has only the chat on its page is shown first what is said there", async () => {
    const page = await house.goOn("owner", "/einstellungen");
    await page.route("**/api/setup/notice", async (route) => {
      const answer = await (await route.fetch()).json();
      for (const one of answer.channels) if (one.channel === "whatsapp") one.version = null;
      await route.fulfill({ json: answer });
    });
    await walkTo(page, "/einrichten/datenschutz");
    await expect.poll(() => page.getByRole("radio", { name: "Chat auf eurer Seite" }).isChecked()).toBe(true);
    await house.rest(page);
  });
});
