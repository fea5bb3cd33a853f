import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ContactView } from "../../src/contract/conversations.ts";
import { IncidentView } from "../../src/contract/incidents.ts";
import { OpeningView } from "../../src/contract/opening.ts";
import { ProjectView } from "../../src/contract/projects.ts";
import { RoomRow } from "../../src/contract/rooms.ts";
import { RosterView } from "../../src/contract/roster.ts";
import { MetadataAnswer } from "../../src/contract/setup-papers.ts";
import { TeamSetting } from "../../src/contract/team.ts";
import { TextBlock, TextBlockList } from "../../src/contract/text-blocks.ts";
import { WorkTimeList } from "../../src/contract/working-time.ts";
import { heldBack } from "./held-back.ts";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp } from "./staff-app.ts";

/** Two change the same: whoever is second sees what the first one saved, and decides; nothing typed is lost before. */
let house: StaffApp;
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const field = (page: Page) => page.getByRole("textbox", { name: "Text", exact: true });

describe.skipIf(noBrowser)("what somebody else changed meanwhile", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  // The first of all: nobody waits yet.
  test("on Heute nothing moves away from under who aims: what came meanwhile waits for them", async () => {
    const { office, customer } = house.app.firm;
    const [answered, waits, next] = ["Anton Antwort", "Walter Warter", "Nora Neu"].map((name) => customer({ name }));
    await answered?.writes("Schon beantwortet?");
    await office.reply((await answered?.conversationId()) ?? "", "Ja.");
    const page = await house.open("office", "/heute");
    const row = page.getByRole("link", { name: "Offen und niemand zuständig" });
    const newer = page.getByRole("link", { name: "Kunde wartet auf Antwort" });
    const pill = button(page, "Neues anzeigen");
    const above = (await row.boundingBox()) ?? { x: 0, y: 0 };
    const look = async () => {
      const asked = page.waitForEvent("requestfinished", (one) => one.url().endsWith("/api/today"));
      await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      await asked;
      await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    };
    const stands = async () => [await newer.count(), await pill.count(), (await row.boundingBox())?.y];
    await page.mouse.move(above.x + 80, above.y + 10);
    await page.mouse.down();
    await waits?.writes("Kommt noch jemand?");
    await look();
    expect(await stands()).toEqual([0, 0, above.y]);
    // Let go beside it, nothing is opened, and it still lies under the pointer.
    await page.mouse.move(above.x + 80, above.y + 60);
    await page.mouse.up();
    await pill.waitFor();
    expect(await stands()).toEqual([0, 1, above.y]);
    // Whoever goes with the keys through the list holds it too, and goes on at its beginning.
    await row.press("Tab");
    await page.mouse.move(2, 2);
    expect(await stands()).toEqual([0, 1, above.y]);
    await pill.press("Enter");
    await newer.waitFor();
    await expect.poll(() => newer.evaluate((node) => node === document.activeElement)).toBe(true);
    // A number moves nothing; who has left the list is shown at once.
    await next?.writes("Und bei mir?");
    await look();
    const both = page.getByRole("link", { name: "2 Kunden warten auf Antwort" });
    await both.waitFor();
    // A finger shows nothing before it presses.
    const glass = await page.context().newCDPSession(page);
    await glass.send("Emulation.setEmulatedMedia", { features: [{ name: "hover", value: "none" }] });
    for (const one of [waits, next]) await office.reply((await one?.conversationId()) ?? "", "Um zehn.");
    await look();
    await pill.waitFor();
    expect(await both.count()).toBe(1);
    // What says that something came lies on no other button, also where the page is longer than a phone.
    const covered = () =>
      pill.evaluate((one) => {
        const own = one.getBoundingClientRect();
        const meets = (a: DOMRect) =>
          a.left < own.right && own.left < a.right && a.top < own.bottom && own.top < a.bottom;
        const others = [...(one.closest(".screen")?.querySelectorAll("a, button, summary") ?? [])];
        return others.filter((other) => other !== one && meets(other.getBoundingClientRect())).length;
      });
    for (const height of [300, 350, 400, 450, 500, 550]) {
      await page.setViewportSize({ width: 360, height });
      expect(await covered(), `${height} px high`).toBe(0);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await pill.click();
    await both.waitFor({ state: "detached" });
    // Nobody aims at what they did not see: whoever comes back to the app finds what is so now.
    const turnTo = (state: string) =>
      page.evaluate((to) => {
        Object.defineProperty(document, "visibilityState", { value: to, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, state);
    await turnTo("hidden");
    await waits?.writes("Noch eine Frage.");
    await turnTo("visible");
    await newer.waitFor();
    expect(await pill.count()).toBe(0);
    await page.close();
  });

  test("a text block: theirs can be read and taken, or one's own is saved", async () => {
    const { office } = house.app.firm;
    const id = house.app.deps.ids.uuid();
    const block = TextBlock.parse(await office.post("/api/text-blocks", { id, name: "Anfahrt", text: "Alte Adresse" }));
    const byColleague = async (text: string, version: number) =>
      await office.call("PUT", `/api/text-blocks/${id}`, { name: "Anfahrt", text, version });
    const page = await house.goOn("office", "/einstellungen/textbausteine");
    const begin = async (text: string) => {
      await button(page, "Anfahrt ändern").click();
      await field(page).fill(text);
    };
    await begin("Meine Adresse");
    await byColleague("Adresse vom Kollegen", block.version);
    await button(page, "Speichern").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Adresse vom Kollegen").waitFor();
    expect(await field(page).inputValue()).toBe("Meine Adresse");
    await button(page, "Meine speichern").click();
    await dialog.waitFor({ state: "detached" });
    const text = async () => TextBlockList.parse(await office.get("/api/text-blocks")).items[0]?.text;
    expect(await text()).toBe("Meine Adresse");
    await begin("Noch eine");
    await byColleague("Wieder der Kollege", 3);
    await button(page, "Speichern").click();
    await button(page, "Andere Fassung nehmen").click();
    await button(page, "Speichern").click();
    await dialog.waitFor({ state: "detached" });
    expect(await text()).toBe("Wieder der Kollege");
    await house.rest(page);
  });

  test("a shift: another planner's times are not overwritten unseen", async () => {
    const { office } = house.app.firm;
    const load = async () => RosterView.parse(await office.get("/api/roster?from=2026-12-07&to=2026-12-13"));
    const memberId = (await load()).people[0]?.id;
    const work = { memberId, kind: "work", start: "2026-12-09T07:00", end: "2026-12-09T15:30", place: "Lager" };
    await office.post("/api/roster/shifts", work);
    const page = await house.goOn("office", "/plan/woche?ab=2026-12-07");
    await page.locator('[data-day="2026-12-09"] .chip').click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Ort", { exact: false }).first().fill("Musterweg 5");
    const [shift] = (await load()).shifts;
    await office.call("PUT", `/api/roster/shifts/${shift?.id}`, { ...work, start: "2026-12-09T08:00" });
    await button(page, "Speichern").click();
    await dialog.getByText("8:00", { exact: false }).first().waitFor();
    expect((await load()).shifts).toMatchObject([{ start: "2026-12-09T08:00", place: "Lager" }]);
    await button(page, "Meine speichern").click();
    await dialog.waitFor({ state: "detached" });
    expect((await load()).shifts).toMatchObject([{ start: "2026-12-09T08:00", place: "Musterweg 5" }]);
    await house.rest(page);
  });

  test("the card of a project: what came while one types is shown before it is overwritten", async () => {
    const { office } = house.app.firm;
    const project = ProjectView.parse(
      await office.post("/api/projects", { name: "Bad Seidel", address: "Musterweg 5" }),
    );
    const page = await house.goOn("office", `/projekte/${project.id}`);
    await button(page, "Ändern").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name", { exact: false }).first().fill("Bad Seidel oben");
    const { version } = ProjectView.parse(await office.get(`/api/projects/${project.id}`));
    await office.call("PATCH", `/api/projects/${project.id}`, { version, name: "Bad Seidel", address: "Musterweg 7" });
    await button(page, "Speichern").click();
    await dialog.getByText("Musterweg 7").waitFor();
    await button(page, "Meine speichern").click();
    await dialog.waitFor({ state: "detached" });
    const now = ProjectView.parse(await office.get(`/api/projects/${project.id}`));
    expect([now.name, now.address]).toEqual(["Bad Seidel oben", "Musterweg 7"]);
    // One's own save whose answer was lost is nobody else's.
    await button(page, "Ändern").click();
    await dialog.getByLabel("Adresse", { exact: false }).fill("Musterweg 9");
    const lost = page.waitForEvent("requestfailed", (one) => one.method() === "PATCH");
    // What the feed tells of it is fetched after that: known before, it is closed by the first press.
    const known = Promise.withResolvers<void>();
    let saves = 0;
    await page.route(`**/api/projects/${project.id}`, async (route) => {
      if (route.request().method() !== "PATCH") await known.promise;
      else if (++saves === 1) {
        await route.fetch();
        return await route.abort();
      }
      await route.continue();
    });
    await button(page, "Speichern").click();
    await lost;
    await expect.poll(() => button(page, "Speichern").isEnabled()).toBe(true);
    known.resolve();
    await button(page, "Speichern").click();
    await dialog.waitFor({ state: "detached" });
    const after = ProjectView.parse(await office.get(`/api/projects/${project.id}`));
    expect([after.address, after.version]).toEqual(["Musterweg 9", now.version + 1]);
    // Told by the feed before its answer is lost, it is closed by itself, and nothing says that nobody answered.
    await button(page, "Ändern").click();
    await dialog.getByLabel("Adresse", { exact: false }).fill("Musterweg 11");
    await page.route(`**/api/projects/${project.id}`, async (route) => {
      if (route.request().method() !== "PATCH") return await route.fallback();
      await route.fetch();
      await page.getByText("Musterweg 11").first().waitFor({ state: "attached" });
      await route.abort();
    });
    await button(page, "Speichern").click();
    await dialog.waitFor({ state: "detached" });
    expect(await page.locator(".toast").count()).toBe(0);
    await house.rest(page);
  });

  test("the name of a contact: a colleague's is shown before it is overwritten", async () => {
    const { firm } = house.app;
    const customer = firm.customer();
    await customer.writes("Guten Tag");
    const id = await customer.contactId();
    const name = async () => ContactView.parse(await firm.office.get(`/api/contacts/${id}`)).name;
    const byColleague = async (other: string) =>
      await firm.office.call("PATCH", `/api/contacts/${id}`, { name: other });
    const page = await house.goOn("office", `/kontakte/${id}`);
    const typed = page.getByRole("textbox", { name: "Name", exact: false });
    const begin = async (other: string) => {
      await button(page, "Namen ändern").click();
      await typed.fill(other);
    };
    await begin("Meier, Hof");
    await byColleague("Frau Meier");
    await button(page, "Speichern").click();
    await page.getByText("Frau Meier").waitFor();
    expect([await typed.inputValue(), await name()]).toEqual(["Meier, Hof", "Frau Meier"]);
    await button(page, "Meine speichern").click();
    await typed.waitFor({ state: "detached" });
    expect(await name()).toBe("Meier, Hof");
    await begin("Meier, Scheune");
    await byColleague("Frau Dr. Meier");
    await button(page, "Speichern").click();
    await button(page, "Andere Fassung nehmen").click();
    await button(page, "Speichern").click();
    await typed.waitFor({ state: "detached" });
    expect(await name()).toBe("Frau Dr. Meier");
    await house.rest(page);
  });

  test("a breach two people write up at once: what each of them typed is kept", async () => {
    const { office, owner } = house.app.firm;
    const awareAt = house.app.clock.now().toISOString();
    const opened = IncidentView.parse(
      await office.post("/api/incidents", { what: "Ordner liegen geblieben", awareAt }),
    );
    const path = `/api/incidents/${opened.id}`;
    const fields = async () => IncidentView.parse(await office.get(path)).fields;
    const page = await house.goOn("office", `/recht/vorfaelle?panne=${opened.id}`);
    await page.getByLabel("Wen betrifft es?").fill("Kunden");
    await page.getByLabel("Was kann den Menschen passieren?").fill("Nichts");
    await owner.call("PUT", path, { ...(await fields()), measures: "Abgeholt", consequences: "Anschrift bekannt" });
    await button(page, "Speichern").click();
    await page.getByText("Abgeholt").waitFor();
    expect(await fields()).toMatchObject({ personKinds: "", consequences: "Anschrift bekannt" });
    await button(page, "Meine speichern").click();
    await page.getByText("Gespeichert.").waitFor();
    const kept = { personKinds: "Kunden", consequences: "Nichts", measures: "Abgeholt" };
    expect(await fields()).toMatchObject(kept);
    // What is typed while an answer is on its way stays.
    const answer = await heldBack(page, /incidents/, "PUT");
    await button(page, "Speichern").click();
    await answer.read;
    await page.getByLabel("Wer gibt Auskunft?").fill("Petra");
    answer.go();
    await button(page, "Speichern").and(page.locator(":not([aria-busy])")).waitFor();
    expect(await page.getByLabel("Wer gibt Auskunft?").inputValue()).toBe("Petra");
    await house.rest(page);
  });

  test("work rules: what a colleague wrote down is shown and stays, and what was typed here is kept", async () => {
    const { office, owner } = house.app.firm;
    const rules = async () => WorkTimeList.parse(await office.get("/api/working-time")).rules;
    const page = await house.goOn("office", "/plan/zeiten");
    const minutes = page.getByLabel("Minuten, bis beim Alarm");
    await minutes.fill("25");
    const shiftRule = { on: "2026-11-02", text: "Der Plan gilt am Abend vorher.", cutoff: "18:00" };
    await owner.call("PUT", "/api/work-rules", { ...(await rules()), shiftRule, alarmMinutes: 15 });
    await button(page, "Regeln speichern").click();
    await page.getByText("Der Plan gilt am Abend vorher.").waitFor();
    expect([await minutes.inputValue(), (await rules()).alarmMinutes]).toEqual(["25", 15]);
    await button(page, "Meine speichern").click();
    await page.getByText("Die Regeln gelten ab jetzt.").waitFor();
    expect(await rules()).toMatchObject({ shiftRule, alarmMinutes: 25 });
    await house.rest(page);
  });

  test("who learns what on a channel: a colleague's words are read before they go out of the notice", async () => {
    const { owner } = house.app.firm;
    const path = "/api/setup/metadata";
    const fields = async () => MetadataAnswer.parse(await owner.get(path)).profiles[0]?.fields ?? expect.fail();
    const page = await house.goOn("owner", "/einrichten/wer-erfaehrt-was");
    await button(page, "Ändern").first().click();
    const kept = page.getByLabel("Bei uns gespeichert");
    await kept.fill("Alles, ein Jahr");
    const was = await fields();
    await owner.call("PUT", `${path}/whatsapp`, { ...was, contentVisibleTo: [...was.contentVisibleTo, "Steuerbüro"] });
    await button(page, "So speichern und bestätigen").click();
    await page.getByRole("alert").or(page.getByRole("status")).getByText("Steuerbüro").first().waitFor();
    expect([await kept.inputValue(), (await fields()).keptHere]).toEqual(["Alles, ein Jahr", was.keptHere]);
    await button(page, "Meine speichern").click();
    await kept.waitFor({ state: "detached" });
    const now = await fields();
    expect([now.keptHere, now.contentVisibleTo.at(-1)]).toEqual(["Alles, ein Jahr", "Steuerbüro"]);
    await house.rest(page);
  });

  test("what the business settles about its people: an agreement a colleague entered stays", async () => {
    const { owner } = house.app.firm;
    const setting = async () => TeamSetting.parse(await owner.get("/api/team/setting"));
    const page = await house.goOn("owner", "/einstellungen/betrieb-intern");
    await page.getByRole("radio", { name: "Büro" }).check();
    const agreement = { on: "2026-11-02", reference: "Ordner 7" };
    await owner.call("PUT", "/api/team/setting", { worksCouncil: true, agreement });
    await button(page, "Speichern").click();
    await page.getByText("Ordner 7").waitFor();
    expect((await setting()).sickNotesTo).toBe("owner");
    await button(page, "Meine speichern").click();
    await expect.poll(async () => (await setting()).sickNotesTo).toBe("office");
    expect(await setting()).toMatchObject({ worksCouncil: true, agreementReference: "Ordner 7" });
    await house.rest(page);
  });

  test("opening hours and the away text: what a colleague entered is shown, and one's own can be given up", async () => {
    const { owner } = house.app.firm;
    const opening = async () => OpeningView.parse(await owner.get("/api/opening"));
    const page = await house.goOn("owner", "/einstellungen/oeffnungszeiten");
    await page
      .getByRole("button", { name: /^Montag.* streichen$/ })
      .first()
      .click();
    const { hours } = await opening();
    const closed = [{ from: "2026-12-24", to: "2026-12-31" }];
    await owner.call("PUT", "/api/opening/hours", { hours, closed });
    await button(page, "Öffnungszeiten speichern").click();
    await button(page, "Andere Fassung nehmen").click();
    expect(await page.getByLabel("Erster Tag").inputValue()).toBe("2026-12-24");
    const form = page.getByRole("form").filter({ hasText: "Auf diesem Kanal" }).first();
    await form.getByRole("textbox").fill("Bis bald.");
    const { accountId, active } = (await opening()).channels[0] ?? expect.fail();
    await owner.call("PUT", `/api/opening/away/${accountId}`, { active, text: "Wir sind im Urlaub." });
    await form.getByRole("button", { name: "Speichern", exact: true }).click();
    await form.getByText("Wir sind im Urlaub.").waitFor();
    expect(await form.getByRole("textbox").inputValue()).toBe("Bis bald.");
    await form.getByRole("button", { name: "Meine speichern" }).click();
    await page.getByText("geht nichts von selbst raus").waitFor();
    const now = await opening();
    expect([now.closed, now.channels[0]?.text]).toEqual([closed, "Bis bald."]);
    await house.rest(page);
  });

  test("the name of a room: one's own is kept while the colleague's is read", async () => {
    const { owner } = house.app.firm;
    const { id } = RoomRow.parse(await owner.post("/api/rooms", { kind: "crew", name: "Lager", memberIds: [] }));
    const name = async () => RoomRow.parse(await owner.get(`/api/rooms/${id}`)).name;
    const page = await house.goOn("owner", `/team/${id}`);
    await button(page, "Raum: Leute und Ton").click();
    const typed = page.getByLabel("Name des Raums");
    await typed.fill("Lager Süd");
    await owner.call("PATCH", `/api/rooms/${id}`, { name: "Lager Nord" });
    await button(page, "Namen ändern").click();
    await page.getByText("Name des Raums, jetzt gespeichert:").waitFor();
    expect([await typed.inputValue(), await name()]).toEqual(["Lager Süd", "Lager Nord"]);
    await button(page, "Meine speichern").click();
    await expect.poll(name).toBe("Lager Süd");
    // Saved, it is nothing one is asked about on the way out.
    await button(page, "Namen ändern").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await typed.waitFor({ state: "detached" });
    await house.rest(page);
  });

  test("a room's name that is typed on while the first one is saved stays, and so does the place of the keys", async () => {
    const { owner } = house.app.firm;
    const { id } = RoomRow.parse(await owner.post("/api/rooms", { kind: "crew", name: "Hof", memberIds: [] }));
    const name = async () => RoomRow.parse(await owner.get(`/api/rooms/${id}`)).name;
    const page = await house.goOn("owner", `/team/${id}`);
    await button(page, "Raum: Leute und Ton").click();
    const typed = page.getByLabel("Name des Raums");
    const late = await heldBack(page, new RegExp(`/api/rooms/${id}$`), "PATCH");
    await typed.fill("Hof Süd");
    await typed.press("Enter");
    await late.read;
    await typed.fill("Hof Süd, Tor 2");
    const answered = page.waitForEvent("requestfinished", (one) => one.method() === "PATCH");
    late.go();
    await answered;
    await page.getByRole("heading", { name: "Hof Süd", level: 2 }).waitFor();
    expect(await typed.inputValue()).toBe("Hof Süd, Tor 2");
    const here = () => typed.evaluate((one) => one === document.activeElement);
    expect(await here()).toBe(true);
    await page.keyboard.press("Enter");
    await expect.poll(name).toBe("Hof Süd, Tor 2");
    await button(page, "Namen ändern").waitFor({ state: "detached" });
    expect(await here()).toBe(true);
    // The name of before, typed again, is not saved: one is asked on the way out.
    await typed.fill("Hof");
    await page.keyboard.press("Escape");
    await button(page, "Weiter eingeben").click();
    await typed.fill("Hof Süd, Tor 2");
    await page.keyboard.press("Escape");
    await typed.waitFor({ state: "detached" });
    await house.rest(page);
  });

  test("whoever makes it Chefsache before the answer to taking it is there was not overtaken by themselves", async () => {
    const customer = house.app.firm.customer({ name: "Otto Eilig" });
    await customer.writes("Der Keller steht unter Wasser.");
    const id = await customer.conversationId();
    const page = await house.goOn("office", `/posteingang/${id}`);
    await page.locator("li.message").first().waitFor();
    const late = await heldBack(page, /assign$/);
    await button(page, "Ich übernehme").click();
    await late.read;
    await button(page, "Zuständig: Du. Ändern").click();
    await page.getByRole("menuitem", { name: "Zur Chefsache machen …" }).click();
    await button(page, "Chefsache").click();
    late.go();
    await page.getByText("Chefsache: nur für Inhaber und Büro").waitFor();
    expect((await house.app.firm.office.row(id)).reserved).toBe(true);
    await house.rest(page);
  });
});
