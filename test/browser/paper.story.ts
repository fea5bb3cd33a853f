import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp, walkTo } from "./staff-app.ts";

/** What comes out of the printer: pages one hands on or keeps in a drawer. */
let house: StaffApp;

/** How many sheets the printer would take. */
async function sheets(page: Page): Promise<number> {
  const paper = await page.pdf({ format: "A5" });
  return paper.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
const colour = (page: Page, where: string, of: "color" | "background-color") =>
  page
    .locator(where)
    .first()
    .evaluate((one, what) => getComputedStyle(one).getPropertyValue(what), of);

describe.skipIf(noBrowser)("on paper", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("a page says what it says on the screen, without what one can only press", async () => {
    const page = await house.goOn("owner", "/recht");
    const duties = page.getByRole("list", { name: "Pflichten" });
    await duties.waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("heading", { level: 1 }).isVisible()).toBe(true);
    expect(await duties.isVisible()).toBe(true);
    expect(await page.getByRole("navigation").first().isVisible()).toBe(false);
    expect(await page.getByRole("button", { name: "Drucken" }).isVisible()).toBe(false);
    await house.rest(page);
  });

  test("a conversation is printed to its end, and no other customer's name beside it", async () => {
    const [other, printed] = ["Doris Nebenan", "Paula Papier"].map((name) => house.app.firm.customer({ name }));
    await other?.writes("Meine Heizung ist kalt.");
    for (let n = 1; n <= 30; n += 1) await printed?.writes(`Zeile ${n}`);
    const page = await house.goOn("office", `/posteingang/${await printed?.conversationId()}`);
    const beside = page.getByRole("link", { name: /Doris Nebenan/ });
    // In the conversation: its row in the list tells of the last message, too.
    await page.locator("[data-position]").getByText("Zeile 30", { exact: true }).waitFor();
    await beside.waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await beside.isVisible()).toBe(false);
    expect(await page.getByRole("textbox").filter({ visible: true }).count()).toBe(0);
    expect(await sheets(page)).toBeGreaterThan(1);
    await house.rest(page);
  });

  test("the proof of a message is on the sheets once and to its end, with the facts that are folded on the screen", async () => {
    const customer = house.app.firm.customer({ name: "Nora Nachweis" });
    await customer.writes("Der Hahn tropft.");
    const page = await house.goOn("office", `/posteingang/${await customer.conversationId()}`);
    await page.getByRole("button", { name: "Nachweis", exact: true }).click();
    const proof = page.getByRole("dialog", { name: "Nachweis" });
    const facts = proof.locator("dl");
    await facts.first().waitFor({ state: "attached" });
    expect(await facts.first().isVisible()).toBe(false);
    await page.setViewportSize({ width: 1180, height: 420 });
    await page.emulateMedia({ media: "print" });
    await facts.first().waitFor();
    expect(await page.getByText("Der Hahn tropft.").filter({ visible: true }).count()).toBe(0);
    expect((await proof.boundingBox())?.height ?? 0).toBeGreaterThan(420);
    await house.rest(page);
  });

  test("the week of the roster is on the sheet, not only its heading", async () => {
    const page = await house.goOn("owner", "/plan/woche");
    const week = page.getByRole("grid");
    await week.getByText("Jörg Brandt").waitFor();
    await page.emulateMedia({ media: "print" });
    expect((await week.boundingBox())?.height ?? 0).toBeGreaterThan(100);
    // The Sunday too: A4 across, less the margins of the printer.
    const sunday = week.getByRole("columnheader").last();
    const right = await sunday.evaluate((one) => one.getBoundingClientRect().right);
    expect(right).toBeLessThanOrEqual(1_046);
    await house.rest(page);
  });

  test("who works on a dark screen prints dark letters on white", async () => {
    const page = await house.goOn("owner", "/recht/aufbewahrung");
    await page.getByRole("heading", { level: 1, name: "Aufbewahrung und Löschung" }).waitFor();
    await page.evaluate(() => {
      document.documentElement.dataset.theme = "dark";
    });
    expect(await colour(page, "html", "background-color")).not.toBe("rgb(255, 255, 255)");
    await page.emulateMedia({ media: "print" });
    expect(await colour(page, "html", "background-color")).toBe("rgb(255, 255, 255)");
    expect(await colour(page, "h1", "color")).toBe("rgb(21, 33, 31)");
    await house.leave(page);
  });

  test("the sheet for a restore is a file first: it says where it lies, and that it may not stay there", async () => {
    const page = await house.goOn("owner", "/recht/sicherung");
    await page.route("**/api/recovery-sheet", (route) => route.fulfill({ json: { pdf: btoa("%PDF-1.7") } }));
    const file = page.waitForEvent("download");
    await page.getByRole("button", { name: "Blatt drucken" }).click();
    expect((await file).suggestedFilename()).toBe("wiederherstellungs-blatt.pdf");
    await page.getByText("Druck es, leg das Papier weg und lösch dann die Datei.").waitFor();
    await house.rest(page);
  });

  test("the codes for an emergency come on one sheet, and nobody's name with them", async () => {
    const page = await house.goOn("owner", "/einstellungen");
    // How one proves it is oneself is another story.
    const codes = Array.from({ length: 8 }, (_, at) => `AAAA${at}-BBBB-CCCC-DDDD`);
    let answers = 0;
    await page.route("**/api/recovery-codes", (route) => {
      if (route.request().method() === "GET")
        return route.fulfill({ json: { left: 8, printedAt: "2026-11-01T08:00:00.000Z" } });
      answers += 1;
      return answers === 1 ? route.abort() : route.fulfill({ json: { codes, link: "http://localhost/eintragen" } });
    });
    await walkTo(page, "/einstellungen/leute");
    const old = page.getByText("Noch 8 von 8 Codes");
    await old.waitFor();
    // No answer came, and the sheet in the drawer may be over: nothing says that it holds.
    await page.getByRole("button", { name: "Neue Codes drucken" }).click();
    await page.getByText("Vielleicht gelten die alten Codes schon nicht mehr.").waitFor();
    await old.waitFor({ state: "detached" });
    await page.setViewportSize({ width: 1180, height: 560 });
    await page.getByRole("button", { name: "Neue Codes drucken" }).click();
    await expect.poll(() => page.locator("ol code").count()).toBe(8);
    // They are shown only now: the last one too stands on the screen, at the foot of the page or not.
    const foot = () =>
      page
        .locator("ol code")
        .last()
        .evaluate((code) => code.getBoundingClientRect().bottom);
    await expect.poll(foot).toBeLessThanOrEqual(560);
    await page.emulateMedia({ media: "print" });
    for (const code of await page.locator("ol code").all()) expect(await code.isVisible()).toBe(true);
    expect(await page.getByText("Werkbote: Notfall-Codes vom").isVisible()).toBe(true);
    expect(await page.getByRole("heading", { level: 1 }).isVisible()).toBe(false);
    expect(await sheets(page)).toBe(1);
    await house.rest(page);
  });
});
