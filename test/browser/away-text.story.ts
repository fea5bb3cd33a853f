import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hour } from "../../src/server/platform/instant.ts";
import { Visitor } from "../support/a-visitor.ts";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp } from "./staff-app.ts";

/** M8, B12: the owner switches the answer on, a customer writes in the evening, and the inbox shows what the house said. */
let house: StaffApp;

describe.skipIf(noBrowser)("the away text", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("an advert in it is refused before it is saved; switched on, the customer reads it at 18:10 and the inbox calls it automatic", async () => {
    const page = await house.goOn("owner", "/einstellungen/oeffnungszeiten");
    const form = page.getByRole("form", { name: "Chat auf eurer Seite" });
    await form.getByText("Wir sind wieder da: morgen ab 7 Uhr.").waitFor();
    const text = form.getByRole("textbox", { name: "Text" });
    const fit = await text.inputValue();
    await text.fill(`${fit} Jetzt 20 % Rabatt auf jede Wartung!`);
    await form.getByText("Das klingt nach Werbung").waitFor();
    await form.getByLabel("Auf diesem Kanal von selbst antworten").check();
    await form.getByRole("button", { name: "Speichern" }).click();
    await form.getByText("Eine automatische Antwort darf keine enthalten").nth(1).waitFor();
    await text.fill(fit);
    await form.getByRole("button", { name: "Speichern" }).click();
    await page.getByText("antwortet auf Chat auf eurer Seite ab jetzt").waitFor();

    // From 07:12 to 18:10.
    house.app.clock.advance(11 * hour - 120_000);
    const helga = new Visitor(house.app);
    await helga.writes("Wasserhahn tropft", { name: "Helga Abend" });
    expect(await helga.page()).toContain("wieder da: morgen ab 7 Uhr");

    await page.getByRole("link", { name: "Posteingang" }).first().click();
    await page
      .getByRole("link", { name: /Helga Abend/ })
      .first()
      .click();
    const answer = page.locator("li.message.out", { hasText: "wieder da: morgen ab 7 Uhr" });
    await answer.getByText("automatisch", { exact: false }).first().waitFor();
    await house.rest(page);
  });

  test("hours that overlap and holidays are told in words, at the width of a phone", async () => {
    const page = await house.goOn("owner", "/einstellungen/oeffnungszeiten");
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole("button", { name: "Montag, Zeit hinzufügen" }).click();
    await page.getByLabel("Montag, von").last().fill("15:00");
    await page.getByRole("button", { name: "Öffnungszeiten speichern" }).click();
    await page.getByText("Zwei Öffnungszeiten an einem Tag überschneiden sich.").waitFor();
    await page.getByRole("button", { name: /Montag, 15:00 bis .* streichen/ }).click();
    await page.getByRole("button", { name: "Geschlossene Tage hinzufügen" }).click();
    await page.getByLabel("Erster Tag").fill("2026-11-24");
    await page.getByLabel("Letzter Tag").fill("2026-11-25");
    await page.getByRole("button", { name: "Öffnungszeiten speichern" }).click();
    await page.getByText("Gerade geschlossen. Wieder da: Donnerstag ab 7 Uhr.").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await house.rest(page);
  });
});
