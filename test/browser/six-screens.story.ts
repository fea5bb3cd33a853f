import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { heldBack } from "./held-back.ts";
import { desk, noBrowser, person, phone, picture, signInAt, type Watched } from "./people.ts";
import { startDemo } from "./running.ts";
import { stepTo } from "./staff-app.ts";
import { teamOf } from "./team.ts";

/** Four phones and two desks in one room at once, while nets come and go and a phone is lost. */
const room = "Bad Lindenstraße";
let demo: Awaited<ReturnType<typeof startDemo>>;
let browser: Browser;
const screens: Record<string, Page> = {};
const all: Watched[] = [];

const field = (page: Page) => page.getByRole("textbox", { name: /Nachricht an/ });
const said = (page: Page, text: string) => page.locator("li.message", { hasText: text });
const at = (name: string): Page => {
  const page = screens[name];
  if (!page) throw new Error(`nobody sits at ${name}`);
  return page;
};
async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.getByRole("button", { name: "Senden", exact: true }).click();
}
/** What this screen shows of the words that begin with `mark`, in its order. */
async function order(page: Page, mark: string): Promise<string[]> {
  const texts = await page.locator("li.message").allTextContents();
  return [...new Set(texts.flatMap((text) => text.match(new RegExp(`${mark} \\S+`, "g")) ?? []))];
}
/** Waits until `names` show every one of `words` once, and all in the same order. */
async function allShow(names: readonly string[], mark: string, words: readonly string[]): Promise<void> {
  for (const name of names)
    for (const word of words)
      await expect
        .poll(() => said(at(name), `${mark} ${word}`).count(), { message: `${name}: ${word}`, timeout: 60_000 })
        .toBe(1);
  const orders = await Promise.all(names.map((name) => order(at(name), mark)));
  for (const one of orders) expect(one).toEqual(orders[0]);
  expect([...(orders[0] ?? [])].sort()).toEqual(words.map((word) => `${mark} ${word}`).sort());
}

beforeAll(async () => {
  if (noBrowser) return;
  [demo, browser] = await Promise.all([startDemo(), borrowBrowser()]);
  const team = await teamOf(demo.info);
  for (const name of ["Jörg", "Sandra", "Mehmet", "Tarik", "Leonie"]) await team.works(name);
  const host = new URL(demo.info.baseUrl).host;
  const seats = [
    ["tarik", "crew", phone],
    ["leonie", "apprentice", phone],
    ["mehmet", "crew_lead", phone],
    ["joerg", "owner", phone],
    ["office", "office", desk],
    ["meister", "owner", desk],
  ] as const;
  for (const [name, role, options] of seats) {
    const watched = await person(browser, options, [host]);
    all.push(watched);
    screens[name] = watched.page;
    await signInAt(watched.page, demo.info.signIn[role], "/team");
    await watched.page.locator("a[data-row]", { hasText: room }).click();
    await watched.page.locator("li.message").first().waitFor();
  }
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
});

describe.skipIf(noBrowser)("four phones and two desks at once", () => {
  const everybody = ["tarik", "leonie", "mehmet", "joerg", "office", "meister"];

  test("what all say in the same moment stands on all six screens, once and in the same order", async () => {
    await Promise.all(everybody.map((name) => say(at(name), `gleichzeitig ${name}`)));
    await allShow(everybody, "gleichzeitig", everybody);
  });

  test("two phones in a cellar: what they write waits, arrives once and in their order, and nothing of the others is missing", async () => {
    for (const name of ["tarik", "leonie"]) await at(name).context().setOffline(true);
    for (const name of ["tarik", "leonie"]) {
      await say(at(name), `keller ${name}1`);
      await at(name)
        .getByText(/wartet auf Netz/i)
        .first()
        .waitFor();
      await say(at(name), `keller ${name}2`);
      await at(name).getByText(`keller ${name}2`).waitFor();
    }
    await say(at("office"), "keller oben1");
    await said(at("mehmet"), "keller oben1").waitFor();
    expect(await said(at("mehmet"), "keller tarik1").count()).toBe(0);
    for (const name of ["tarik", "leonie"]) await at(name).context().setOffline(false);
    await allShow(everybody, "keller", ["tarik1", "tarik2", "leonie1", "leonie2", "oben1"]);
    const seen = await order(at("office"), "keller");
    for (const name of ["tarik", "leonie"])
      expect(seen.indexOf(`keller ${name}1`)).toBeLessThan(seen.indexOf(`keller ${name}2`));
  });

  test("a phone reported lost in the middle of a sentence is emptied, and the others work on", async () => {
    await field(at("mehmet")).fill("Ich bin gerade dabei");
    const owner = at("meister");
    const here = new URL(owner.url()).pathname;
    await stepTo(owner, "/einstellungen/geraete");
    const answer = await heldBack(owner, /\/lost$/);
    await owner.getByRole("listitem").filter({ hasText: "Mehmet" }).getByRole("button", { name: "Verloren" }).click();
    await owner.getByRole("dialog").getByRole("button", { name: "Verloren" }).click();
    await at("mehmet").waitForURL(/\/anmelden/);
    const body = at("mehmet").locator("body");
    await expect.poll(() => body.textContent()).not.toMatch(/keller|gleichzeitig|gerade dabei/);
    await stepTo(owner, here);
    await said(owner, "gleichzeitig meister").waitFor();
    // The answer comes when the owner is elsewhere already, and does not take them from there.
    answer.go();
    await owner.getByText(/ ist abgemeldet\.$/).waitFor();
    expect(new URL(owner.url()).pathname).toBe(here);
    await say(at("tarik"), "weiter tarik");
    await say(at("office"), "weiter office");
    await allShow(["tarik", "leonie", "joerg", "office", "meister"], "weiter", ["tarik", "office"]);
    expect(await at("mehmet").getByText("weiter").count()).toBe(0);
  });

  test("in all this nobody outside was asked for anything, and no script broke", () => {
    expect(all.flatMap((one) => one.foreign)).toEqual([]);
    expect(all.flatMap((one) => one.errors)).toEqual([]);
  });
});
