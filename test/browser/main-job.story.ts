import { randomUUID } from "node:crypto";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { type Customer, type World, worldOf } from "./customers.ts";
import { leavesAtOnce } from "./leaves-at-once.ts";
import { calmly, desk, nextDay, noBrowser, person, phone, picture, signIn, type Watched } from "./people.ts";
import { startDemo } from "./running.ts";
import { stepTo } from "./staff-app.ts";

let demo: Awaited<ReturnType<typeof startDemo>>;
let world: World;
let browser: Browser;

beforeAll(async () => {
  if (noBrowser) return;
  [demo, browser] = await Promise.all([startDemo(), borrowBrowser()]);
  await leavesAtOnce(demo);
  world = worldOf(demo.info);
  await world.patch("/settings", quick);
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
});

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});

/** How long WhatsApp takes to send and to bring a message: of itself some seconds. */
const quick = { sentMs: [50, 100], deliveredMs: [100, 200] };
const slow = { interval: 50 };
const row = (page: Page, name: string) => page.locator("a[data-row]", { hasText: name });
const messages = (page: Page) => page.getByRole("region", { name: "Nachrichten" }).getByRole("listitem");
const permit = (page: Page) => page.getByRole("region", { name: "Antwort schreiben" }).getByRole("status");
const field = (page: Page) => page.getByRole("region", { name: "Antwort schreiben" }).getByRole("textbox");
const button = (page: Page | Locator, name: string | RegExp) => page.getByRole("button", { name, exact: true });

/** Opens a conversation from the list; on a phone from wherever one is. */
async function open(page: Page, name: string): Promise<void> {
  const back = button(page, "Zurück zur Liste");
  if (await back.isVisible()) await back.click();
  await row(page, name).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await field(page).waitFor();
}

async function send(page: Page, text: string): Promise<Locator> {
  await field(page).fill(text);
  await button(page, "Senden").click();
  return messages(page).filter({ hasText: text }).last();
}

/** As a program writes here, for steps that are about what becomes of a message and not about the press. */
async function sendByProgram(page: Page, text: string): Promise<Locator> {
  const id = new URL(page.url()).pathname.split("/").at(-1);
  const sent = await fetch(`${demo.info.baseUrl}/api/conversations/${id}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${demo.info.apiToken}`, "content-type": "application/json" },
    body: JSON.stringify({ clientId: randomUUID(), text }),
  });
  expect(sent.ok).toBe(true);
  return messages(page).filter({ hasText: text }).last();
}

/** Writes what may not leave as it stands. */
async function writeAdvert(page: Page): Promise<Locator> {
  await field(page).fill("Wir kommen morgen um 8 Uhr. Frohe Weihnachten und 10 % Rabatt auf die Wartung!");
  await expect.poll(() => permit(page).textContent(), slow).toMatch(/^\s*(Noch nicht|So nicht)\. .*Werbung/);
  return button(page, /^(Noch nicht|So nicht)\./);
}

/** A first message that comes a day late: the line says so before one types and what goes now, nothing slips out (U32). */
async function answerADayLate(page: Page, name: string): Promise<void> {
  const late = await world.customer(name);
  await world.wroteHoursAgo(late, 26, "Ich habe Sie gestern nicht erreicht.");
  await open(page, late.name);
  await page.getByText("Die 24 Stunden sind um").waitFor();
  await expect.poll(() => permit(page).textContent(), slow).toMatch(/^\s*Noch nicht\./);
  await button(page, "Was jetzt geht").click();
  await page.getByRole("dialog").getByText("Nenn ihm eure eigene Seite:").waitFor();
  await page.keyboard.press("Escape");
  await field(page).fill("Wann passt es Ihnen?");
  await button(page, "Senden").click();
  await expect.poll(() => field(page).inputValue()).toBe("Wann passt es Ihnen?");
  expect(await world.received(late)).toEqual([]);
}

/** The proof behind a message, and the contact with the notice it got. */
async function showProof(page: Page, sent: Locator): Promise<Locator> {
  await sent.locator("p").first().click();
  await sent.focus();
  await button(sent, "Nachweis").click();
  const proof = page.getByRole("dialog", { name: "Nachweis" });
  await proof.getByText("BASE-1").first().waitFor();
  return proof;
}

