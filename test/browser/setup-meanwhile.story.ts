import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RosterView } from "../../src/contract/roster.ts";
import type { BusinessAnswer } from "../../src/contract/setup.ts";
import { ProcessorsAnswer } from "../../src/contract/setup-papers.ts";
import { heldBack } from "./held-back.ts";
import { noBrowser } from "./people.ts";
import { leaveAndStay, openStaffApp, type StaffApp, stepTo } from "./staff-app.ts";

/** Two have the same step of the set-up open, each on a screen of their own; fields are saved as one leaves them. */
let house: StaffApp;
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const fields = async () => ((await house.app.firm.owner.get("/api/setup/business")) as BusinessAnswer).fields;

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.STORY_PICTURES;
  if (!folder) return;
  for (const [width, height] of [
    [1440, 900],
    [360, 740],
  ] as const) {
    await page.setViewportSize({ width, height });
    await button(page, "Meine speichern").scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function leave(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole("textbox", { name: new RegExp(`^${label}`) });
  await field.fill(text);
  await field.blur();
}

describe.skipIf(noBrowser)("the set-up on two screens", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("a channel: once it shows that it is stopped, nobody is asked any more whether to stop it", async () => {
    const page = await house.goOn("owner", "/einrichten/kanaele");
    await page.route(/\/stop$/, async (route) => {
      await route.fetch();
      await route.abort();
    });
    await button(page, "Anhalten").last().click();
    await page.getByRole("dialog").getByRole("button", { name: "Anhalten" }).click();
    await button(page, "Freischalten").waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.unroute(/\/stop$/);
    await button(page, "Freischalten").click();
    await button(page, "Freischalten").waitFor({ state: "detached" });
    await house.leave(page);
  });

  test("the business: what a colleague saved in the same field is shown, and the rest of theirs stays", async () => {
    const [mine, theirs] = [
      await house.goOn("owner", "/einrichten/betrieb"),
      await house.goOn("owner", "/einrichten/betrieb"),
    ];
    await mine.getByRole("textbox", { name: "Straße" }).waitFor();
    await leave(theirs, "Straße", "Ringstraße 1");
    await leave(theirs, "Ort", "Freiberg");
    await expect
      .poll(async () => [(await fields()).street, (await fields()).city])
      .toEqual(["Ringstraße 1", "Freiberg"]);
    // While one is still writing here, the answer to another field brings what stands there now: nobody has seen it.
    const street = mine.getByRole("textbox", { name: "Straße" });
    const late = await heldBack(mine, /setup\/business$/, "PUT");
    await leave(mine, "Telefon", "0371 777 888");
    await late.read;
    await street.fill("Ringstraße 99");
    late.go();
    await button(mine, "Meine speichern").waitFor();
    expect([await street.inputValue(), (await fields()).street]).toEqual(["Ringstraße 99", "Ringstraße 1"]);
    await picture(mine, "business");
    await leave(mine, "Gewerk", "Spenglerei");
    await expect.poll(async () => (await fields()).trade).toBe("Spenglerei");
    await button(mine, "Meine speichern").click();
    await expect.poll(async () => (await fields()).street).toBe("Ringstraße 99");
    expect((await fields()).city).toBe("Freiberg");
    await button(mine, "Meine speichern").waitFor({ state: "detached" });
    await leave(theirs, "Straße", "Ringstraße 2");
    await button(theirs, "Andere Fassung nehmen").click();
    await expect.poll(() => theirs.getByRole("textbox", { name: "Straße" }).inputValue()).toBe("Ringstraße 99");
    await theirs.getByText("Nicht gespeichert").waitFor({ state: "detached" });
    expect((await fields()).street).toBe("Ringstraße 99");
    for (const page of [mine, theirs]) await house.rest(page);
  });

  test.each([
    ["imprint", "/einrichten/impressum", "Vertreten durch", 1440],
    ["imprint", "/einrichten/impressum", "Vertreten durch", 360],
    ["notice", "/einrichten/datenschutz", "Wer bekommt sonst noch Daten", 360],
  ])(
    "the %s (%s, %s) at %i px: the head leads to both versions, and back to the field",
    async (what, path, label, width) => {
      // What stands here when one begins is from before theirs: what was typed last time stands here at once.
      const mine = await house.goOn("owner", "/einstellungen");
      const read = mine.waitForEvent("requestfinished", (one) => one.url().endsWith(`/api/setup/${what}`));
      await stepTo(mine, path);
      await read;
      const theirs = await house.goOn("owner", path);
      await mine.setViewportSize({ width, height: 740 });
      const field = mine.getByRole("textbox", { name: new RegExp(`^${label}`) });
      await field.waitFor();
      const stored = theirs.waitForResponse((one) => one.request().method() === "PUT" && one.url().includes("/setup/"));
      await leave(theirs, label, `Anna Brandt ${width}`);
      await stored;
      await leave(mine, label, `Jörg Brandt ${width}`);
      await button(mine, "Beide Fassungen ansehen").click();
      const keep = button(mine, "Meine speichern");
      const seen = async () => {
        const { y = -1, height = 0 } = (await keep.boundingBox()) ?? {};
        return y > 0 && y + height <= 740;
      };
      await expect.poll(seen).toBe(true);
      await mine.keyboard.press("Tab");
      expect(await button(mine, "Andere Fassung nehmen").evaluate((one) => one === document.activeElement)).toBe(true);
      await picture(mine, `${what}-${width}`);
      await keep.click();
      await keep.waitFor({ state: "detached" });
      await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
      await expect.poll(() => mine.locator("header").getByText("Nicht gespeichert").count()).toBe(0);
      expect(await field.inputValue()).toBe(`Jörg Brandt ${width}`);
      for (const page of [mine, theirs]) await house.rest(page);
    },
  );

  test("the register: the country a colleague entered is not overwritten unseen", async () => {
    const { owner } = house.app.firm;
    const rows = ProcessorsAnswer.parse(await owner.post("/api/setup/processors", { template: "other" }));
    const { id, name } = rows.processors.find(({ template }) => template === "other") ?? expect.fail();
    const country = async () =>
      ProcessorsAnswer.parse(await owner.get("/api/setup/processors")).processors.find((row) => row.id === id)?.fields
        .country;
    const page = await house.goOn("owner", "/einrichten/vertraege");
    const card = page.locator("details").filter({ has: page.getByRole("heading", { name }) });
    const typed = card.getByRole("textbox", { name: "Land" });
    await typed.waitFor();
    await owner.call("PUT", `/api/setup/processors/${id}`, { fields: { country: "Irland", service: "Mail" } });
    await typed.fill("USA");
    await typed.blur();
    await card.getByText("Irland").waitFor();
    expect(await country()).toBe("Irland");
    await picture(page, "register");
    await card.getByRole("button", { name: "Meine speichern" }).click();
    await expect.poll(country).toBe("USA");
    await house.rest(page);
  });

  test("two sub-processors announced: each has a reason of its own, and the third being written stays", async () => {
    const { owner } = house.app.firm;
    const meta = async () =>
      ProcessorsAnswer.parse(await owner.get("/api/setup/processors")).processors.find(
        ({ channel }) => channel === "whatsapp",
      ) ?? expect.fail();
    const { id, name } = await meta();
    const announced = { announcedOn: "2026-11-24", objectUntil: "2026-12-24", what: "Server" };
    for (const who of ["Host Nord, Irland", "Host Ost, Polen"])
      await owner.post(`/api/setup/processors/${id}/changes`, { ...announced, who });
    const page = await house.open("owner", "/einrichten/vertraege");
    const card = page.locator("details").filter({ has: page.getByRole("heading", { name }) });
    const [north, east] = ["Host Nord", "Host Ost"].map((who) => card.locator(".change").filter({ hasText: who }));
    if (!north || !east) expect.fail();
    // Where its review is late by the clock of this machine it is open by itself.
    await card.waitFor();
    if (!(await north.isVisible())) await card.locator("summary").first().click();
    await north.getByRole("textbox").fill("Sitzt in der EU.");
    expect(await east.getByRole("textbox").inputValue()).toBe("");
    await card.getByRole("button", { name: "Ankündigung eintragen" }).click();
    const third = card.getByRole("textbox", { name: /^Wer/ });
    await third.fill("Host Süd, Italien");
    await north.getByRole("button").first().click();
    await north.getByText("Sitzt in der EU.").waitFor();
    expect((await meta()).changes.map(({ decision }) => decision).sort()).toEqual(["accepted", "open"]);
    expect(await third.inputValue()).toBe("Host Süd, Italien");
    // Nor does it go, or what was found in a review, while one looks something up in another step.
    await card.getByRole("button", { name: "Jetzt geprüft" }).click();
    const found = card.getByRole("textbox", { name: "Was hast du geprüft?" });
    await found.fill("Alles wie im Vertrag.");
    await page.getByRole("navigation", { name: "Schritte der Einrichtung" }).getByText("Impressum").click();
    await page.waitForURL("**/impressum");
    await page.goBack();
    await expect.poll(() => third.inputValue()).toBe("Host Süd, Italien");
    expect([await found.inputValue(), await east.getByRole("textbox").inputValue()]).toEqual([
      "Alles wie im Vertrag.",
      "",
    ]);
    expect(await leaveAndStay(page)).toBe("beforeunload");
    for (const _ of [found, third]) await card.getByRole("button", { name: "Abbrechen" }).first().click();
    await house.leave(page);
  });

  test("a press that waits for the server is dropped with its form, or gets through by itself and takes the form along", async () => {
    const { owner } = house.app.firm;
    const page = await house.open("owner", "/einrichten/vertraege");
    const head = page.locator("header").getByText("Nicht gespeichert");
    const dialog = page.getByRole("dialog");
    const away = async (url: RegExp, press: () => Promise<void>) => {
      await page.route(url, (route) => route.abort());
      await press();
      await head.waitFor();
    };
    const stopUsa = async () => {
      await button(page, "Beschluss gilt nicht mehr").click();
      await dialog.getByRole("textbox").fill("Urteil vom 1. Dezember");
      await away(/transfer-switch/, () => dialog.getByRole("button", { name: "Anhalten" }).click());
    };
    await stopUsa();
    await dialog.getByRole("button", { name: "Abbrechen" }).click();
    await head.waitFor({ state: "detached" });
    const card = page
      .locator("details")
      .filter({ has: page.getByRole("heading", { name: "WhatsApp" }) })
      .first();
    const look = card.getByRole("button", { name: "Jetzt geprüft" });
    if (!(await look.isVisible())) await card.locator("summary").first().click();
    await look.click();
    await card.getByRole("textbox", { name: "Was hast du geprüft?" }).fill("Alles wie im Vertrag.");
    await away(/review$/, () => card.getByRole("button", { name: "Prüfung festhalten" }).click());
    await card.getByRole("button", { name: "Abbrechen" }).click();
    await head.waitFor({ state: "detached" });
    await stopUsa();
    await page.unrouteAll();
    await dialog.waitFor({ state: "detached" });
    const { transfer } = ProcessorsAnswer.parse(await owner.get("/api/setup/processors"));
    expect(transfer).toMatchObject({ dpfValid: false, source: "Urteil vom 1. Dezember" });
    await owner.call("PUT", "/api/setup/transfer-switch", { dpfValid: true, source: "Zurück für die anderen" });
    await house.leave(page);
  });

  test("two entries pressed while the server is away both come, and one taken out goes although its answer was lost", async () => {
    const { owner } = house.app.firm;
    const templates = async () =>
      ProcessorsAnswer.parse(await owner.get("/api/setup/processors")).processors.map(({ template }) => template);
    const page = await house.open("owner", "/einrichten/vertraege");
    const head = page.locator("header");
    const further = page.getByRole("region", { name: "Weitere Dienstleister" });
    await page.route(/setup\/processors$/, (route) =>
      route.request().method() === "POST" ? route.abort() : route.fallback(),
    );
    for (const name of ["E-Mail-Versand", "Speicher für Sicherungen"]) {
      const refused = page.waitForEvent("requestfailed", (one) => one.postData()?.includes("template") ?? false);
      await further.getByRole("button", { name }).click();
      await refused;
      await head.getByText("Nicht gespeichert").waitFor();
    }
    await page.unrouteAll();
    await expect.poll(templates).toEqual(expect.arrayContaining(["mail_relay", "backup_store"]));
    await head.getByText("Nicht gespeichert").waitFor({ state: "detached" });
    const card = page
      .locator("details")
      .filter({ has: page.getByRole("button", { name: "Eintrag entfernen" }) })
      .first();
    const before = (await templates()).length;
    let lost = 0;
    await page.route(/setup\/processors\/[^/]+$/, async (route) => {
      if (route.request().method() !== "DELETE" || lost++ > 0) return await route.fallback();
      await route.fetch();
      await route.abort();
    });
    const name = (await card.locator("h2 .name").textContent()) ?? "";
    if (!(await card.getByRole("button", { name: "Eintrag entfernen" }).isVisible()))
      await card.locator("summary").first().click();
    // AV-6: a decision of the EU nobody made is refused where it is chosen, and taken once the country fits.
    await card.getByRole("radio", { name: /Land mit Angemessenheitsbeschluss/ }).check();
    const noDecision = card.getByText("Für dieses Land gibt es keinen solchen Beschluss");
    await noDecision.waitFor();
    await card.getByRole("textbox", { name: "Land", exact: true }).fill("Schweiz");
    await card.getByRole("textbox", { name: "Leistung" }).click();
    await noDecision.waitFor({ state: "detached" });
    await card.getByRole("button", { name: "Eintrag entfernen" }).click();
    await page.getByRole("heading", { name }).waitFor({ state: "detached" });
    await head.getByText("Nicht gespeichert").waitFor({ state: "detached" });
    expect([(await templates()).length, lost]).toEqual([before - 1, 2]);
    await house.leave(page);
  });

  test("who learns what: what is being written there does not go with the window unasked", async () => {
    const page = await house.goOn("owner", "/einrichten/wer-erfaehrt-was");
    await button(page, "Ändern").first().click();
    const kept = page.getByRole("textbox", { name: "Nicht gespeichert" });
    await kept.fill(`${await kept.inputValue()} und Statusanzeigen`);
    expect(await leaveAndStay(page)).toBe("beforeunload");
    await button(page, "Abbrechen").click();
    await house.rest(page);
  });

  test("by what a colleague is recognised: a list entered meanwhile is not replaced unseen", async () => {
    const { owner, office } = house.app.firm;
    const path = `/api/members/${office.memberId}/addresses`;
    const page = await house.goOn("owner", "/einstellungen/leute");
    await page.getByRole("listitem").filter({ hasText: "Sandra" }).getByRole("button", { name: "Ändern" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Eintragen" }).click();
    await dialog.getByRole("textbox", { name: "Nummern oder Mailadressen" }).fill("0371 111111");
    await owner.call("PUT", path, { addresses: ["0371 222222", "0371 333333"] });
    await dialog.getByRole("button", { name: "Speichern", exact: true }).click();
    await button(page, "Meine speichern").waitFor();
    expect(await owner.get(path)).toMatchObject({ count: 2 });
    await picture(page, "addresses");
    await button(page, "Meine speichern").click();
    await expect.poll(() => owner.get(path)).toMatchObject({ count: 1 });
    await house.rest(page);
  });

  test("a usual shift: only what one changed is laid over theirs, and its days stay", async () => {
    const { office } = house.app.firm;
    const shape = { title: "Bereitschaft", kind: "on_call", from: "16:00", to: "07:00", days: 3 };
    const { id } = (await office.post("/api/roster/shapes", shape)) as { id: string };
    const now = async () =>
      RosterView.parse(await office.get("/api/roster?from=2026-12-07&to=2026-12-13")).shapes.find(
        (one) => one.id === id,
      );
    const page = await house.goOn("office", "/plan/woche?ab=2026-12-07");
    await button(page, "Mehr").click();
    await page.getByRole("menuitem", { name: /Vorlagen für Dienste/ }).click();
    const dialog = page.getByRole("dialog");
    const row = dialog.getByRole("listitem").filter({ hasText: "Bereitschaft" });
    await row.getByRole("button", { name: "Ändern" }).click();
    await dialog.getByRole("textbox", { name: /Name/ }).fill("Wochenende");
    await office.call("PUT", `/api/roster/shapes/${id}`, { ...shape, from: "15:00" });
    await dialog.getByRole("button", { name: "Speichern", exact: true }).click();
    await button(page, "Meine speichern").click();
    await expect.poll(now).toMatchObject({ title: "Wochenende", from: "15:00", to: "07:00", days: 3 });
    await house.rest(page);
  });

  test("somebody leaves: a late answer for another day does not stand over the newer one", async () => {
    const page = await house.goOn("owner", "/einstellungen/leute");
    await button(page, "Ausscheiden").first().click();
    const dialog = page.getByRole("dialog");
    const day = dialog.getByLabel("Letzter Tag");
    await day.waitFor();
    const gate = Promise.withResolvers<void>();
    const refusal = { de: "Gilt für den Tag davor.", en: "Holds for the day before." };
    await page.route(/departure\?lastDay=2027-03-01/, async (route) => {
      const response = await route.fetch();
      await gate.promise;
      await route.fulfill({ response, json: { ...(await response.json()), refusal } });
    });
    const finished = (of: string) => page.waitForEvent("requestfinished", (one) => one.url().endsWith(of));
    const newer = finished("lastDay=2027-03-02");
    for (const typed of ["2027-03-01", "2027-03-02"]) {
      await day.fill(typed);
      await day.blur();
    }
    await newer;
    const older = finished("lastDay=2027-03-01");
    gate.resolve();
    await older;
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    expect(await dialog.getByText(refusal.de).count()).toBe(0);
    expect(await day.inputValue()).toBe("2027-03-02");
    await page.context().close();
  });
});
