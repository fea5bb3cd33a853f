import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { faultsFor } from "./axe.ts";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { type Customer, type World, worldOf } from "./customers.ts";
import { heldBack } from "./held-back.ts";
import { leavesAtOnce } from "./leaves-at-once.ts";
import { calmly, desk, dot, noBrowser, person, phone, picture, signIn } from "./people.ts";
import { storeStands } from "./phone-store.ts";
import { startDemo } from "./running.ts";
import { stepTo } from "./staff-app.ts";

/** M2 and M4: the boss is asked, looks at the photo, draws an arrow, answers by voice, and takes the matter over. */
let demo: Awaited<ReturnType<typeof startDemo>>;
let world: World;
let browser: Browser;
let clerk: Page;
let boss: Page;
let helga: Customer;

const rowOf = (page: Page) => page.locator("a[data-row]", { hasText: helga.name });
const noteOf = (page: Page, words: string) => page.locator("li.message", { hasText: words });
/** Each second stands there for a second only: a busy machine may miss one. */
const spokenFor = (page: Page, time: RegExp) => page.locator(".recorder").getByText(time).waitFor();

beforeAll(async () => {
  if (noBrowser) return;
  [demo, browser] = await Promise.all([
    startDemo(),
    borrowBrowser("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"),
  ]);
  await leavesAtOnce(demo);
  world = worldOf(demo.info);
  helga = await world.customer("Helga Seidel (Demo)");
  await world.writes(helga, "Die Therme zeigt E133.");
  await world.post(`/customers/${helga.id}/messages`, { type: "image", sample: "typenschild", caption: "Typenschild" });
  const host = new URL(demo.info.baseUrl).host;
  clerk = (await person(browser, desk, [host])).page;
  boss = (await person(browser, phone, [host])).page;
  await signIn(clerk, demo.info.signIn.office);
  await signIn(boss, demo.info.signIn.owner);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
});

