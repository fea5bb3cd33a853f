import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import sharp from "sharp";
import { type World, worldOf } from "./customers.ts";
import { desk, openBrowser, person, phone, signIn, signInAt } from "./people.ts";
import { runDemo } from "./running.ts";

/**
 * `npm run pictures` takes the pictures of the README anew, from a demo of its own in which three customers have written.
 * The machine needs a font with emoji, or those in the room are boxes.
 */
const folder = join(import.meta.dirname, "../../docs/pictures");
const composer = (page: Page) => page.getByRole("region", { name: "Antwort schreiben" });
const field = (page: Page) => composer(page).getByRole("textbox");

/** Once the screen has come to rest, and as small as it is sharp: a screen has few colours. */
async function take(name: string, page: Page, what: Page | Locator = page): Promise<void> {
  await page.mouse.move(0, 0);
  await wait(4_000);
  const shot = await what.screenshot({ animations: "disabled", caret: "hide" });
  await sharp(shot)
    .png({ palette: true, effort: 10 })
    .toFile(join(folder, `${name}.png`));
}

async function openConversation(page: Page, name: string): Promise<void> {
  await page.locator("a[data-row]", { hasText: name }).click();
  await field(page).waitFor();
}

/** Helga Seidel has sent the photo she was asked for; two others wait with theirs. */
async function customersWrite(world: World, office: Page): Promise<void> {
  const people = await world.get<{ id: string; name: string }[]>("/customers");
  const send = (name: string, message: Record<string, string>) =>
    world.post(`/customers/${people.find((one) => one.name.startsWith(name))?.id}/messages`, message);
  await send("Helga", { type: "text", text: "Guten Tag, die Heizung ist kalt." });
  await openConversation(office, "Helga Seidel");
  await office.getByRole("button", { name: "Ich übernehme" }).click();
  await field(office).fill("Guten Tag Frau Seidel, schicken Sie uns bitte ein Foto vom Typenschild.");
  await composer(office).getByRole("button", { name: "Senden", exact: true }).click();
  await office.getByRole("img", { name: "zugestellt" }).nth(1).waitFor();
  await send("Helga", { type: "image", sample: "typenschild", caption: "Hier ist es. Reicht das so?" });
  await send("Emre", { type: "text", text: "Guten Tag, die Anzeige blinkt." });
  await send("Emre", { type: "image", sample: "fehlercode", caption: "Fehlercode im Display" });
  await send("Hausverwaltung", { type: "text", text: "In der Lindenstraße kommt Wasser durch die Decke." });
  await send("Hausverwaltung", { type: "image", sample: "wasserfleck" });
}

const demo = await runDemo();
const browser = await openBrowser();
try {
  const { info } = demo;
  const hosts = [info.baseUrl, info.simulatorUrl].map((address) => new URL(address).host);
  const sit = async (options = desk) => (await person(browser, options, hosts)).page;

  const office = await sit();
  await signIn(office, info.signIn.office);
  await customersWrite(worldOf(info), office);
  await field(office).fill("Danke, das reicht. Wir kommen morgen um 10 Uhr.");
  await office.locator("a[data-row]").locator("img").nth(2).waitFor();
  await take("inbox", office);

  const handset = await sit(phone);
  await signIn(handset, info.signIn.office);
  await openConversation(handset, "Helga Seidel");
  await take("phone", handset);

  await field(office).pressSequentially(" Frohe Weihnachten, jetzt 20 % Rabatt auf jede Wartung!");
  await office.getByRole("button", { name: "Ohne Werbesatz senden" }).waitFor();
  await take("permit-line", office, composer(office));

  const customer = await sit(phone);
  await customer.goto(info.customerPageUrl);
  await take("customer-page", customer);

  const crew = await sit();
  await signInAt(crew, info.signIn.crew, "/team");
  await crew.getByRole("link", { name: "Bad Lindenstraße" }).click();
  await crew.getByRole("button", { name: "Zum Ende" }).click();
  await take("room", crew);

  const owner = await sit();
  await signInAt(owner, info.signIn.owner, "/plan/woche");
  await owner.getByText("Alles veröffentlicht").waitFor();
  await take("roster", owner);
} finally {
  await browser.close();
  await demo.stop();
}
