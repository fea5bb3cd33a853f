import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { RestorePause } from "../../src/contract/backup.ts";
import type { ErasureReceipt } from "../../src/contract/retention.ts";
import { faultsFor } from "./axe.ts";
import { borrowForAxe, giveBack } from "./browsers.ts";
import { type Customer, type World, worldOf } from "./customers.ts";
import { heldBack } from "./held-back.ts";
import { desk, noBrowser, person, picture, signIn, signInAt } from "./people.ts";
import { startDemo } from "./running.ts";
import { stepTo } from "./staff-app.ts";

/** The screens of those who are not the owner, and those that stand only when something happened (WCAG 2.2 AA). */
let demo: Awaited<ReturnType<typeof startDemo>>;
let world: World;
let browser: Browser;
let owner: Page;
let clerk: Page;
let helga: Customer;
const dir = mkdtempSync(join(tmpdir(), "werkbote-operator-"));
const operator = {
  version: "2026-11",
  name: "Feld IT-Dienste GmbH (Demo)",
  address: "Werkstraße 4, 09111 Chemnitz",
  representative: "Markus Feld (Demo)",
  email: "vertrag@feld-it.example",
  measures: ["Zugang nur mit Passkey", "Tägliche Sicherung, wöchentliche Probe"],
};

const sit = async (): Promise<Page> => (await person(browser, desk, [new URL(demo.info.baseUrl).host])).page;
/** Whoever may not read what customers write begins elsewhere, sees no inbox and hears of no lost connection. */
async function withoutInbox(role: "privacy_officer" | "crew", begins: string): Promise<Page> {
  const page = await sit();
  const streams: number[] = [];
  page.on("response", (answer) => {
    if (new URL(answer.url()).pathname === "/api/events") streams.push(answer.status());
  });
  await page.goto(demo.info.signIn[role]);
  await page.getByRole("heading", { name: begins, level: 1 }).waitFor();
  expect(await page.getByRole("link", { name: "Posteingang" }).count()).toBe(0);
  await page.getByRole("link", { name: "Einstellungen" }).click();
  await page.getByRole("heading", { name: "Dieses Gerät", level: 1 }).waitFor();
  await expect.poll(() => streams).toEqual([200]);
  return page;
}
const go = (page: Page, path: string) => page.goto(demo.info.baseUrl + path);

