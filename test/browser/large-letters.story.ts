import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProjectView } from "../../src/contract/projects.ts";
import { after, day } from "../../src/server/platform/instant.ts";
import { todayIn, weekdayOf } from "../../src/web/roster/days.ts";
import { rejected } from "../support/fake-channel.ts";
import { noBrowser, phone } from "./people.ts";
import { openStaffApp, type StaffApp, unfoldAll, walkTo } from "./staff-app.ts";
import { tornWords } from "./torn-words.ts";

/** A small phone and large letters: nothing is torn, and what one came for is in sight. */
let house: StaffApp;
const doubled = (page: Page) => page.evaluate("document.documentElement.style.fontSize = '200%'");
/** By how much the widest of what scrolls sideways within this is wider than it shows. */
const sideways = (within: Element): number => {
  const around = [within, ...within.querySelectorAll("*")].filter((one) => getComputedStyle(one).overflowX === "auto");
  return Math.max(0, ...around.map((one) => one.scrollWidth - one.clientWidth));
};

describe.skipIf(noBrowser)("small phones and large letters", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  /**
   * Words: which of them must stay whole. Area: nothing in it goes on sideways. Fits: neither does this part of it.
   * Glass: neither does anything unfolded.
   */
  const pages: [path: string, checks: { words?: string; area?: true; fits?: string; glass?: true }][] = [
    ["/recht", { words: "h3" }],
    ["/recht/verzeichnisse", { words: "h1, h2" }],
    ["/recht/aufbewahrung", { words: "h1" }],
    ["/recht/regeln", { words: "h2" }],
    ["/recht/sicherung", { area: true }],
    ["/einstellungen/app", { area: true }],
    ["/einstellungen/oeffnungszeiten", { words: "h1", area: true }],
    ["/plan/zeiten", { words: "h1" }],
    ["/plan/woche", { fits: "header" }],
    ["/projekte/*", { words: "h1" }],
    ["/einrichten/betrieb", { glass: true }],
    ["/einrichten/impressum", { words: "h1, legend, label", glass: true }],
    ["/einrichten/vertraege", { glass: true }],
    ["/einrichten/wer-erfaehrt-was", { glass: true }],
    ["/einrichten/datenschutz", { words: "h1, legend, label", glass: true }],
    ["/einrichten/kanaele", { glass: true }],
  ];

  test("no word is torn but where two meet, and no page is wider than the phone", async () => {
    const job = ProjectView.parse(
      await house.app.firm.owner.post("/api/projects", { name: "Wärmepumpe Familie Seidel" }),
    );
    const page = await house.open("owner", "/einstellungen", phone);
    const main = page.getByRole("main");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await doubled(page);
    const found: string[] = [];
    for (const [path, { words, area, fits, glass }] of pages) {
      await walkTo(page, path.replace("*", job.id));
      await page.locator(".skeleton").waitFor({ state: "detached" });
      if (glass) await main.locator(".foot").waitFor();
      if (words) {
        await main.locator(words).first().waitFor();
        const torn = await Promise.all((await main.locator(words).all()).map((one) => tornWords(one)));
        found.push(...torn.flat().map((word) => `${path}: torn: ${word}`));
      }
      if (fits && (await main.locator(fits).evaluate((part) => part.scrollWidth > part.clientWidth)))
        found.push(`${path}: ${fits} goes on sideways`);
      if (area && (await main.evaluate(sideways)) > 0) found.push(`${path}: an area of it goes on sideways`);
      if (!glass) continue;
      await unfoldAll(main);
      // A phone makes its window as wide as what does not fit: measured is against the glass.
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > 360) found.push(`${path}: ${width} pixels wide`);
    }
    expect(found).toEqual([]);
    await house.leave(page);
  });

  test("what an empty field is for ends in dots, not in half a letter; what a room hears stands above it", async () => {
    const page = await house.open("office", "/team", phone);
    await page.getByRole("link", { name: /^Betrieb/ }).click();
    const field = page.locator("textarea");
    await field.waitFor();
    await doubled(page);
    await expect.poll(() => field.getAttribute("placeholder")).toBeNull();
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
    const page = await house.open("owner", "/leer", phone);
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
    // Whoever makes the letters larger while it lies open has each row whole.
    await house.app.firm.customer({ name: "Frieda Folgt" }).writes("Und wir?");
    await house.app.drain();
    await page.getByText("Frieda Folgt").waitFor();
    await doubled(page);
    const boxes = () =>
      Promise.all(
        ["Fritz Fehl", "Frieda Folgt"].map((name) => page.locator("a[data-row]", { hasText: name }).boundingBox()),
      );
    const apart = async () => {
      const [upper, lower] = (await boxes()).sort((a, b) => (a?.y ?? 0) - (b?.y ?? 0));
      return upper && lower && upper.height > 150 && upper.y + upper.height <= lower.y + 1;
    };
    await expect.poll(apart).toBe(true);
    await house.leave(page);
  });

  test("on the smallest phone every part of a project is in sight, and a conversation has room for its messages", async () => {
    const job = ProjectView.parse(await house.app.firm.owner.post("/api/projects", { name: "Bad Familie Klein" }));
    const customer = house.app.firm.customer({ name: "Karla Klein" });
    await customer.writes("Wann kommen Sie?");
    await house.app.drain();
    const small = { ...phone, viewport: { width: 320, height: 640 } };
    const page = await house.open("office", `/projekte/${job.id}`, small);
    const part = page.getByRole("link", { name: "Berichte" });
    await part.waitFor();
    await doubled(page);
    const right = async () => {
      const box = await part.boundingBox();
      return box ? box.x + box.width : Number.NaN;
    };
    await expect.poll(right).toBeLessThanOrEqual(320);
    expect(await part.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
    await page.goto(new URL(`/posteingang/${await customer.conversationId()}`, page.url()).href);
    const thread = page.getByRole("region", { name: "Nachrichten", exact: true });
    await page.getByRole("status").filter({ hasText: "Darf raus." }).waitFor();
    await doubled(page);
    // Four lines of it are in sight; what does not fit below is scrolled to.
    await expect.poll(async () => (await thread.boundingBox())?.height ?? 0).toBeGreaterThan(150);
    await page.getByRole("region", { name: "Antwort schreiben" }).getByRole("textbox").click();
    await page.context().close();
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