async function takeTemplate(page: Page): Promise<void> {
  await button(page, "Vorlagen").click();
  const picker = page.getByRole("dialog");
  await picker.getByRole("combobox").fill("termin");
  await picker.getByRole("option", { name: /Termin Bestätigung/ }).click();
  await button(picker, "Übernehmen").click();
  await picker.getByText("Füll diese Lücke aus.").waitFor();
  await picker.getByLabel("Lücke 2").fill("Dienstag um 10 Uhr");
  await button(picker, "Übernehmen").click();
  await button(page, "Senden").click();
  const sent = messages(page).filter({ hasText: "Dienstag um 10 Uhr" });
  await sent.getByRole("img", { name: "zugestellt" }).waitFor();
}

describe.skipIf(noBrowser)("the main job on 1440 pixels", () => {
  const name = "Helga Seidel 1440 (Demo)";
  let customer: Customer;
  let office: Page;
  let owner: Page;
  let handset: Page;
  const all: Watched[] = [];

  async function sit(): Promise<Page> {
    const hosts = [demo.info.baseUrl, demo.info.simulatorUrl].map((url) => new URL(url).host);
    const watched = await person(browser, desk, hosts);
    all.push(watched);
    return watched.page;
  }
  beforeAll(async () => {
    [office, owner, handset] = [await sit(), await sit(), await sit()];
    await Promise.all([
      signIn(office, demo.info.signIn.office),
      signIn(owner, demo.info.signIn.owner),
      handset.goto(demo.info.simulatorUrl),
    ]);
  });
  afterAll(async () => {
    for (const { page } of all) await page.context().close();
  });

  const bubble = (from: "customer" | "business", text = "") =>
    handset.locator(`[data-test=message][data-from=${from}]`, { hasText: text });

  test("a customer writes, and the notice goes out by itself", async () => {
    await handset.locator("[data-test=new-customer]").click();
    await handset.locator("[data-test=new-name]").fill(name);
    await handset.locator("[data-test=new-save]").click();
    await handset.locator("[data-test=composer]").fill("Guten Morgen, die Heizung ist kalt.");
    await handset.locator("[data-test=send]").click();
    await bubble("business", "Ihr Recht auf Widerspruch").waitFor();
    customer = (await world.get<Customer[]>("/customers")).find((one) => one.name === name) as Customer;
    expect(await world.received(customer)).toHaveLength(1);
  });

  test("the office sees it at once, without reload, with waiting time and channel", async () => {
    for (const page of [office, owner]) {
      await row(page, name).waitFor();
      await expect.poll(() => row(page, name).textContent()).toMatch(/wartet seit.*WhatsApp \(Demo\)/);
    }
  });

  test("photo, reaction, place and voice arrive in the order in which they were sent", async () => {
    await handset.locator("[data-test=photo]").click();
    await handset.locator("[data-test=sample-typenschild]").click();
    await handset.locator("[data-test=message][data-type=image]").waitFor();
    await handset.locator("[data-test=message][data-from=business] [data-test=message-menu]").first().click();
    await handset.locator("[data-test=react][data-emoji='👍']").click();
    for (const what of ["location", "voice"]) {
      await handset.locator("[data-test=attach]").click();
      await handset.locator(`[data-test=${what}]`).click();
      await handset.locator(`[data-test=message][data-type=${what === "voice" ? "audio" : what}]`).waitFor();
    }
    await open(office, name);
    const incoming = office.locator("li.message.in");
    await expect.poll(() => incoming.count(), slow).toBe(4);
    await incoming.nth(0).getByText("die Heizung ist kalt").waitFor();
    const picture = incoming.nth(1).getByRole("img", { name: /Foto 1 von/ });
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((image) => Number(Reflect.get(image, "naturalWidth"))), slow)
      .toBeGreaterThan(200);
    await incoming.nth(2).getByText("Musterstraße 4, Berlin").waitFor();
    await incoming.nth(3).getByRole("button", { name: "Sprachnachricht anhören" }).waitFor();
    await office.locator("li.message.out").getByText("👍").waitFor();
  });

  test("one takes it, both see each other, and a note stays in the house", async () => {
    await button(office, "Ich übernehme").click();
    await office.getByText("Du hast das Gespräch übernommen.").waitFor();
    await row(owner, name).getByText("Sandra").waitFor();
    await open(owner, name);
    await office.getByText("Jörg liest mit").waitFor();
    // It is said for five seconds after a key; whoever writes on is seen to.
    const seenWriting = async () => {
      await field(owner).pressSequentially("Ich ");
      return await office.getByText("Jörg schreibt").isVisible();
    };
    await expect.poll(seenWriting, calmly).toBe(true);
    await field(owner).fill("");
    const before = await world.received(customer);
    await button(office, "Notiz").click();
    await office.getByText("Eine Notiz geht nie raus.").waitFor();
    await field(office).fill("Thermostat war 2024 schon defekt");
    await button(office, "Notiz speichern").click();
    await messages(owner).filter({ hasText: "Thermostat war 2024" }).getByText("Bleibt im Haus").waitFor();
    await button(office, "Antwort").click();
    expect(await world.received(customer)).toEqual(before);
  });

  test("an advert is refused while one types; rules and facts stand behind the sentence", async () => {
    const line = await writeAdvert(office);
    await line.click();
    const panel = office.getByRole("dialog", { name: "Darf das raus?" });
    await panel.getByText("AD-1").first().waitFor();
    await panel.getByText("RL 2006/114/EG").waitFor();
    await expect.poll(() => panel.textContent()).toMatch(/Werbende Wörter.*frohe weihnachten/i);
    await office.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    await expect.poll(() => line.evaluate((one) => one.matches(":focus"))).toBe(true);
    await button(office, "Senden").click();
    await expect.poll(() => field(office).inputValue()).toContain("Frohe Weihnachten");
    expect(await world.received(customer)).toHaveLength(1);
    await button(office, "Ohne Werbesatz senden").click();
    await messages(office).filter({ hasText: "Wir kommen morgen um 8 Uhr." }).waitFor();
    await expect.poll(() => world.received(customer), slow).toHaveLength(2);
    expect((await world.received(customer))[1]).toBe("Wir kommen morgen um 8 Uhr.");
  });

  test("the owner decides that read ticks are kept (MD-2)", async () => {
    const { pathname } = new URL(owner.url());
    await stepTo(owner, "/einrichten/wer-erfaehrt-was");
    const card = owner.locator("section", { has: owner.getByRole("heading", { name: "WhatsApp" }) });
    await card.getByText("Ob gelesen wurde").waitFor();
    await card.getByRole("button", { name: "Ändern" }).click();
    await card.getByRole("checkbox", { name: /Gelesen-Häkchen/ }).check();
    await card.getByRole("button", { name: "So speichern und bestätigen" }).click();
    await card.getByText("Wird gespeichert und gezeigt.").waitFor();
    await stepTo(owner, pathname);
  });

  test("ticks only move forward, and each has its word (U05)", async () => {
    await world.post(`/customers/${customer.id}/online`, { online: false });
    const sent = await sendByProgram(office, "Bitte den Keller aufschließen.");
    await sent.getByRole("img", { name: "gesendet", exact: true }).waitFor();
    await handset.goto("about:blank");
    await world.post(`/customers/${customer.id}/online`, { online: true });
    await sent.getByRole("img", { name: "zugestellt" }).waitFor();
    await world.post(`/customers/${customer.id}/read`);
    await sent.getByRole("img", { name: "gelesen" }).waitFor();
    await messages(owner).filter({ hasText: "Keller aufschließen" }).getByRole("img", { name: "gelesen" }).waitFor();
  });

  test("each message shows its proof, and the contact shows which notice it got", async () => {
    const sent = messages(office).filter({ hasText: "Wir kommen morgen um 8 Uhr." });
    const proof = await showProof(office, sent);
    await proof
      .getByText(/\d\d\.\d\d\.\d{4}, \d\d:\d\d · Sandra Krüger/)
      .first()
      .waitFor();
    await proof
      .getByText(/Regelwerk .* · Prüfsumme [0-9a-f]{8,}/)
      .first()
      .waitFor();
    await proof.getByText(/, \d\d:\d\d · vom Kanal angenommen/).waitFor();
    await proof.getByText("Was wir dafür wissen").first().click();
    await expect.poll(() => proof.locator("details[open] dt, details[open] th").count()).toBeGreaterThan(5);
    await proof.getByRole("button", { name: "Schließen" }).first().click();
    const contact = office.getByRole("complementary", { name: "Kontakt" });
    await contact
      .getByText(/zugestellt|gelesen/)
      .first()
      .waitFor();
    await contact.getByText("Nachweis zeigen").click();
    await expect
      .poll(() => contact.getByRole("listitem").allTextContents(), slow)
      .toEqual(
        expect.arrayContaining([expect.stringMatching(/gesendet.*\d\d:\d\d/), expect.stringMatching(/zugestellt/)]),
      );
    await contact.getByText("Ihr Recht auf Widerspruch").waitFor();
    await contact.getByText("Sprache: Deutsch").waitFor();
    await contact.getByText(/Prüfsumme der Seite hinter dem Link [0-9a-f]{64}/).waitFor();
  });

  test("what WhatsApp refuses is said in German, and goes out when one says so", async () => {
    await world.post("/faults", { preset: "131026", next: 1, mode: "async" });
    const failed = await send(office, "Der Monteur heißt Tarik.");
    await failed.getByText("WhatsApp kann diese Person nicht erreichen.").waitFor();
    await failed.getByRole("img", { name: "nicht zugestellt" }).waitFor();
    await button(failed, "Nochmal senden").click();
    await failed.getByRole("img", { name: "zugestellt", exact: true }).waitFor();
    await failed.getByText("kann diese Person nicht erreichen").waitFor({ state: "detached" });
  });

  test("a send whose fate is unknown is never repeated by itself: a person settles it, or its receipt", async () => {
    const wait = 600_000;
    await world.patch("/settings", { sentMs: [wait, wait], deliveredMs: [wait, wait] });
    await world.post("/faults", { preset: "reset_after_accept", next: 1 });
    const unsure = await send(office, "Er bringt die Zündelektrode.");
    await unsure.getByText("Zustellung ungewiss. Sieh bitte auf dem Telefon nach.").waitFor();
    expect(await world.taken("Zündelektrode")).toBe(1);
    await button(unsure, "Kam an").click();
    await unsure.getByRole("img", { name: "gesendet", exact: true }).waitFor();
    await world.patch("/settings", quick);
    await world.post("/faults", { preset: "reset_after_accept", next: 1 });
    const settled = await sendByProgram(office, "Die Rechnung kommt per Post.");
    await settled.getByRole("img", { name: "zugestellt", exact: true }).waitFor();
    expect(await world.taken("per Post")).toBe(1);
  });

  test("later, done, undone, and open again with the next message (U20, U21)", async () => {
    await button(office, "Wiedervorlage").last().click();
    await office.getByRole("menuitem", { name: nextDay }).first().click();
    await office.getByText(/Kommt wieder: /).waitFor();
    await button(office, "Rückgängig").click();
    await button(office.locator("[data-pane=thread]"), "Erledigt").click();
    await office.getByText(`${name} ist erledigt.`).waitFor();
    await owner.getByText(/Erledigt · Vorgang \d+/).waitFor();
    await world.writes(customer, "Noch eine Frage: Brauche ich Wasser im Keller?");
    await row(office, name).getByText("Noch eine Frage").waitFor();
    await button(owner.locator("[data-pane=thread]"), "Erledigt").waitFor();
  });

  test("filter and search find it, and stand in the address", async () => {
    const search = owner.getByRole("searchbox", { name: "Name oder Text suchen" });
    await search.fill("Brauche ich Wasser");
    await owner.waitForURL(/Brauche/);
    await row(owner, name).waitFor();
    // Found by its words, it opens where they stand.
    await expect.poll(() => row(owner, name).getAttribute("href"), slow).toMatch(/nachricht=\d+/);
    await search.fill("gibt es nirgends");
    await owner.getByText("Nichts gefunden zu „gibt es nirgends“.").waitFor();
    await button(owner, "Filter löschen").click();
    await row(owner, name).waitFor();
    await button(owner, /^Meine/).click();
    await expect.poll(() => row(owner, name).count(), slow).toBe(0);
    await owner.goBack();
    await row(owner, name).waitFor();
  });

  test("a template goes out with its gaps filled; a gap left open keeps it back", async () => {
    await open(office, name);
    await takeTemplate(office);
    expect(await world.taken("termin_bestaetigung")).toBe(1);
  });

  test("a first message that comes a day late: the line says so before one types and what goes now, nothing slips out (U32)", async () => {
    await answerADayLate(office, "Herr Spät 1440 (Demo)");
  });

  test("a webhook that somebody signs and posts without the simulator plays a customer who is told and answered", async () => {
    const stranger = { id: "4915100000031", name: "Frau Fremd (Demo)", phone: "4915100000031" };
    await world.wroteHoursAgo(stranger, 0, "Der Rolladen klemmt.");
    await open(office, stranger.name);
    const sent = await sendByProgram(office, "Wir kommen am Montag um 8 Uhr.");
    await sent.getByRole("img", { name: "zugestellt" }).waitFor();
    expect(await world.received(stranger)).toEqual([
      expect.stringContaining("Ihr Recht auf Widerspruch"),
      "Wir kommen am Montag um 8 Uhr.",
    ]);
  });

  test("nobody was asked for anything outside, and no script broke", () => {
    expect(all.flatMap(({ foreign }) => foreign)).toEqual([]);
    expect(all.flatMap(({ errors }) => errors)).toEqual([]);
  });
});