beforeAll(async () => {
  if (noBrowser) return;
  const file = join(dir, "operator.json");
  writeFileSync(file, JSON.stringify(operator));
  [demo, browser] = await Promise.all([startDemo({ WERKBOTE_OPERATOR: file }), borrowForAxe()]);
  world = worldOf(demo.info);
  helga = await world.customer("Helga Seidel (Demo)");
  await world.writes(helga, "Welche Daten haben Sie von mir? Im Kellerschacht tropft es.");
  owner = await sit();
  await signIn(owner, demo.info.signIn.owner);
  await owner.locator("a[data-row]", { hasText: helga.name }).waitFor();
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe.skipIf(noBrowser)("for everybody, on the other screens too", () => {
  test("everything to take along, when it lies ready (M11)", async () => {
    // The first of all: whoever takes everything along has just signed in.
    await stepTo(owner, "/recht/mitnehmen");
    await owner.getByRole("button", { name: "Alles zusammenstellen" }).click();
    await owner.getByText("Liegt bereit bis").waitFor();
    for (const words of ["Prüfsumme (SHA-256)", "Was zusammengestellt wurde"]) await owner.getByText(words).click();
    expect(await faultsFor(owner)).toEqual([]);
    await owner.setViewportSize({ width: 1440, height: 900 });
  });

  test("the officer asks to look, the owner lets in, ends it, and the officer's screen is empty within a second", async () => {
    const officer = await withoutInbox("privacy_officer", "Dürfen wir heute schreiben?");
    await officer.clock.install();
    await go(officer, "/recht/anfragen");
    await officer.getByRole("link", { name: "Einsicht in das Gespräch beantragen" }).click();
    await officer.getByLabel("Warum geht es nicht ohne?").fill("Beschwerde bei der Aufsicht, Aktenzeichen 12/26");
    await officer.getByText("aus dem die Anfrage vom").waitFor();
    expect(await faultsFor(officer)).toEqual([]);
    await officer.getByRole("button", { name: "Anfragen", exact: true }).click();
    await officer.getByText("wartet auf die Entscheidung").waitFor();

    await owner.getByText("bittet um Einsicht in Gespräch").waitFor();
    await owner.getByRole("link", { name: "Ansehen" }).click();
    await owner.getByRole("button", { name: "Für 1 Stunde erlauben" }).waitFor();
    expect(await faultsFor(owner)).toEqual([]);
    await owner.setViewportSize({ width: 1440, height: 900 });
    await owner.getByRole("button", { name: "Für 1 Stunde erlauben" }).click();

    await officer.getByRole("link", { name: "Gespräch lesen" }).click();
    await officer.getByText("Kellerschacht").waitFor();
    expect(await officer.getByRole("textbox").count()).toBe(0);
    expect(await faultsFor(officer)).toEqual([]);
    await owner
      .getByText(/geöffnet, zuletzt|offen, noch/)
      .first()
      .waitFor();
    // Well ahead: on a busy machine the officer's clock is past the next second when it hears of this.
    await officer.clock.pauseAt(Date.now() + 10_000);
    await owner.getByRole("button", { name: "Jetzt beenden" }).click();
    await owner.getByText("vorzeitig beendet").waitFor();
    // A second by the officer's own clock, however long this machine takes for it.
    let passed = 0;
    const ended = async () => {
      if (passed < 1_000) await officer.clock.runFor(50);
      passed += 50;
      return await officer.getByText("Die Einsicht ist zu Ende").count();
    };
    await expect.poll(ended, { interval: 500, timeout: 60_000 }).toBe(1);
    await officer.clock.resume();
    expect(await officer.getByText("Kellerschacht").count()).toBe(0);
    expect(await faultsFor(owner)).toEqual([]);
    await owner.setViewportSize({ width: 1440, height: 900 });
    // Through the set-up the officer looks: every button there goes on, and the last one to a page that is open.
    await officer.getByRole("link", { name: "Einrichtung", exact: true }).click();
    await officer.getByText("Du kannst hier alles ansehen.").waitFor();
    await stepTo(officer, "/einrichten/datenschutz");
    await officer.getByRole("link", { name: "Weiter", exact: true }).click();
    await officer.getByRole("main").getByRole("link", { name: "Recht", exact: true }).click();
    await officer.getByRole("heading", { name: "Dürfen wir heute schreiben?" }).waitFor();
    // A page that is not the officer's says so in one sentence, instead of asking and being refused.
    await stepTo(officer, "/projekte");
    await officer.getByRole("heading", { level: 1, name: "Das darf deine Rolle nicht sehen." }).waitFor();
    await officer.getByRole("button", { name: "Zur ersten Seite" }).click();
    await officer.getByRole("heading", { name: "Dürfen wir heute schreiben?" }).waitFor();
    await officer.context().close();
  });

  test("one of the crew begins with the day and sees no inbox", async () => {
    const crew = await withoutInbox("crew", "Heute");
    await crew.context().close();
  });

  test("the guest of one project: his first screen, his project, its room and what he may set", async () => {
    const guest = await sit();
    // His app asks for nothing that is refused him.
    const refused: string[] = [];
    guest.on("response", (one) => {
      if (one.status() === 403) refused.push(one.url());
    });
    await guest.goto(demo.info.signIn.guest);
    await guest.getByRole("heading", { level: 1, name: /\(Demo\)/ }).waitFor();
    expect(await faultsFor(guest)).toEqual([]);
    await stepTo(guest, "/team");
    await guest.getByRole("heading", { level: 1, name: "Team" }).waitFor();
    expect(await faultsFor(guest)).toEqual([]);
    await guest.locator("a[data-row]").first().click();
    await guest.getByRole("textbox", { name: /Nachricht an/ }).waitFor();
    expect(await faultsFor(guest)).toEqual([]);
    // The day of the house is not his: the screen says so and leads to what is.
    await stepTo(guest, "/heute");
    await guest.getByText("Das darf deine Rolle nicht sehen.").waitFor();
    await guest.getByRole("button", { name: "Zur ersten Seite" }).click();
    await guest.waitForURL("**/projekte/*");
    // Gone on before the list is there that leads to the one project: it takes nobody back to it.
    const list = await heldBack(guest, /\/api\/projects$/);
    const listed = guest.waitForResponse(/\/api\/projects$/);
    await stepTo(guest, "/projekte");
    await list.read;
    await stepTo(guest, "/einstellungen");
    await guest.getByRole("heading", { level: 1, name: "Dieses Gerät" }).waitFor();
    list.go();
    await (await listed).finished();
    expect(await faultsFor(guest)).toEqual([]);
    expect(new URL(guest.url()).pathname).toBe("/einstellungen");
    expect(refused).toEqual([]);
    await guest.context().close();
  });

  test("on a day with nobody but the emergency service, today does not say that nobody is on the roster", async () => {
    clerk = await sit();
    await clerk.route("**/api/today", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), working: [] } });
    });
    await signInAt(clerk, demo.info.signIn.office, "/heute");
    await clerk.getByText(/^Notdienst: /).waitFor();
    await clerk.getByText("Sonst steht heute niemand im Plan.").waitFor();
    await clerk.unrouteAll({ behavior: "ignoreErrors" });
  });

  test("a clerk asks the owner to erase, and sees that it is asked", async () => {
    await stepTo(clerk, "/kontakte");
    // A number stands here as it does everywhere else.
    await clerk
      .getByText(/WhatsApp \+49 1\d\d \d+/)
      .first()
      .waitFor();
    await clerk.getByRole("link", { name: /Helga Seidel/ }).click();
    await clerk.getByRole("button", { name: "Kontakt löschen …" }).click();
    await clerk.getByLabel("Warum soll der Kontakt gelöscht werden?").fill("Falsch verbunden");
    expect(await faultsFor(clerk)).toEqual([]);
    await clerk.getByRole("button", { name: "Löschung anfragen" }).click();
    await clerk.getByText("Die Löschung ist angefragt").waitFor();
    expect(await faultsFor(clerk)).toEqual([]);
    await clerk.context().close();
  });

  test("the receipt of an erasure", async () => {
    const otto = await world.customer("Otto Anders (Demo)");
    await world.writes(otto, "Falsch verbunden");
    await stepTo(owner, "/posteingang");
    // From the conversation, which is gone before the receipt is here.
    await owner.locator("a[data-row]", { hasText: otto.name }).click();
    await owner.getByRole("button", { name: "Kontakt löschen …" }).click();
    // No reason is chosen beforehand: it stands in the proof.
    await owner.getByRole("button", { name: "Endgültig löschen" }).click();
    await owner.getByText("Es ist noch nichts gelöscht.").waitFor();
    await owner.getByText("Nachrichten des Teams, die den Kontakt nennen").waitFor();
    await owner.getByRole("combobox", { name: "Anlass" }).selectOption("Wir brauchen die Daten nicht mehr");
    // No answer: that is said beside the button, not above everything that would be deleted.
    await owner.route("**/erasure", (route) => route.abort(), { times: 1 });
    const press = owner.getByRole("button", { name: "Endgültig löschen" });
    await press.click();
    const said = owner.getByRole("dialog").getByText("antwortet nicht");
    await said.waitFor();
    const [words, button] = [await said.boundingBox(), await press.boundingBox()];
    expect(words && button && button.y - words.y).toBeLessThan(160);
    await press.click();
    await owner.getByRole("dialog", { name: "Gelöscht" }).waitFor();
    // Conversation and contact are both gone: whichever asks first says so.
    await owner.getByText("Das gibt es nicht, oder es gehört nicht hierher.").first().waitFor({ state: "attached" });
    expect(await owner.getByRole("dialog", { name: "Gelöscht" }).count()).toBe(1);
    expect(await faultsFor(owner)).toEqual([]);
    await owner.setViewportSize({ width: 1440, height: 900 });
  });

  test("an erasure that is not done is not called done", async () => {
    const begunAt = "2026-11-24T06:00:00.000Z";
    await owner.route("**/api/erasures", async (route) => {
      const { items } = (await (await route.fetch()).json()) as { items: ErasureReceipt[] };
      await route.fulfill({ json: { items: items.map((one) => ({ ...one, begunAt, doneAt: null, gone: {} })) } });
    });
    await stepTo(owner, "/recht/aufbewahrung");
    await owner.getByText("Noch nicht gelöscht. Werkbote versucht es jede Nacht wieder.").first().waitFor();
    expect(await owner.getByText("Erledigt am").count()).toBe(0);
    expect(await faultsFor(owner)).toEqual([]);
    await owner.unroute("**/api/erasures");
    // What waits for a hand at Meta is done here, and not there.
    await owner.route("**/api/erasures", async (route) => {
      const { items } = (await (await route.fetch()).json()) as { items: ErasureReceipt[] };
      await route.fulfill({ json: { items: items.map((one) => ({ ...one, elsewhereOpen: "parked" })) } });
    });
    await owner.reload();
    await owner.getByText("In Werkbote gelöscht am").first().waitFor();
    expect(await owner.getByText("Erledigt am").count()).toBe(0);
    await owner.unroute("**/api/erasures");
    await owner.setViewportSize({ width: 1440, height: 900 });
  });

  test("the operator's contract", async () => {
    await stepTo(owner, "/recht/vertraege");
    await owner.getByText("betreibt dieses Werkbote für euch").waitFor();
    expect(await faultsFor(owner)).toEqual([]);
    await owner.setViewportSize({ width: 1440, height: 900 });
  });

  test("a real breach with its clock, and the banner that says so", async () => {
    await stepTo(owner, "/recht/vorfaelle");
    await owner.getByRole("button", { name: "Panne eintragen" }).click();
    await owner.getByLabel("Was ist passiert?").fill("Diensthandy im Zug liegen gelassen");
    await owner.getByRole("button", { name: "Panne eintragen" }).click();
    await owner.getByText("bis zur Meldefrist").waitFor();
    await owner.getByText("Was die Aufsicht wissen will").waitFor();
    expect(await faultsFor(owner)).toEqual([]);
    // On a phone the most urgent stands there alone and says that there is more.
    await owner.route("**/api/me", async (route) => {
      const me = await (await route.fetch()).json();
      await route.fulfill({ json: { ...me, device: { ...me.device, checkDueOn: "2099-01-01" } } });
    });
    await owner.setViewportSize({ width: 360, height: 740 });
    await go(owner, "/posteingang");
    await owner.getByRole("link", { name: "Zur Panne" }).waitFor();
    const check = owner.getByText("Prüfung dieses Geräts fällig");
    const more = owner.getByRole("button", { name: "1 weiterer Hinweis", expanded: false });
    await more.waitFor();
    expect(await check.count()).toBe(0);
    await more.click();
    await check.waitFor();
    expect(await faultsFor(owner)).toEqual([]);
    await owner.unroute("**/api/me");
    await owner.setViewportSize({ width: 1440, height: 900 });
  });

  test("after a restore every screen says that nothing is sent", async () => {
    // The restore itself is F22; here only what a browser makes of its answer.
    const at = (hours: number) => new Date(Date.parse("2026-11-24T06:00:00Z") - hours * 3_600_000).toISOString();
    const restored = (uncertain: number): RestorePause => ({
      pause: { backupMadeAt: at(9), restoredAt: at(0), uncertain },
    });
    let pause = restored(3);
    await owner.route("**/api/restore-pause", (route) => route.fulfill({ json: pause }));
    const banner = owner.locator(".banner", { hasText: "Wiederhergestellt: Es wird nichts gesendet" });
    await go(owner, "/posteingang");
    await banner.getByText("3 Nachrichten von damals sind ungewiss").waitFor();
    expect(await faultsFor(owner)).toEqual([]);
    pause = restored(1);
    await go(owner, "/posteingang");
    await banner.getByText("Eine Nachricht von damals ist ungewiss").waitFor();
    pause = restored(0);
    await go(owner, "/posteingang");
    await banner.waitFor();
    expect(await banner.textContent()).not.toContain("ungewiss");
    await owner.setViewportSize({ width: 1440, height: 900 });
  });

  test("a customer's own data with something in it, the receipt, and where an answer is collected", async () => {
    const page = await sit();
    await page.goto(demo.info.customerPageUrl);
    await page.getByLabel("Ihr Name").fill("Emre Yilmaz (Demo)");
    await page.getByLabel("Telefon oder E-Mail").fill("0371 000 00-12");
    await page.locator("#text").fill("Die Therme zeigt E133.");
    await page.locator("button.main").click();
    await page.waitForURL("**/gespraech");
    await page.getByRole("link", { name: "Meine Daten" }).click();
    await page.getByRole("heading", { name: "Gespeichert" }).waitFor();
    expect(await faultsFor(page)).toEqual([]);
    await page.getByRole("button", { name: "Alle Daten anfordern" }).click();
    await page.getByText("Ihr Abholcode").waitFor();
    expect(await faultsFor(page)).toEqual([]);
    await page.getByRole("link", { name: /Zurück zu „Meine Daten“/ }).click();
    await page.getByRole("heading", { name: "Ihre Anfragen" }).waitFor();
    expect(await faultsFor(page)).toEqual([]);
    await go(page, "/abholen#geheim");
    await page.getByRole("heading", { name: "Ihre Daten abholen" }).waitFor();
    expect(await faultsFor(page)).toEqual([]);
    // A download leaves the page as it is: that something happened is said, and that it works once.
    const headers = { "content-disposition": 'attachment; filename="meine-daten.zip"' };
    await page.route("**/abholen", (route) =>
      route.request().method() === "POST" ? route.fulfill({ headers, body: "PK" }) : route.continue(),
    );
    await page.getByLabel("Ihr Code").fill("12345678");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Daten laden" }).click();
    await download;
    await page.getByRole("status").getByText("Die Datei wird geladen").waitFor();
    expect(await faultsFor(page)).toEqual([]);
    await page.context().close();
  });
});
