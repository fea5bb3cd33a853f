import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bench, openBench } from "../../simulator/test/bench.ts";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { heldBack } from "./held-back.ts";
import { desk, noBrowser, person, phone } from "./people.ts";

/** Lets an answer go that was held back, until the page has drawn what it makes of it. */
async function comesLate(page: Page, path: RegExp, go: () => void): Promise<void> {
  const arrived = page.waitForEvent("requestfinished", (one) => path.test(one.url()));
  go();
  await arrived;
  await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
}

describe.skipIf(noBrowser)("the customer's phone", () => {
  let browser: Browser;
  let bench: Bench;
  beforeAll(async () => {
    [browser, bench] = await Promise.all([borrowBrowser(), openBench()]);
  });
  afterAll(async () => {
    await giveBack(browser);
    await bench.close();
  });

  test("on a phone the browser's Back leads from what is known to the chat, and from the chat to the list", async () => {
    const { page } = await person(browser, phone, [new URL(bench.sim.baseUrl).host]);
    const everybody = /\/_sim\/customers$/;
    const nobodyYet = await heldBack(page, everybody);
    await page.goto(bench.sim.baseUrl);
    await nobodyYet.read;
    await page.locator("[data-test=new-customer]").click();
    await page.locator("[data-test=new-name]").fill("Ute Lang");
    await page.locator("[data-test=new-save]").click();
    const [composer, list] = [page.locator("[data-test=composer]"), page.locator("[data-test=customer]")];
    await composer.waitFor();
    // A look that was asked before she was there, and answered after, does not take her away again.
    await comesLate(page, everybody, nobodyYet.go);
    expect(await composer.isVisible()).toBe(true);
    await page.locator("#open-info").click();
    await page.locator("[data-test=info-back]").waitFor();
    await page.goBack();
    await composer.waitFor();
    await page.goBack();
    await list.waitFor();
    // The page's own way back takes the same steps: nothing is left over that would have to be gone back.
    const before = await page.evaluate(() => history.length);
    await list.click();
    await composer.waitFor();
    await page.locator("#back").click();
    await list.waitFor();
    await page.goForward();
    await composer.waitFor();
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(before);
    await page.context().close();
  });

  test("a stranger at the phone is told of a number that is none, keeps the lines of a text, and quotes in three", async () => {
    const { page } = await person(browser, phone, [new URL(bench.sim.baseUrl).host]);
    const at = (name: string) => page.locator(`[data-test=${name}]`);
    await page.goto(bench.sim.baseUrl);
    await at("new-customer").click();
    await at("new-name").fill("Ida Fremd");
    await at("new-phone").fill("12");
    await at("new-save").click();
    await page.getByText("Ist die Nummer vollständig und noch frei?").waitFor();
    await at("new-phone").fill("0176 04069077");
    const noWordYet = await heldBack(page, /\/chat$/);
    await at("new-save").click();
    await noWordYet.read;
    const lines = Array.from({ length: 12 }, (_, i) => `Zeile ${i + 1} von dem, was am Haus zu tun ist`).join("\n");
    await at("composer").fill(lines);
    await at("send").click();
    await at("message").waitFor();
    await comesLate(page, /\/chat$/, noWordYet.go);
    expect(await at("message").count()).toBe(1);
    await at("message-menu").click();
    await at("edit").click();
    expect(await at("edit-text").inputValue()).toBe(lines);
    await page.locator("#sheet-close").click();
    await at("message-menu").click();
    await at("quote").click();
    await at("composer").fill("Und dazu noch etwas");
    // What did not leave stands there as it was, and what it answers, too.
    const id = await at("customer").filter({ hasText: "Ida Fremd" }).getAttribute("data-customer-id");
    await bench.control("POST", `/customers/${id}/online`, { online: false });
    await at("customer").filter({ hasText: "Handy ist aus" }).waitFor({ state: "attached" });
    await at("send").click();
    await page.getByText("Das Handy hat kein Netz. Dein Text bleibt stehen.").waitFor();
    expect(await at("composer").inputValue()).toBe("Und dazu noch etwas");
    expect(await at("quoting").isVisible()).toBe(true);
    await bench.control("POST", `/customers/${id}/online`, { online: true });
    await at("send").click();
    const quote = page.locator(".quote");
    await quote.waitFor();
    expect(await quote.evaluate((one) => one.clientHeight)).toBeLessThan(100);
    await page.locator("#open-info").click();
    await at("new-number").fill("12");
    // What happens to the phone meanwhile takes no number out of the hand that types it.
    await bench.control("POST", `/customers/${id}/online`, { online: false });
    await page.locator("[data-test=online]:not(:checked)").waitFor();
    expect(await at("new-number").inputValue()).toBe("12");
    await at("change-number").click();
    const refused = page.getByText("Ist die Nummer vollständig und noch frei?");
    await refused.waitFor();
    await at("new-number").fill("0176 04069078");
    await at("change-number").click();
    await expect.poll(() => at("new-number").inputValue()).toBe("");
    await refused.waitFor({ state: "detached" });
    await page.context().close();
  });

  test("an address the business wrote can be tapped, and every face stands in one row", async () => {
    const { page } = await person(browser, phone, [new URL(bench.sim.baseUrl).host]);
    const at = (name: string) => page.locator(`[data-test=${name}]`);
    const customer = await bench.control("POST", "/customers", { name: "Lina Link" });
    const own = `/customers/${customer.body.id}/messages`;
    await bench.control("POST", own, { type: "text", text: "Hallo" });
    const body = "Ihre Datei (https://brandt.example/d/a_b?c=1) und https://brandt.example/k.\nBis Dienstag.";
    await bench.sendText(`+${customer.body.phone}`, { text: { body } });
    await bench.sim.clock.advance(2000);
    await page.goto(bench.sim.baseUrl);
    // Somebody else comes into the list between down and up of the press: it opens the chat all the same.
    await at("customer").filter({ hasText: "Lina Link" }).hover();
    await page.mouse.down();
    await bench.control("POST", "/customers", { name: "Nora Neu" });
    await at("customer").filter({ hasText: "Nora Neu" }).waitFor();
    await page.mouse.up();
    const links = page.locator(".bubble .text a");
    await links.nth(1).waitFor();
    expect(await links.evaluateAll((all) => all.map((one) => one.getAttribute("href")))).toEqual([
      "https://brandt.example/d/a_b?c=1",
      "https://brandt.example/k",
    ]);
    expect(await links.first().getAttribute("rel")).toContain("noopener");
    expect(await page.locator("[data-from=business] .text").textContent()).toBe(body);
    await at("message-menu").first().click();
    const tops = await at("react").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
    await page.context().close();
  });

  test("by the keyboard alone one reacts and takes back, and goes on from the same place", async () => {
    const { page } = await person(browser, desk, [new URL(bench.sim.baseUrl).host]);
    const customer = await bench.control("POST", "/customers", { name: "Tina Taste" });
    for (const text of ["Erstens", "Zweitens"])
      await bench.control("POST", `/customers/${customer.body.id}/messages`, { type: "text", text });
    await page.goto(bench.sim.baseUrl);
    await page.locator("[data-test=customer]").filter({ hasText: "Tina Taste" }).press("Enter");
    const first = page.locator("[data-test=message]").first();
    await first.locator("[data-test=message-menu]").press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await first.locator("[data-test=reactions]").waitFor();
    const held = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    await expect.poll(held).toBe("Mehr zu: Erstens");
    await page.keyboard.press("Enter");
    await page.locator("[data-test=revoke]").press("Enter");
    await first.getByText("Diese Nachricht wurde gelöscht.").waitFor();
    await expect.poll(held).toBe("Verlauf");
    await page.keyboard.press("Tab");
    expect(await held()).toBe("Mehr zu: Zweitens");
    // What is put in anew is read out anew: that is the new bubble, and nothing of the chat before it.
    await page.evaluate(
      `new MutationObserver((all) => { for (const { addedNodes } of all) for (const one of addedNodes)
        document.title += "|" + one.querySelector(".text")?.textContent }).observe(document.querySelector("#thread"), { childList: true })`,
    );
    await page.locator("[data-test=composer]").fill("Drittens");
    await page.locator("[data-test=send]").press("Enter");
    await page.locator("[data-test=message]", { hasText: "Drittens" }).waitFor();
    await bench.sim.clock.advance(1000);
    await page.locator("[data-test=message][data-tick=delivered]", { hasText: "Drittens" }).waitFor();
    expect(await page.title()).toBe("Simulator – nicht WhatsApp|Drittens");
    await page.context().close();
  });

  test("a person switches troubles on and off, sees that they are on, and that a message waits", async () => {
    const { page } = await person(browser, phone, [new URL(bench.sim.baseUrl).host]);
    const at = (name: string) => page.locator(`[data-test=${name}]`);
    await bench.control("POST", "/customers", { name: "Wartet Lang" });
    await page.goto(bench.sim.baseUrl);
    await at("trouble").click();
    for (const name of ["trouble-down", "trouble-twice", "trouble-order"]) await at(name).check();
    await page.locator("#trouble[data-on=true]").waitFor();
    const chaos = async () => (await bench.control("GET", "/chaos")).body;
    await expect
      .poll(chaos)
      .toMatchObject({ unreachablePercent: 100, duplicatePercent: 100, reorderWindowMs: 5000, concurrent: true });
    await at("trouble-order").uncheck();
    await at("trouble-twice").uncheck();
    await expect.poll(chaos).toMatchObject({ unreachablePercent: 100, duplicatePercent: 0, reorderWindowMs: 0 });
    await page.keyboard.press("Escape");
    await at("customer").filter({ hasText: "Wartet Lang" }).click();
    await at("composer").fill("Kommt das an?");
    await at("send").click();
    await page.locator("[data-test=message][data-tick=retrying]").waitFor();
    await at("back").click();
    await at("trouble").click();
    await page.locator("[data-test=trouble-down]:checked").waitFor();
    await at("trouble-down").uncheck();
    await page.locator("#trouble[data-on=false]").waitFor();
    await page.keyboard.press("Escape");
    await at("customer").filter({ hasText: "Wartet Lang" }).click();
    await bench.sim.clock.advance(1000);
    await page.locator("[data-test=message][data-tick=delivered]").waitFor();
    await page.context().close();
  });

  test("who stands at a phone that is gone, or at a simulator that is, is told and finds the way back", async () => {
    const own = await openBench({ customers: [{ name: "Bleibt Hier" }, { name: "Geht Bald" }] });
    const { page } = await person(browser, phone, [new URL(own.sim.baseUrl).host]);
    const people = page.locator("[data-test=customer]");
    await page.goto(own.sim.baseUrl);
    await people.filter({ hasText: "Geht Bald" }).click();
    await page.locator("[data-test=composer]").waitFor();
    const id = await people.filter({ hasText: "Geht Bald" }).getAttribute("data-customer-id");
    await own.control("DELETE", `/customers/${id}`);
    await people.filter({ hasText: "Bleibt Hier" }).click();
    await page.locator("[data-test=composer]").waitFor();
    expect(await page.locator("[data-test=notice]").isVisible()).toBe(false);
    await own.close();
    await page.getByText("Der Simulator antwortet nicht.").waitFor();
    await page.context().close();
  });
});