/** Only what lies elsewhere on a phone, or is pressed in another way: what is done with it was proven at the desk. */
describe.skipIf(noBrowser)("the main job on 360 pixels", () => {
  const name = "Helga Seidel 360 (Demo)";
  let customer: Customer;
  let watched: Watched;
  let page: Page;

  beforeAll(async () => {
    watched = await person(browser, phone, [new URL(demo.info.baseUrl).host]);
    page = watched.page;
    await signIn(page, demo.info.signIn.office);
    customer = await world.customer(name);
    await world.writes(customer, "Guten Morgen, die Heizung ist kalt.");
  });
  afterAll(() => page.context().close());

  test("the list fills by itself; the permit line leads to the rules and sends without the advert", async () => {
    await expect.poll(() => row(page, name).textContent()).toMatch(/wartet seit.*WhatsApp \(Demo\)/);
    await open(page, name);
    await (await writeAdvert(page)).click();
    await page.getByRole("dialog", { name: "Darf das raus?" }).getByText("AD-1").first().waitFor();
    await page.keyboard.press("Escape");
    await button(page, "Ohne Werbesatz senden").click();
    const sent = messages(page).filter({ hasText: "Wir kommen morgen um 8 Uhr." });
    await sent.getByRole("img", { name: "zugestellt", exact: true }).waitFor();
  });

  test("a message shows its proof, and the contact opens beside the conversation and goes away again", async () => {
    const proof = await showProof(page, messages(page).filter({ hasText: "Wir kommen morgen um 8 Uhr." }));
    await proof.getByRole("button", { name: "Schließen" }).first().click();
    await button(page, "Kontakt zeigen").click();
    const contact = page.getByRole("complementary", { name: "Kontakt" });
    await contact.getByText("Nachweis zeigen").click();
    await contact.getByText("Ihr Recht auf Widerspruch").waitFor();
    await button(contact, /Schließen|ausblenden/)
      .first()
      .click();
    await contact.waitFor({ state: "hidden" });
  });

  test("a template goes out with its gaps filled", () => takeTemplate(page));

  test("later, taken back, and done, which leads back to the list; the next message brings it again", async () => {
    await button(page, "Wiedervorlage").last().click();
    await page.getByRole("menuitem", { name: nextDay }).first().click();
    await page.getByText(/Kommt wieder: /).waitFor();
    await button(page, "Rückgängig").click();
    await button(page.locator("[data-pane=thread]"), "Erledigt").click();
    await page.getByText(`${name} ist erledigt.`).waitFor();
    await world.writes(customer, "Noch eine Frage: Brauche ich Wasser im Keller?");
    await row(page, name).getByText("Noch eine Frage").waitFor();
  });

  test("a first message that comes a day late: the line says so before one types and what goes now, nothing slips out (U32)", () =>
    answerADayLate(page, "Herr Spät 360 (Demo)"));

  test("back in the list, filter and search find it, and it leads to the words", async () => {
    await button(page, "Zurück zur Liste").click();
    await page.getByRole("searchbox", { name: "Name oder Text suchen" }).fill("Brauche ich Wasser");
    await expect.poll(() => row(page, name).getAttribute("href"), slow).toMatch(/nachricht=\d+/);
    await page.getByRole("searchbox", { name: "Name oder Text suchen" }).fill("");
    await button(page, /^Meine/).click();
    await expect.poll(() => row(page, name).count(), slow).toBe(0);
    await page.goBack();
    await row(page, name).waitFor();
  });

  test("nobody was asked for anything outside, and no script broke", () => {
    expect([watched.foreign, watched.errors]).toEqual([[], []]);
  });
});
