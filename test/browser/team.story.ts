import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "../../src/web/roster/days.ts";
import { faultsFor } from "./axe.ts";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { type Customer, type World, worldOf } from "./customers.ts";
import { desk, noBrowser, person, phone, picture, signIn } from "./people.ts";
import { startDemo } from "./running.ts";
import { stepTo } from "./staff-app.ts";

/** The team as people who work here: the wrong channel, a sick note, "Heute", the works council. */
let demo: Awaited<ReturnType<typeof startDemo>>;
let world: World;
let browser: Browser;
let owner: Page;
let tarik: Page;
let helga: Customer;

beforeAll(async () => {
  if (noBrowser) return;
  [demo, browser] = await Promise.all([startDemo(), borrowBrowser()]);
  world = worldOf(demo.info);
  helga = await world.customer("Helga Seidel (Demo)");
  await world.writes(helga, "Wann kommt ihr wegen der Therme?");
  owner = (await person(browser, desk, [new URL(demo.info.baseUrl).host])).page;
  await signIn(owner, demo.info.signIn.owner);
  tarik = (await person(browser, phone, [new URL(demo.info.baseUrl).host])).page;
  await tarik.goto(demo.info.signIn.crew);
  await tarik.locator("nav.rail").waitFor();
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
});

describe.skipIf(noBrowser)("the team as people who work here", () => {
  test("a roster typed to a customer stops while it is typed; one tap leads to the plan, the words stay", async () => {
    await owner.locator("a[data-row]", { hasText: helga.name }).click();
    const field = owner.getByRole("textbox", { name: /Antwort an/ });
    await field.fill("Montag: Ali Frühschicht\nDienstag: Tarik Spätschicht");
    await owner.getByText("Das sieht nach einem Dienstplan aus").first().waitFor();
    await owner.getByRole("button", { name: "Zum Plan" }).waitFor();
    expect(await faultsFor(owner)).toEqual([]);
    await field.fill("Der Code für die Tür ist 4711");
    await owner.getByRole("button", { name: "Anders senden" }).click();
    await owner.getByText("Ruf an oder sag es vor Ort").waitFor();
    await owner.getByRole("button", { name: "Ist für diesen Kunden bestimmt" }).click();
    await owner.getByRole("button", { name: "Anders senden" }).waitFor({ state: "hidden" });
    await field.fill("");
  });

  test("Tarik reports sick with a thumb; only the owner finds it, and takes it over with one tap", async () => {
    await tarik.getByRole("heading", { name: "Das braucht dich" }).waitFor();
    expect(await faultsFor(tarik)).toEqual([]);
    await tarik.getByRole("link", { name: "Krank melden" }).click();
    const [from, until] = [tarik.getByLabel("Arbeitsunfähig von"), tarik.getByLabel("bis", { exact: true })];
    const today = await from.inputValue();
    await until.fill(addDays(today, -1));
    await tarik.getByText("Das Ende liegt vor dem Beginn.").waitFor();
    expect(await until.getAttribute("aria-describedby")).toBeTruthy();
    expect((await tarik.getByRole("button", { name: "Foto wählen" }).boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await until.fill(addDays(today, 6));
    await tarik.getByRole("button", { name: "Krank melden" }).click();
    await tarik.getByText("Angekommen. Gute Besserung.").waitFor();
    // The days are sent: the same once more is no second note.
    await tarik.getByRole("button", { name: "Krank melden" }).click();
    await expect.poll(() => tarik.getByText("Bitte eintragen.").count()).toBe(2);
    await expect.poll(() => from.evaluate((field) => field === document.activeElement)).toBe(true);
    await from.fill(today);
    await until.fill(today);
    await tarik.getByRole("button", { name: "Krank melden" }).click();
    await tarik.getByText("hast du dich schon krank gemeldet").waitFor();
    expect(await faultsFor(tarik)).toEqual([]);
    await stepTo(owner, "/heute");
    await owner.getByRole("link", { name: /Krankmeldung(en)? für dich/ }).click();
    await owner.getByText("Tarik").waitFor();
    await owner.getByRole("button", { name: "In den Plan übernehmen" }).click();
    await owner.getByText("in den Plan übernommen").waitFor();
    await expect.poll(() => owner.locator("li:focus", { hasText: "Tarik" }).count()).toBe(1);
    expect(await faultsFor(owner)).toEqual([]);
  });

  test("his shifts need a stand-in: Heute says so, the week marks them and leads to who can step in", async () => {
    await owner.setViewportSize({ width: 1440, height: 900 });
    await stepTo(owner, "/heute");
    await owner.getByRole("link", { name: /Dienste? brauch(t|en) eine Vertretung/ }).click();
    const marked = owner.locator(".chip.answered-not").first();
    await marked.waitFor();
    await owner.getByText("Alles veröffentlicht").waitFor({ state: "detached" });
    // Nothing in the cell is cut: absence, duty and shift lie one below the other.
    const cell = marked.locator("xpath=..");
    expect(await cell.evaluate((node) => node.scrollHeight <= node.clientHeight)).toBe(true);
    await owner.getByRole("button", { name: "Vertretung finden" }).click();
    const dialog = owner.getByRole("dialog", { name: "Wer springt ein?" });
    const first = dialog.getByRole("listitem").first();
    await first.getByText("Tarik (Demo) ist dann nicht verfügbar. Einspringen kann:").waitFor();
    // The first button is a name: whoever can do it comes with the way to choose somebody else, not in front of it later.
    const taker = first.getByRole("button").first();
    await taker.waitFor();
    expect(await faultsFor(owner)).toEqual([]);
    const name = (await taker.textContent())?.trim() ?? "";
    await taker.click();
    await first.getByText(`Übernimmt: ${name}`).waitFor();
    await owner.keyboard.press("Escape");
    await owner.getByRole("button", { name: "Ansehen und veröffentlichen" }).waitFor();
  });

  test("the owner sees in one look what needs them, and how the business stands; Tarik sees his own day", async () => {
    // M1: whoever opens the app begins here.
    await owner.goto(demo.info.baseUrl);
    await owner.waitForURL("**/heute");
    await owner.getByRole("heading", { name: "Das braucht dich" }).waitFor();
    await owner.getByRole("heading", { name: "Wie stehen wir?" }).waitFor();
    await owner.getByText("Erste Antwort im Schnitt").waitFor();
    expect(await owner.getByRole("link", { name: /Krankmeldung(en)? für dich/ }).count()).toBe(0);
    expect(await faultsFor(owner)).toEqual([]);
    await stepTo(tarik, "/heute");
    await tarik.getByRole("heading", { name: "Dein nächster Dienst" }).waitFor();
    expect(await tarik.getByText("Wie stehen wir?").count()).toBe(0);
    expect(await tarik.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  test("with a works council and no agreement the rooms are closed; with it they open, on every screen by itself", async () => {
    await stepTo(tarik, "/team");
    const firm = tarik.locator('a[href^="/team/"]').first();
    await firm.waitFor();
    await stepTo(owner, "/einstellungen/betrieb-intern");
    await owner.getByText("Der interne Messenger ist offen.").waitFor();
    await owner.getByRole("radio", { name: "Ja" }).check();
    await owner.getByRole("button", { name: "Speichern" }).click();
    await owner.getByText("Bevor der interne Messenger startet").waitFor();
    expect(await faultsFor(owner)).toEqual([]);
    const rooms = () => tarik.evaluate<unknown>(async () => (await fetch("/api/rooms")).json());
    expect(await rooms()).toMatchObject({ items: [], closed: { reason: "works-council" } });
    await tarik.getByText("Bevor der interne Messenger startet").waitFor();
    await firm.waitFor({ state: "detached" });
    await stepTo(owner, "/heute");
    await owner.getByRole("button", { name: "Betriebsrat angeben" }).click();
    await owner.getByLabel("Vereinbarung vom").fill("2026-10-01");
    await owner.getByLabel("Wo sie liegt").fill("Ordner 3");
    await owner.getByRole("button", { name: "Speichern" }).click();
    await owner.getByText("Der interne Messenger ist offen.").waitFor();
    expect(await rooms()).toMatchObject({ closed: null });
    await firm.waitFor();
  });
});
