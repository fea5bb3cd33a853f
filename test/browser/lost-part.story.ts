import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp } from "./staff-app.ts";

/** What is fetched only when somebody wants it belongs to the build that was there when the page was opened. */
let house: StaffApp;
const field = (page: Page) => page.getByRole("region", { name: "Antwort schreiben" }).getByRole("textbox").first();

async function whoWrites(words: string): Promise<Page> {
  const customer = house.app.firm.customer({ name: "Karin Vogel" });
  await customer.writes("Wann kommen Sie?");
  const page = await house.open("office", `/posteingang/${await customer.conversationId()}`);
  await page.locator("li.message.in").first().waitFor();
  await field(page).fill(words);
  return page;
}
/**
 * @param answer what is said in place of the server, until `over` says that it speaks for itself again. The routes stay: to
 *   take them away while the page loads may leave a request on its way for ever.
 */
async function inPlaceOfServer(page: Page, answer: Readonly<Record<string, (route: Route) => Promise<void>>>) {
  let goesOn = true;
  for (const [path, say] of Object.entries(answer))
    await page.route(path, (route) => (goesOn ? say(route) : route.continue()));
  return { over: () => (goesOn = false) };
}
/** As on a server that was started anew with another build: what this page would still fetch is not there any more. */
const anotherBuild = {
  "**/files.json": (route: Route) => route.fulfill({ json: ["/assets/index-ANOTHER1.js"] }),
  "**/assets/**": (route: Route) => route.fulfill({ status: 404, json: {} }),
};
const askForKeys = async (page: Page) => {
  await page.locator("li.message.in").first().click();
  await page.keyboard.press("?");
};

/** What is said where the part would be. */
const lost = (page: Page) => page.getByRole("dialog", { name: "Nicht geladen" });
async function reload(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent("load"), lost(page).getByRole("button", { name: "Neu laden" }).click()]);
}

describe.skipIf(noBrowser)("a part of the app that is no longer there", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("who wants a part of the build before hears that there is a new one, and reloads with what they typed", async () => {
    const page = await whoWrites("Wir kommen am Montag.");
    const server = await inPlaceOfServer(page, anotherBuild);
    await askForKeys(page);
    await lost(page).getByText("Eine neue Fassung ist da. Lädst du neu, bleibt dein Text stehen.").waitFor();
    expect(await lost(page).getByRole("button", { name: "Nochmal" }).count(), "it is there no more").toBe(0);
    server.over();
    await reload(page);
    await expect.poll(() => field(page).inputValue()).toBe("Wir kommen am Montag.");
    await askForKeys(page);
    await page.getByRole("dialog", { name: "Tasten", exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    // From nothing the focus goes back to nothing, and not to the first link of the page.
    await page.locator(":focus").blur();
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("dialog, :focus").count()).toBe(0);
    await house.leave(page);
  });

  test("a part that does not come over a bad line is said in its place, and comes with the next press once the line is back", async () => {
    const page = await whoWrites("Bis gleich.");
    const server = await inPlaceOfServer(page, { "**/assets/**": (route) => route.abort() });
    const enter = page.getByRole("button", { name: "Datenschutz-Anfrage eintragen" });
    await enter.click();
    await lost(page).getByText("Dieser Teil der Seite ließ sich nicht laden.").waitFor();
    expect(await lost(page).getByRole("button", { name: "Neu laden" }).count()).toBe(0);
    // Given up and opened anew it is asked for again; after the second time the page can be loaded anew.
    await lost(page).getByRole("button", { name: "Schließen" }).click();
    await lost(page).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Darf raus" }).click();
    await lost(page).getByRole("button", { name: "Schließen" }).click();
    // In the place of the field; given up with the mouse one types on.
    await page.keyboard.press("Control+Shift+v");
    await page.getByRole("region", { name: "Antwort schreiben" }).getByRole("button", { name: "Abbrechen" }).click();
    await expect.poll(() => field(page).evaluate((area) => area === document.activeElement)).toBe(true);
    await enter.click();
    await lost(page).getByRole("button", { name: "Nochmal" }).click();
    await lost(page).getByText("Lade die Seite neu, dein Text bleibt stehen.").waitFor();
    server.over();
    await lost(page).getByRole("button", { name: "Nochmal" }).click();
    // What is typed into it stays when it is closed.
    const dialog = page.getByRole("dialog", { name: "Anfrage zu den eigenen Daten eintragen" });
    for (const words of ["", "Was steht über mich da?"]) {
      if (words !== "") await enter.click();
      expect(await dialog.getByRole("textbox").first().inputValue()).toBe(words);
      await dialog.getByRole("textbox").first().fill("Was steht über mich da?");
      await dialog.getByRole("button", { name: "Abbrechen" }).click();
      await dialog.waitFor({ state: "detached" });
    }
    expect(await field(page).inputValue()).toBe("Bis gleich.");
    await house.leave(page);
  });
});