describe.skipIf(noBrowser)("a note for the boss", () => {
  test("is written with @ and a name from the list", async () => {
    await rowOf(clerk).click();
    await clerk.getByRole("button", { name: "Notiz", exact: true }).click();
    const field = clerk.getByRole("textbox", { name: "Notiz" });
    await field.fill("");
    await field.pressSequentially("@jö");
    await clerk.getByRole("option", { name: /Jörg Brandt/ }).waitFor();
    await field.press("Enter");
    await field.pressSequentially("welche Elektrode gehört da rein?");
    await clerk.getByRole("button", { name: "Notiz speichern" }).click();
    await noteOf(clerk, "@Jörg Brandt (Demo) welche Elektrode").waitFor();
  });

  test("opens from the notification at the note itself, however much was said since", async () => {
    const rita = await world.customer("Rita Lang (Demo)");
    const forty = (words: string) => Array.from({ length: 40 }, (_, n) => `${words}, ${n + 1}`);
    await world.writesAll(rita, forty("Noch etwas"));
    await clerk.locator("a[data-row]", { hasText: rita.name }).click();
    await noteOf(clerk, "Noch etwas, 40").waitFor();
    await clerk.getByRole("button", { name: "Notiz", exact: true }).click();
    await clerk.getByRole("textbox", { name: "Notiz" }).fill("Wer ruft zurück?");
    await clerk.getByRole("button", { name: "Notiz speichern" }).click();
    const note = clerk.locator("li[data-position]", { hasText: "Wer ruft zurück?" });
    const position = await note.getAttribute("data-position");
    await world.writesAll(rita, forty("Danach"));
    await noteOf(clerk, "Danach, 40").waitFor();
    const path = `${new URL(clerk.url()).pathname}?nachricht=${position}`;
    await boss.goto(demo.info.baseUrl + path);
    await noteOf(boss, "Wer ruft zurück?").waitFor();
    await expect
      .poll(() =>
        noteOf(boss, "Wer ruft zurück?").evaluate((one) => {
          const { top, bottom } = one.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }),
      )
      .toBe(true);
    // Going there moves the messages and nothing else: header and field stay where they are.
    expect(await boss.evaluate(() => [scrollY, document.documentElement.scrollHeight - innerHeight])).toEqual([0, 0]);
    // Once there the address is the conversation's: a reload or the next one opens as always.
    await expect.poll(() => new URL(boss.url()).search).toBe("");
  });

  test("the photo is zoomed, an arrow is drawn on a copy, and the copy goes into a note", async () => {
    await rowOf(clerk).click();
    await noteOf(clerk, "welche Elektrode").waitFor();
    await clerk.getByRole("button", { name: "Antwort", exact: true }).click();
    await stepTo(boss, `${new URL(clerk.url()).pathname}?nachricht=2`);
    await boss.waitForURL((url) => url.search === "");
    // Where the address leads has the focus.
    await boss.locator("[data-position='2']:focus").waitFor();
    await boss.locator("[data-picture]").first().click();
    await boss.getByRole("button", { name: "Größer", exact: true }).click();
    await boss.getByRole("button", { name: "Auf einer Kopie markieren" }).click();
    const board = boss.getByRole("application");
    await board.locator("canvas").waitFor();
    await expect
      .poll(() => board.locator("canvas").evaluate((one) => (one as HTMLCanvasElement).width))
      .toBeGreaterThan(300);
    expect(await faultsFor(boss)).toEqual([]);
    await boss.setViewportSize({ width: 360, height: 740 });
    // By keys as well: an arrow in the middle, moved to the plate.
    await board.focus();
    for (const key of ["Enter", "ArrowLeft", "ArrowUp"]) await boss.keyboard.press(key);
    await boss.getByRole("button", { name: "Kopie speichern" }).click();
    await boss.getByRole("textbox", { name: "Notiz" }).fill("Die hier, am Pfeil.");
    await boss.getByRole("button", { name: "Notiz speichern" }).click();
    await noteOf(boss, "Die hier, am Pfeil.").locator("img").waitFor();
    await noteOf(clerk, "Die hier, am Pfeil.").locator("img").waitFor();
  });

  test("is answered by voice, inside the note", async () => {
    await boss.getByRole("button", { name: "Notiz", exact: true }).click();
    // What was begun as a note does not become a reply because one quotes, written or spoken.
    const said = boss.locator("li.message.in").last();
    const quote = async () => {
      await said.focus();
      await said.getByRole("button", { name: "Mit Zitat antworten" }).click();
    };
    const field = boss.getByRole("textbox", { name: "Notiz" });
    await field.fill("Zahlt spät.");
    await quote();
    await boss.getByText("Im Feld steht noch deine Notiz.").waitFor();
    expect(await field.inputValue()).toBe("Zahlt spät.");
    await field.fill("");
    await boss.getByRole("button", { name: "Sprachnotiz aufnehmen" }).click();
    await spokenFor(boss, /^0:0[1-9]$/);
    await quote();
    await boss.getByRole("button", { name: "Fertig", exact: true }).click();
    // Nothing about a note speaks of sending (U25), and one without words is not called empty.
    await boss.locator(".recorder").getByRole("button", { name: "Notiz speichern" }).click();
    const spoken = clerk.locator("li.message.note", { has: clerk.getByRole("button", { name: /anhören$/ }) });
    await spoken.waitFor();
    expect(await spoken.getByText("Leere Nachricht").count()).toBe(0);
    expect(await faultsFor(boss)).toEqual([]);
    await boss.setViewportSize({ width: 360, height: 740 });
  });

  test("what he said is written down by the office, stands on his phone as well, and the search finds it (M3)", async () => {
    const spoken = clerk.locator("li.message", { has: clerk.getByRole("button", { name: /anhören$/ }) });
    await spoken.getByRole("button", { name: "Mitschrift schreiben" }).click();
    const sheet = clerk.getByRole("dialog", { name: "Mitschrift" });
    const field = sheet.getByRole("textbox", { name: "Was gesagt wird" });
    await clerk.locator("textarea:focus").waitFor();
    await field.fill("Zündelektrode ZE-14, liegt im Lager");
    // A press beside the window loses nothing.
    await clerk.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });
    await spoken.getByRole("button", { name: "Mitschrift schreiben" }).click();
    expect(await field.inputValue()).toBe("Zündelektrode ZE-14, liegt im Lager");
    await sheet.getByRole("button", { name: "Speichern" }).click();
    await spoken.getByText(/^Mitschrift von dir, heute/).waitFor();
    const heard = boss.locator("li.message", { hasText: "Zündelektrode ZE-14, liegt im Lager" });
    await heard.getByText(/^Mitschrift von Sandra Krüger \(Demo\), heute/).waitFor();

    // Without a net it says so and keeps what was typed; two who write at once do not lose each other's words.
    await boss.context().setOffline(true);
    await heard.getByRole("button", { name: "Mitschrift ändern" }).click();
    const his = boss.getByRole("dialog", { name: "Mitschrift" });
    await his.getByRole("textbox").fill("Zündelektrode ZE-14 mit Dichtung");
    await his.getByRole("button", { name: "Speichern" }).click();
    await his.getByText("Kein Netz.").waitFor();
    expect(await faultsFor(boss)).toEqual([]);
    await boss.setViewportSize({ width: 360, height: 740 });
    await spoken.getByRole("button", { name: "Mitschrift ändern" }).click();
    await field.fill("Zündelektrode ZE-14, Regal drei");
    // What she wrote stands below before the answer is here: in the window it is nobody else's that would be replaced.
    const answer = await heldBack(clerk, /\/transcript$/, "PUT");
    await sheet.getByRole("button", { name: "Speichern" }).click();
    await spoken.getByText("Regal drei").waitFor();
    answer.go();
    await sheet.waitFor({ state: "hidden" });
    await boss.context().setOffline(false);
    await his.getByText("Zündelektrode ZE-14, Regal drei").waitFor();
    await his.getByRole("button", { name: "Mit meiner ersetzen" }).click();
    await spoken.getByText("Zündelektrode ZE-14 mit Dichtung").waitFor();

    await clerk.getByRole("searchbox", { name: "Name oder Text suchen" }).fill("Dichtung");
    await rowOf(clerk).locator("mark", { hasText: "Dichtung" }).waitFor();
    await clerk.getByRole("searchbox", { name: "Name oder Text suchen" }).fill("");
    // Nothing of all this is on its way to the customer.
    expect(await world.taken("Elektrode")).toBe(0);
    expect(await world.taken("Zündelektrode")).toBe(0);
    expect(await world.taken("Pfeil")).toBe(0);
  });
});

