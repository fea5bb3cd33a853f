import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { type Customer, type World, worldOf } from "./customers.ts";
import { leavesAsAlways, leavesAtOnce, staysHeld } from "./leaves-at-once.ts";
import { desk, dot, noBrowser, person, phone, picture, signIn } from "./people.ts";
import { startDemo } from "./running.ts";

/** U28: for five seconds after "Senden" there is a way back, and outside nobody has heard a word. */
let demo: Awaited<ReturnType<typeof startDemo>>;
let world: World;
let browser: Browser;

beforeAll(async () => {
  if (noBrowser) return;
  [demo, browser] = await Promise.all([startDemo(), borrowBrowser()]);
  world = worldOf(demo.info);
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});

const field = (page: Page) => page.getByRole("region", { name: "Antwort schreiben" }).getByRole("textbox").first();
const bubble = (page: Page, text: string) => page.locator("li.message", { hasText: text }).last();
const undo = (page: Page, text: string) => bubble(page, text).getByRole("button", { name: /Rückgängig/ });
const withdrawn = (page: Page, text: string) => bubble(page, text).getByText("hat den Betrieb nicht verlassen");

/** Somebody of the office with a new customer's conversation open. */
async function sitDown(options: BrowserContextOptions, name: string) {
  const hosts = [demo.info.baseUrl, demo.info.simulatorUrl].map((url) => new URL(url).host);
  const { page } = await person(browser, { ...options, reducedMotion: "reduce" }, hosts);
  const customer = await world.customer(name);
  await world.writes(customer, "Guten Morgen, die Heizung ist kalt.");
  await signIn(page, demo.info.signIn.office);
  await page.locator("a[data-row]", { hasText: name }).click();
  await bubble(page, "die Heizung ist kalt").waitFor();
  return { page, customer };
}

async function send(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.getByRole("button", { name: "Senden", exact: true }).click();
}

const byButton = (office: Page, text: string) => undo(office, text).click();
/** Sends it, presses, and sees that it stays here. */
async function sendAndUndo(office: Page, text: string, press = byButton): Promise<void> {
  await send(office, text);
  await press(office, text);
  await withdrawn(office, text).waitFor();
}

/** While an answer is half typed nothing happens: the button still stands there. */
async function byKeyboard(office: Page, text: string): Promise<void> {
  await undo(office, text).waitFor();
  await field(office).pressSequentially("ab");
  await field(office).press("Control+z");
  await undo(office, text).waitFor();
  await field(office).fill("");
  await field(office).press("Control+z");
}

describe.skipIf(noBrowser)("taking back what was sent on 1440 pixels", () => {
  let customer: Customer;
  let office: Page;

  beforeAll(async () => {
    ({ page: office, customer } = await sitDown(desk, "Undine Rück 1440 (Demo)"));
  });
  afterAll(() => office.context().close());

  test("a press on the button brings the words back, and WhatsApp never gets them; after five seconds it is gone and the message sent", async () => {
    await staysHeld(demo);
    const wrong = "Wir kommen am Mitwoch.";
    await sendAndUndo(office, wrong);
    await expect.poll(() => field(office).inputValue()).toBe(wrong);
    await leavesAsAlways(demo);
    await Promise.all([undo(office, "Mittwoch").waitFor(), send(office, "Wir kommen am Mittwoch.")]);
    await undo(office, "Mittwoch").waitFor({ state: "detached" });
    await expect.poll(() => world.received(customer)).toContain("Wir kommen am Mittwoch.");
    expect(await world.taken(wrong)).toBe(0);
  });

  test("by keyboard: Ctrl+Z in the empty field, with an answer half typed nothing happens", async () => {
    await staysHeld(demo);
    const hasty = "Das war zu schnell.";
    await sendAndUndo(office, hasty, byKeyboard);
    await expect.poll(() => field(office).inputValue()).toBe(hasty);
    await field(office).fill("");
    expect(await world.taken(hasty)).toBe(0);
  });

  test("a note is not held: nothing of it goes out anyway", async () => {
    await office.getByRole("button", { name: "Notiz", exact: true }).click();
    await field(office).fill("Zahlt pünktlich.");
    await office.getByRole("button", { name: "Notiz speichern" }).click();
    await bubble(office, "Zahlt pünktlich").getByText("Deine Notiz").waitFor();
    expect(await undo(office, "Zahlt pünktlich").count()).toBe(0);
  });
});

// The button stands elsewhere on a phone, and photos are what one sends from there; the rest was proven at the desk.
describe.skipIf(noBrowser)("taking back what was sent on 360 pixels", () => {
  let office: Page;

  beforeAll(async () => {
    ({ page: office } = await sitDown(phone, "Undine Rück 360 (Demo)"));
  });
  afterAll(() => office.context().close());

  test("a photo comes back with its words and leaves with the next press", async () => {
    const attached = office.getByRole("list", { name: "Angehängt" }).getByRole("listitem");
    const picker = office.locator("section.composer input[type=file][multiple]");
    await picker.setInputFiles({ name: "kessel.png", mimeType: "image/png", buffer: dot });
    await attached.waitFor();
    await staysHeld(demo);
    const wrong = "So sieht der Kesel aus.";
    await sendAndUndo(office, wrong);
    await attached.waitFor();
    await expect.poll(() => field(office).inputValue()).toBe(wrong);
    await leavesAtOnce(demo);
    await office.reload();
    await attached.waitFor();
    const right = "So sieht der Kessel aus, auf dem Bild.";
    await send(office, right);
    await expect.poll(() => world.taken(right)).toBe(1);
    expect(await world.taken(wrong)).toBe(0);
  });
});
