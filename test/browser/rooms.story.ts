import { crc32, deflateSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { desk, noBrowser, person, phone, picture, signInAt, type Watched } from "./people.ts";
import { countKept } from "./phone-store.ts";
import { startDemo } from "./running.ts";
import { type Team, teamOf } from "./team.ts";

/** Two phones and a desk talk in a room of a building site; Uwe has the evening off. */
let demo: Awaited<ReturnType<typeof startDemo>>;
let browser: Browser;
let team: Team;
let sandra: Page;
let tarik: Page;
let mehmet: Page;
let begins = "";
const all: Watched[] = [];

async function sit(role: "office" | "crew" | "crew_lead", options = phone, path = "/team"): Promise<Page> {
  const watched = await person(browser, options, [new URL(demo.info.baseUrl).host]);
  all.push(watched);
  await signInAt(watched.page, demo.info.signIn[role], path);
  return watched.page;
}
const field = (page: Page) => page.getByRole("textbox", { name: /Nachricht an/ });
const said = (page: Page, text: string) => page.locator("li.message", { hasText: text });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
/** To the list of rooms, within the app: out of a room as by the browser's own keys. */
async function toList(page: Page): Promise<void> {
  await page.evaluate(() => {
    history.pushState({}, "", "/team");
    dispatchEvent(new PopStateEvent("popstate"));
  });
}
async function enter(page: Page, name: string): Promise<void> {
  await toList(page);
  await choose(page, name);
}
/** From the list of rooms. */
async function choose(page: Page, name: string): Promise<void> {
  await page.locator("a[data-row]", { hasText: name }).click();
  await page.locator("li.message").first().waitFor();
  await page
    .getByText(/Geht sofort|Sofort bei|zugestellt/)
    .first()
    .waitFor();
}
async function say(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await button(page, "Senden").click();
  await said(page, text).first().waitFor();
}
async function menu(page: Page, text: string, entry: string): Promise<void> {
  const message = said(page, text).last();
  await message.getByRole("button", { name: "Reagieren und mehr" }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

beforeAll(async () => {
  if (noBrowser) return;
  [demo, browser] = await Promise.all([
    startDemo(),
    borrowBrowser("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
  ]);
  team = await teamOf(demo.info);
  for (const name of ["Jörg", "Sandra", "Mehmet", "Tarik", "Leonie", "Petra"]) await team.works(name);
  begins = await team.rests("Uwe");
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
});

describe.skipIf(noBrowser)("the team's rooms", () => {
  test("a journeyman signs in and stands among his rooms, with what is unread", async () => {
    tarik = await sit("crew", phone, "/");
    await tarik.waitForURL(/\/heute$/);
    await tarik.getByRole("link", { name: /Team/ }).first().click();
    await tarik.waitForURL(/\/team$/);
    await tarik.getByRole("heading", { name: "Team", level: 1 }).waitFor();
    await tarik.locator("a[data-row]", { hasText: "Bad Lindenstraße" }).getByText("@").waitFor();
    await expect.poll(() => tarik.title()).toMatch(/^\(\d+\) /);
    expect(await tarik.getByRole("link", { name: "Posteingang" }).count()).toBe(0);
  });

  test("what is written stands on every screen at once, and the line says that it goes to all", async () => {
    mehmet = await sit("crew_lead");
    sandra = await sit("office", desk);
    for (const page of [tarik, mehmet, sandra]) await choose(page, "Bad Lindenstraße");
    await sandra.getByText("Geht sofort an alle.").waitFor();
    await say(sandra, "Der Fliesenleger kommt erst um 14 Uhr.");
    for (const page of [tarik, mehmet]) await said(page, "erst um 14 Uhr").waitFor();
    await expect.poll(() => said(sandra, "erst um 14 Uhr").count()).toBe(1);
  });

  test("read on one screen is read on all of one's own, after it was seen for a second", async () => {
    const watch = await sit("crew");
    const row = watch.locator("a[data-row]", { hasText: "Bad Lindenstraße" });
    await row.waitFor();
    await tarik.bringToFront();
    await tarik.locator("li.message").last().scrollIntoViewIfNeeded();
    await expect.poll(() => row.textContent()).not.toMatch(/ungelesen/);
    await watch.context().close();
  });

  test("six photos leave a phone in one message, large enough to read a type plate", async () => {
    const photos = Array.from({ length: 6 }, (_, index) => ({
      name: `foto-${index}.png`,
      mimeType: "image/png",
      buffer: png(800 + index, 600),
    }));
    await tarik.locator('input[type="file"][accept*="image"]').setInputFiles(photos);
    await expect.poll(() => tarik.locator("[aria-label=Angehängt] li").count()).toBe(6);
    await say(tarik, "So sieht die Wand aus");
    const pictures = said(sandra, "So sieht die Wand aus").getByRole("img", { name: /Foto \d von Tarik/ });
    await expect.poll(() => pictures.count()).toBe(6);
    await pictures.first().click();
    await sandra.getByRole("dialog", { name: "Foto" }).getByText("Foto 1 von 6").waitFor();
    await sandra.keyboard.press("Escape");
  });

  test("an answer with a quote leads back to what it answers", async () => {
    await menu(mehmet, "So sieht die Wand aus", "Antworten");
    await say(mehmet, "Gut so, die Ecke noch grundieren");
    const quote = said(tarik, "die Ecke noch grundieren").getByRole("button", { name: /zitierten Nachricht/ });
    // It is marked for a second and a half: whoever looks only after the press may miss it.
    const marked = tarik.locator("li.message.highlighted", { hasText: "So sieht die Wand aus" }).first().waitFor();
    await Promise.all([marked, quote.click()]);
  });

  test("a sign under a message is counted, and one takes the own one back", async () => {
    await menu(tarik, "die Ecke noch grundieren", "Daumen hoch");
    const sign = said(mehmet, "die Ecke noch grundieren").getByRole("button", { name: /👍.*Tarik/ });
    await sign.waitFor();
    await said(tarik, "die Ecke noch grundieren").getByRole("button", { name: /👍/ }).click();
    await sign.waitFor({ state: "hidden" });
  });

  test("whoever is called by name finds it in the list; only people of the room are offered", async () => {
    await toList(sandra);
    await field(mehmet).pressSequentially("@uw");
    expect(await mehmet.getByRole("option").count()).toBe(0);
    // Where not all have room, the one the arrows stand on is in sight.
    await field(mehmet).fill("");
    await field(mehmet).pressSequentially("@");
    const list = mehmet.getByRole("listbox");
    await list.evaluate((one) => (one.style.maxHeight = "60px"));
    await field(mehmet).press("ArrowUp");
    const last = mehmet.getByRole("option", { selected: true });
    const below = async () => {
      const [frame, line] = [await list.boundingBox(), await last.boundingBox()];
      return (line?.y ?? 999) + (line?.height ?? 0) - (frame?.y ?? 0) - (frame?.height ?? 0);
    };
    await expect.poll(below).toBeLessThan(1);
    await field(mehmet).fill("");
    await field(mehmet).pressSequentially("@sand");
    await mehmet.getByRole("option", { name: "Sandra Krüger (Demo)" }).waitFor();
    await mehmet.keyboard.press("Enter");
    await field(mehmet).pressSequentially("bestellst du Fugenmasse?");
    await button(mehmet, "Senden").click();
    await sandra.locator("a[data-row]", { hasText: "Fugenmasse" }).getByText("Du wurdest genannt").waitFor();
    await enter(sandra, "Bad Lindenstraße");
  });

  test("a poll is asked, answered and closed", async () => {
    await button(sandra, "Mehr").click();
    await sandra.getByRole("menuitem", { name: "Umfrage" }).click();
    await sandra.getByRole("textbox", { name: "Frage" }).fill("Wer kann Samstag?");
    await sandra.getByRole("textbox", { name: "Antwort 1" }).fill("ich");
    await sandra.getByRole("textbox", { name: "Antwort 2" }).fill("ich nicht");
    await button(sandra, "Umfrage senden").click();
    await said(tarik, "Wer kann Samstag?")
      .getByRole("radio", { name: /^ich nicht/ })
      .check();
    await said(mehmet, "Wer kann Samstag?").getByText("Tarik").waitFor();
    await said(sandra, "Wer kann Samstag?").getByRole("button", { name: "Umfrage beenden" }).click();
    await said(tarik, "Wer kann Samstag?").getByText("Beendet").waitFor();
    expect(await said(tarik, "Wer kann Samstag?").getByRole("radio").first().isDisabled()).toBe(true);
  });

  test('"Gesehen" is a large button where somebody asked for it, with the list of those who are missing', async () => {
    await button(sandra, "Mehr").click();
    await sandra.getByRole("menuitem", { name: "Um „Gesehen“ bitten" }).click();
    await say(sandra, "Morgen 6:30 Uhr Treffpunkt Lager");
    const asked = said(tarik, "Treffpunkt Lager");
    const press = asked.getByRole("button", { name: "Gesehen", exact: true });
    expect((await press.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await press.click();
    await said(sandra, "Treffpunkt Lager").getByText("1 von 4 hat es gesehen").waitFor();
    await said(mehmet, "Treffpunkt Lager")
      .getByText(/Es fehlen: .*Leonie/)
      .waitFor();
    expect(await said(sandra, "erst um 14 Uhr").getByText("gesehen").count()).toBe(0);
  });

  test("one's own words are changed and taken back for everybody", async () => {
    await say(tarik, "Bin um 9 dar");
    await menu(tarik, "Bin um 9 dar", "Bearbeiten");
    await field(tarik).fill("Bin um 9 da");
    await button(tarik, "Speichern").click();
    await said(sandra, "Bin um 9 da").getByText("bearbeitet").waitFor();
    await menu(tarik, "Bin um 9 da", "Zurückziehen");
    await tarik.getByRole("dialog").getByRole("button", { name: "Zurückziehen" }).click();
    await said(sandra, "Bin um 9 da").waitFor({ state: "detached" });
    await said(sandra, "Zurückgezogen").waitFor();
  });

  test("a voice message is spoken, heard before it leaves, and played with its waves", async () => {
    await button(tarik, "Sprachnachricht aufnehmen").click();
    // A second stands there for a second only: a busy machine may miss one.
    await tarik
      .locator(".recorder")
      .getByText(/^0:0[1-9]$/)
      .waitFor();
    await tarik.keyboard.press("Escape");
    await tarik.getByRole("dialog", { name: "Aufnahme verwerfen?" }).getByRole("button", { name: "Behalten" }).click();
    await button(tarik, "Fertig").click();
    const own = tarik.getByRole("button", { name: "Deine Aufnahme anhören" });
    await own.waitFor();
    // Kept a moment after it is shown: nobody reloads that fast, a program does.
    await expect.poll(() => countKept(tarik, "outbox")).toBe(1);
    await tarik.reload();
    await own.waitFor();
    await button(tarik, "Senden").click();
    const heard = sandra.locator("li.message.in").last();
    // It is short: a busy machine may look only when it is over.
    await Promise.all([
      heard.getByRole("button", { name: "Anhalten" }).waitFor(),
      heard.getByRole("button", { name: /anhören$/ }).click(),
    ]);
    await expect.poll(() => heard.locator("rect").count()).toBe(48);
    await heard.getByRole("button", { name: /Tempo 1x/ }).click();
    await heard.getByRole("button", { name: /Tempo 1,5x/ }).waitFor();
  });

  test("after work a message waits on the server; the writer sees until when, the others nothing", async () => {
    await toList(sandra);
    await button(sandra, "Neu").click();
    for (const name of [/^Tarik/, /^Uwe/]) await sandra.getByRole("checkbox", { name }).check();
    await sandra.getByRole("textbox", { name: "Name des Raums" }).fill("Prüfung der Anlage");
    await button(sandra, "Raum anlegen").click();
    await sandra.getByText("Noch hat niemand etwas gesagt.").waitFor();
    await sandra.getByText(`bei 1 erst um ${begins} (Feierabend).`).waitFor();
    await say(sandra, "Nächste Woche kommt der Prüfer");
    await said(sandra, "kommt der Prüfer").getByText(`für 1 wird es um ${begins} zugestellt`).waitFor();
    await enter(tarik, "Prüfung der Anlage");
    await said(tarik, "kommt der Prüfer").waitFor();
    expect(await said(tarik, "kommt der Prüfer").getByText("zugestellt").count()).toBe(0);
  });
});

describe.skipIf(noBrowser)("for every hand", () => {
  test("from list to answer by keyboard alone, arrow up changes the last message, Escape leaves (U27)", async () => {
    await toList(sandra);
    await sandra.locator("a[data-row]").first().waitFor();
    await sandra.keyboard.press("F6");
    await sandra.locator("a[data-row]:focus").waitFor();
    await sandra.keyboard.press("Enter");
    await sandra.locator("textarea:focus").waitFor();
    await sandra.keyboard.type("Nur mit Tasten");
    await sandra.keyboard.press("Enter");
    await said(sandra, "Nur mit Tasten").waitFor();
    await sandra.locator("[data-waiting]").waitFor({ state: "detached" });
    await sandra.keyboard.press("ArrowUp");
    await sandra.getByText("Du änderst deine Nachricht.").waitFor();
    await sandra.keyboard.type(" geschrieben");
    await sandra.keyboard.press("Enter");
    await said(sandra, "Nur mit Tasten geschrieben").getByText("bearbeitet").waitFor();
    const before = new URL(sandra.url()).pathname;
    await sandra.keyboard.press("Alt+ArrowDown");
    await sandra.waitForURL((url) => url.pathname !== before);
  });

  test("Back out of a room leads to its row, at a desk and on a phone (U22)", async () => {
    for (const page of [sandra, tarik]) {
      await enter(page, "Bad Lindenstraße");
      await page.goBack();
      await page.waitForURL(/\/team$/);
      await page.locator("a[data-row]:focus", { hasText: "Bad Lindenstraße" }).waitFor();
    }
  });

  test("at 320 pixels nothing leaves the screen, and every button of the composer fits a thumb", async () => {
    await tarik.setViewportSize({ width: 320, height: 640 });
    await enter(tarik, "Bad Lindenstraße");
    expect(await tarik.evaluate<number>("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    const buttons = await tarik.locator("[data-pane=composer] button").all();
    for (const one of buttons) {
      const box = await one.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    }
  });

  test("what one types over a room's name stays while others write, and leaving a room asks first", async () => {
    await button(mehmet, "Raum: Leute und Ton").click();
    const name = mehmet.getByLabel("Name des Raums");
    await name.fill("Bad Lindenstraße, Haus 2");
    await say(tarik, "Das Rohr ist da.");
    await said(mehmet, "Das Rohr ist da.").first().waitFor();
    expect(await name.inputValue()).toBe("Bad Lindenstraße, Haus 2");
    await button(mehmet, "Raum verlassen").click();
    await mehmet.getByText("wenn dich jemand wieder dazuholt").waitFor();
    await button(mehmet, "Abbrechen").click();
    expect(await name.inputValue()).toBe("Bad Lindenstraße, Haus 2");
    await name.fill("Bad Lindenstraße");
    await button(mehmet, "Schließen").last().click();
  });

  test("a sick note typed into a room is stopped, with one tap to where it belongs", async () => {
    await field(tarik).fill("Bin krank, AU bis Freitag");
    await button(tarik, "Senden").click();
    await tarik.getByRole("link", { name: "Zur Krankmeldung" }).waitFor();
    await tarik.getByRole("button", { name: "Ist keine Krankmeldung" }).click();
    await tarik.getByRole("link", { name: "Zur Krankmeldung" }).waitFor({ state: "detached" });
    await said(tarik, "Bin krank, AU bis Freitag").first().waitFor();
  });

  test("a sign is picked by keys alone, and it is the system's own letter, no picture (U31)", async () => {
    await enter(sandra, "Bad Lindenstraße");
    const message = said(sandra, "Bin krank, AU bis Freitag").last();
    await message.getByRole("button", { name: "Reagieren und mehr" }).press("Enter");
    await sandra.getByRole("menu").locator("button:focus").waitFor();
    await sandra.keyboard.press("ArrowRight");
    await sandra.keyboard.press("Enter");
    // The one in the menu is still on its way out.
    const sign = message.getByRole("button", { name: "✅ 1" });
    await sign.waitFor();
    expect(await sign.locator("img, svg").count()).toBe(0);
    await said(tarik, "Bin krank, AU bis Freitag").getByText("✅").first().waitFor();
  });

  test("another person who signs in in the same window finds nothing of what was begun there", async () => {
    await field(tarik).fill("Nur halb gesagt");
    const ways: string[] = [];
    tarik.on("framenavigated", (frame) => ways.push(new URL(frame.url()).pathname));
    await tarik.goto(demo.info.signIn.crew_lead);
    await tarik.waitForURL(/\/posteingang$/);
    // Where the one before begins: that page would have opened with their copies.
    expect(ways).not.toContain("/heute");
    await tarik.getByRole("heading", { level: 1 }).waitFor();
    await expect
      .poll(() => tarik.evaluate("Object.keys(sessionStorage).some((key) => key.startsWith('room-draft/'))"))
      .toBe(false);
    await enter(tarik, "Bad Lindenstraße");
    expect(await field(tarik).inputValue()).toBe("");
  });

  test("before somebody is taken out of a room it is asked, and whoever thinks again changes nothing", async () => {
    await button(sandra, "Raum: Leute und Ton").click();
    const out = sandra.getByRole("button", { name: /^Leonie .* herausnehmen$/ });
    await out.click();
    const asked = sandra.getByRole("dialog", { name: /^Leonie .* herausnehmen\?$/ });
    await asked.getByText("liest hier dann nicht mehr mit").waitFor();
    await asked.getByRole("button", { name: "Abbrechen" }).click();
    await asked.waitFor({ state: "detached" });
    await out.click();
    await asked.getByRole("button", { name: "Herausnehmen", exact: true }).click();
    await out.waitFor({ state: "detached" });
  });

  test("in all this nobody outside was asked for anything, and no script broke (U31, U49)", () => {
    expect(all.flatMap((one) => one.foreign)).toEqual([]);
    expect(all.flatMap((one) => one.errors)).toEqual([]);
  });
});

/** A grey picture of this size, made by hand: a PNG is small enough for it. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 140);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