describe.skipIf(noBrowser)("a spoken reply", () => {
  test("is begun by keys, asks like every reply, and reaches WhatsApp as a voice message in its own format (U45, U48)", async () => {
    await clerk.getByRole("button", { name: "Antwort", exact: true }).click();
    await clerk.keyboard.press("Control+Shift+V");
    await spokenFor(clerk, /^0:0[1-9]$/);
    await clerk.getByRole("button", { name: "Fertig", exact: true }).click();
    const send = clerk.locator(".recorder").getByRole("button", { name: "Senden", exact: true });
    // Beside as many files as a message carries it is not lost: it waits until they make room.
    const files = Array.from({ length: 10 }, (_, n) => ({ name: `${n}.png`, mimeType: "image/png", buffer: dot }));
    await clerk.locator("input[type=file]").first().setInputFiles(files);
    await send.click();
    await clerk.getByText("Höchstens 10 Dateien in einer Nachricht.").waitFor();
    for (const { name } of files) await clerk.getByRole("button", { name: `${name} entfernen` }).click();
    await send.click();
    type Sent = { request: { audio?: { id: string; voice?: boolean } } };
    const spoken = async () => (await world.get<{ messages: Sent[] }>("/outbound")).messages.at(-1)?.request.audio;
    await expect.poll(spoken).toMatchObject({ voice: true });
    const file = await fetch(`${demo.info.simulatorUrl}/_sim/media/${(await spoken())?.id}`);
    expect(file.headers.get("content-type")).toBe("audio/ogg");
    const bytes = Buffer.from(await file.arrayBuffer());
    expect(bytes.subarray(0, 4).toString("latin1")).toBe("OggS");
    // RFC 7845, 5.1: the number of channels stands behind mark and version.
    expect(bytes[bytes.indexOf("OpusHead") + 9]).toBe(1);
    expect(bytes.length).toBeLessThan(512 * 1024);
  });
});

