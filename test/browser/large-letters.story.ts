import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { after, day } from "../../src/server/platform/instant.ts";
import { todayIn, weekdayOf } from "../../src/web/roster/days.ts";
import { rejected } from "../support/fake-channel.ts";
import { noBrowser, phone } from "./people.ts";
import { openStaffApp, type StaffApp } from "./staff-app.ts";
import { tornWords } from "./torn-words.ts";

/** A small phone and large letters: nothing is torn, and what one came for is in sight. */
let house: StaffApp;
const doubled = (page: Page) => page.evaluate("document.documentElement.style.fontSize = '200%'");

describe.skipIf(noBrowser)("small phones and large letters", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("no word of a heading is torn", async () => {
    const page = await house.open("owner", "/recht", phone);
    for (const path of [
      "/recht/verzeichnisse",
      "/recht/aufbewahrung",
      "/einstellungen/oeffnungszeiten",
      "/plan/zeiten",
    ]) {
      await page.goto(new URL(path, page.url()).href);
      const heading = page.getByRole("heading", { level: 1 });
      await heading.waitFor();
      await doubled(page);
      expect(await tornWords(heading)).toEqual([]);
    }
    await house.leave(page);
  });

  test("the long words of data protection are divided where two words meet", async () => {
    const page = await house.open("owner", "/einrichten/datenschutz", phone);
    const main = page.getByRole("main");
    for (const [path, within] of [
      ["/einrichten/datenschutz", "h1, legend, label"],
      ["/einrichten/impressum", "h1, legend, label"],
      ["/recht", "h3"],
      ["/recht/regeln", "h2"],
      ["/recht/verzeichnisse", "h2"],
    ] as const) {
      await page.goto(new URL(path, page.url()).href);
      await main.locator(within).nth(1).waitFor();
      await doubled(page);
      const torn = await Promise.all((await main.locator(within).all()).map((one) => tornWords(one)));
      expect(torn.flat(), path).toEqual([]);
    }
    await house.leave(page);
  });

  test.each(["/recht/sicherung", "/einstellungen/app", "/einstellungen/oeffnungszeiten"])(
    "%s is not wider than the phone",
    async (path) => {
      const page = await house.open("owner", path, phone);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.locator(".skeleton").waitFor({ state: "detached" });
      await doubled(page);
      const wide = await page.getByRole("main").evaluate((one) => {
        const around = [one, ...one.querySelectorAll("*")].filter(
          (each) => getComputedStyle(each).overflowX === "auto",
        );
        return around.map((each) => each.scrollWidth - each.clientWidth);
      });
      expect(Math.max(0, ...wide)).toBe(0);
      await house.leave(page);
    },
  );

  test("what an empty field is for ends in dots, not in half a letter; what a room hears stands above it", async () => {
    const page = await house.open("office", "/team", phone);
    await page.getByRole("link", { name: /^Betrieb/ }).click();
    const field = page.locator("textarea");
    await field.waitFor();
    await doubled(page);
    expect(await field.getAttribute("placeholder")).toBeNull();
    expect(
      await page
        .getByText("Nachricht an Betrieb")
        .last()
        .evaluate((one) => getComputedStyle(one).textOverflow),
    ).toBe("ellipsis");
    const reach = page.locator(".reach");
    const [words, line, box] = [
      await reach.locator("span").boundingBox(),
      await reach.boundingBox(),
      await page.locator(".box").boundingBox(),
    ];
    expect(words && line && words.y >= line.y - 1).toBe(true);
    expect(words && box && words.y + words.height <= box.y + 1).toBe(true);
    await house.leave(page);
  });

  test.each(["betrieb", "impressum", "vertraege", "wer-erfaehrt-was", "datenschutz", "kanaele"])(
    "the step %s of the set-up stays within the phone",
    async (step) => {
      const page = await house.open("owner", `/einrichten/${step}`, phone);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.locator("main .foot").waitFor();
      await doubled(page);
      for (const shut of await page.locator("main details:not([open]) > summary").all())
        if (await shut.isVisible()) await shut.click();
      // A phone makes its window as wide as what does not fit: measured is against the glass.
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
      await house.leave(page);
    },
  );

  test("what could not be saved covers neither the way back nor the page", async () => {
    const page = await house.open("owner", "/einrichten/betrieb", phone);
    const trade = page.getByLabel("Gewerk");
    await trade.waitFor();
    await doubled(page);
    await trade.fill("x".repeat(400));
    await trade.blur();
    await page.getByText("Deine Eingabe ist noch da, aber noch nicht gespeichert.").waitFor();
    const spills = (one: Element) => one.scrollWidth - one.clientWidth;
    for (const part of ["a", ".name", ".state"])
      expect(await page.locator(`header ${part}`).evaluate(spills), part).toBeLessThanOrEqual(0);
    const head = await page.locator(".top").boundingBox();
    expect(head?.height).toBeLessThanOrEqual(740 / 2);
    await house.leave(page);
  });

  test("the strip of days shows the day that stands below it", async () => {
    const now = house.app.clock.now();
    const page = await house.open("owner", "/heute", phone);
    // A Sunday stands last in its week. What day it is the page takes from its own device.
    await page.clock.setFixedTime(after(now, ((7 - weekdayOf(todayIn(now.getTime()))) % 7) * day));
    await page.goto(new URL("/plan", page.url()).href);
    await page.getByRole("heading", { level: 1, name: "Mein Plan" }).waitFor();
    await doubled(page);
    await page.getByRole("button", { name: /^Plan: / }).click();
    await page.getByRole("link", { name: "Woche" }).click();
    const strip = page.getByRole("group", { name: "Tag", exact: true });
    await strip.waitFor();
    const chosen = strip.locator("button[aria-pressed=true]");
    expect(await chosen.textContent()).toContain("So");
    await expect
      .poll(async () => {
        const [shown, all] = [await chosen.boundingBox(), await strip.boundingBox()];
        return shown && all && shown.x >= all.x && shown.x + shown.width <= all.x + all.width;
      })
      .toBe(true);
    await page.context().close();
  });

  test("on the smallest phone a row that was not sent still says since when somebody waits", async () => {
    const customer = house.app.firm.customer({ name: "Fritz Fehl" });
    await customer.writes("Passt Dienstag?");
    await house.app.drain();
    const id = await customer.conversationId();
    house.app.whatsapp.script.push(rejected);
    await house.app.firm.office.reply(id, "Ja, um acht.");
    await house.app.drain();
    await house.app.pass(15 * day);
    const page = await house.open("office", "/posteingang", { ...phone, viewport: { width: 320, height: 640 } });
    const meta = page.locator("a[data-row] .meta");
    await meta.getByText("nicht gesendet").waitFor();
    const [line, age] = [await meta.boundingBox(), await meta.locator(".waits").boundingBox()];
    expect(line && age && age.y + age.height <= line.y + line.height + 1).toBe(true);
    expect(line && age && age.x + age.width <= line.x + line.width + 1).toBe(true);
    await house.leave(page);
  });

  test("in a conversation on a phone words have the width they need", async () => {
    const customer = house.app.firm.customer({ name: "Renate Reif" });
    await customer.writes("Wann kommen Sie?");
    await house.app.drain();
    const id = await customer.conversationId();
    await house.app.pass(2 * day);
    const page = await house.open("office", `/posteingang/${id}`, phone);
    const area = page.getByRole("region", { name: "Antwort schreiben" });
    const widthOf = async (one: Locator) => (await one.boundingBox())?.width ?? 0;
    // Why it may not go stands above its button, not in a column beside it.
    await area.getByRole("textbox").fill("Morgen um acht.");
    await area.getByText("Noch nicht.").waitFor();
    const why = area.getByRole("status").getByRole("button");
    await expect.poll(() => widthOf(why)).toBeGreaterThan(300);
    // A proxy that takes less than the house says so in words that help.
    await page.route("**/api/uploads/**", (route) =>
      route.fulfill({ status: 413, contentType: "text/html", body: "<h1>413</h1>" }),
    );
    await page
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "Angebot.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4") });
    const trouble = area.getByText("Das ist zu groß für den Weg zum Server.");
    await trouble.waitFor();
    expect(await widthOf(trouble)).toBeGreaterThan(150);
    const closed = page.waitForResponse((answer) => answer.url().endsWith("/close") && answer.ok());
    await page.getByRole("button", { name: "Erledigt", exact: true }).click();
    await closed;
    await page.goto(new URL(`/posteingang/${id}`, page.url()).href);
    // How it stands comes before what may be cut.
    await page
      .locator("header .line")
      .getByText(/^\s*Erledigt · Vorgang/)
      .waitFor();
    // With the system's own colours a row that is not chosen does not look as if it were.
    await page.emulateMedia({ forcedColors: "active", colorScheme: "light" });
    await page.goto(new URL("/posteingang?ansicht=erledigt", page.url()).href);
    const edge = (one: Element) => getComputedStyle(one).borderLeftColor;
    expect(await page.locator("a[data-row]").first().evaluate(edge)).toBe("rgb(255, 255, 255)");
    await page.context().close();
  });
});