describe.skipIf(noBrowser)("what is not sent yet", () => {
  test("a recording and a chosen file stand there again after a way back and after a reload, until they are thrown away", async () => {
    const chosen = clerk.getByRole("button", { name: "plan.png entfernen" });
    const spoken = clerk.getByRole("button", { name: "Deine Aufnahme anhören" });
    await clerk
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "plan.png", mimeType: "image/png", buffer: dot });
    await chosen.waitFor();
    // The page itself notes the first second it shows: on a busy machine it may be over when a story looks.
    await clerk.evaluate(() => {
      const note = () => {
        const time = document.querySelector(".recorder .time")?.textContent;
        if (time) document.body.dataset.began ??= time;
      };
      new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    await clerk.keyboard.press("Control+Shift+V");
    await spokenFor(clerk, /^0:0[1-9]$/);
    // Not the length of the reply that was spoken before.
    expect(await clerk.locator("body").getAttribute("data-began")).toBe("0:00");
    await clerk.getByRole("link", { name: "Heute", exact: true }).click();
    await clerk.getByRole("heading", { level: 1, name: "Heute" }).waitFor();
    await clerk.goBack();
    await spoken.waitFor();
    // Kept a moment after it is shown, and forgotten a moment after it is gone: nobody reloads that fast, a program does.
    const kept = async () => (await storeStands(clerk)).outbox;
    await expect.poll(kept, calmly).toBe(2);
    await clerk.reload();
    await spoken.waitFor();
    await chosen.waitFor();
    await clerk.getByRole("button", { name: "Verwerfen", exact: true }).click();
    await clerk.getByRole("dialog").getByRole("button", { name: "Verwerfen", exact: true }).click();
    await chosen.click();
    await expect.poll(kept, calmly).toBe(0);
    await clerk.reload();
    await clerk.getByRole("textbox", { name: /Helga/ }).waitFor();
    await clerk.locator("li.message").first().waitFor();
    expect(await spoken.or(chosen).count()).toBe(0);
  });

  test("a reply that a colleague was faster with offers the same choice after a reload (U19)", async () => {
    await boss.getByRole("button", { name: "Antwort", exact: true }).click();
    const field = (page: Page) => page.getByRole("textbox", { name: /Antwort an/ });
    await field(clerk).pressSequentially("Wir kommen um acht.");
    await field(boss).fill("Wir kommen um neun.");
    await boss.getByRole("button", { name: "Senden", exact: true }).click();
    await noteOf(clerk, "um neun").waitFor();
    await field(clerk).press("Enter");
    const news = clerk.getByText("Inzwischen hat jemand aus dem Team geantwortet. Bitte lies das zuerst.");
    await news.waitFor();
    await clerk.reload();
    await news.waitFor();
    await clerk.getByRole("button", { name: "Trotzdem senden" }).click();
    await noteOf(clerk, "um acht").waitFor();
  });
});

describe.skipIf(noBrowser)("Chefsache", () => {
  test("is gone from the screen of a crew's lead the moment the office hands it over, and marked for the boss", async () => {
    // A short conversation: what is said in the long one was looked at above.
    const otto = await world.customer("Otto Kern (Demo)");
    await world.writes(otto, "Die Rechnung stimmt nicht.");
    const row = (page: Page) => page.locator("a[data-row]", { hasText: otto.name });
    const lead = (await person(browser, desk, [new URL(demo.info.baseUrl).host])).page;
    await signIn(lead, demo.info.signIn.crew_lead);
    for (const page of [lead, clerk, boss]) {
      await stepTo(page, "/posteingang");
      await row(page).click();
      await noteOf(page, "stimmt nicht").waitFor();
    }
    await clerk.getByRole("button", { name: /^Jemandem geben|^Zuständig/ }).click();
    await clerk.getByRole("menuitem", { name: "Zur Chefsache machen …" }).click();
    await clerk.getByRole("dialog").waitFor();
    expect(await faultsFor(clerk)).toEqual([]);
    await clerk.setViewportSize({ width: 1440, height: 900 });
    await clerk.getByRole("button", { name: "Chefsache", exact: true }).click();
    await clerk.getByText("Chefsache: nur für Inhaber und Büro").waitFor();
    // The conversation and what is told of the customer beside it.
    await lead.getByText("Das gibt es nicht, oder es gehört nicht hierher.").first().waitFor();
    await expect.poll(() => row(lead).count()).toBe(0);
    await expect.poll(() => lead.locator("li.message").count()).toBe(0);
    await boss.getByText("Chefsache: nur für Inhaber und Büro").waitFor();
    expect(await faultsFor(boss)).toEqual([]);
    await lead.context().close();
  });
});
