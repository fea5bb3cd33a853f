import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { uploadLimits } from "../../src/contract/upload-limits.ts";
import { second } from "../../src/server/platform/instant.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { tooSmall } from "./axe.ts";
import { dot, noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp, takeClock, walkTo } from "./staff-app.ts";

/** An answer as one writes it: keys, notes, files by drag, by paste and by the dozen. */
let house: StaffApp;
const folder = scratchFolder("writing");
const field = (page: Page) => page.locator("textarea");
const bubbles = (page: Page) => page.locator("[data-position]");
const tray = (page: Page) => page.getByRole("list", { name: "Angehängt" }).getByRole("listitem");
const sent = (page: Page, words: string) => page.locator("li.message.out", { hasText: words });
const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

async function customerWho(writes: string, name: string) {
  const customer = house.app.firm.customer({ name });
  await customer.writes(writes);
  await house.app.drain();
  return { customer, id: await customer.conversationId() };
}
async function openConversation(id: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await house.goOn("office", `/posteingang/${id}`, options);
  await bubbles(page).first().waitFor();
  await page.locator(".permit .sentence").getByText("Darf raus").waitFor();
  return page;
}
/** What left since then. */
const leftSince = async (before: number) => {
  await house.app.pass(10 * second);
  return house.app.left.slice(before);
};

describe.skipIf(noBrowser)("an answer as one writes it", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("Enter sends, Shift+Enter and a word being composed do not; on a touch keyboard never; it can be swapped (U23)", async () => {
    const { id } = await customerWho("Wann kommt jemand?", "Helga Seidel");
    const page = await openConversation(id);
    // Signs that nobody sees are nothing to send.
    await field(page).fill("\u200b\u3164");
    await page.keyboard.press("Enter");
    expect(await field(page).inputValue()).toContain("\u200b\u3164");
    await field(page).fill("");
    await page.keyboard.type("Guten Tag,");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("um ");
    const keys = await page.context().newCDPSession(page);
    await keys.send("Input.imeSetComposition", { text: "zehn", selectionStart: 4, selectionEnd: 4 });
    await page.keyboard.press("Enter");
    expect(await field(page).inputValue()).toContain("Guten Tag,\num zehn");
    expect(await page.locator("li[data-waiting], li.message.out").filter({ hasText: "um zehn" }).count()).toBe(0);
    await field(page).fill("Guten Tag,\num zehn Uhr.");
    await page.keyboard.press("Enter");
    await sent(page, "um zehn Uhr.").waitFor();
    expect(await field(page).inputValue()).toBe("");

    await walkTo(page, "/einstellungen");
    await page.getByRole("checkbox", { name: "Enter sendet" }).uncheck();
    await page.goto(new URL(`/posteingang/${id}`, page.url()).href);
    await field(page).fill("Bis dann");
    await page.keyboard.press("Enter");
    expect(await field(page).inputValue()).toBe("Bis dann\n");
    await page.keyboard.press("Control+Enter");
    await sent(page, "Bis dann").waitFor();
    await house.leave(page);

    const small = await openConversation(id, phone);
    await field(small).tap();
    await small.keyboard.type("Vom Bus aus");
    await small.keyboard.press("Enter");
    expect(await field(small).inputValue()).toBe("Vom Bus aus\n");
    await small.getByRole("button", { name: "Senden", exact: true }).tap();
    await sent(small, "Vom Bus aus").waitFor();
    await house.rest(small);
  });

  test("pressed while the verdict on these words is still on its way, they leave once; what is typed on is the next message", async () => {
    const { id } = await customerWho("Passt Ihnen Montag?", "Gerda Eilig");
    const page = await openConversation(id);
    const said = page.locator("li.message.out, li.waiting");
    const before = await said.count();
    await field(page).fill("Jetzt 20 % Rabatt auf alle neuen Armaturen sichern!");
    await page.locator(".permit .button").filter({ hasText: /Werb/ }).waitFor();
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/permit", async (route) => {
      await held;
      await route.continue();
    });
    await field(page).fill("Ja, gern.");
    await field(page).press("Enter");
    await field(page).press("Enter");
    await field(page).press("End");
    await field(page).pressSequentially(" Und Die");
    answer();
    await sent(page, "Ja, gern.").waitFor();
    await expect.poll(() => field(page).inputValue()).toBe("Und Die");
    expect(await said.count()).toBe(before + 1);
    await house.rest(page);
  });

  test("who writes is seen to write, at once, and no longer once they stop; of a note nobody sees it (U33)", async () => {
    const { id } = await customerWho("Es tropft.", "Petra Pohl");
    const writer = await openConversation(id);
    const reader = await house.goOn("owner", `/posteingang/${id}`);
    const said: unknown[] = [];
    writer.on("request", (one) => {
      if (one.url().endsWith("/presence")) said.push((one.postDataJSON() as { activity: unknown }).activity);
    });
    const typing = reader.locator("header").getByText(/schreibt/);
    await reader
      .getByText(/liest mit/)
      .first()
      .waitFor();
    // Before anything else: a page says it every three seconds at most, and what was said of an answer would hide it.
    await writer.getByRole("button", { name: "Notiz", exact: true }).click();
    await field(writer).pressSequentially("Zahlt spät");
    await writer.getByRole("button", { name: "Notiz speichern" }).click();
    await reader.getByText("Zahlt spät").first().waitFor();
    expect(said).not.toContain("typing");
    expect(await typing.count()).toBe(0);
    await writer.getByRole("button", { name: "Antwort", exact: true }).click();
    // The first key, not the end of a sentence.
    await field(writer).press("W");
    await typing.waitFor();
    house.app.clock.advance(3 * second);
    await typing.waitFor();
    house.app.clock.advance(2 * second);
    await typing.waitFor({ state: "detached" });

    // The owner wants none of it: the same keys, and colleagues are told that somebody reads.
    await walkTo(reader, "/einstellungen/betrieb-intern");
    await reader.getByRole("checkbox", { name: "Zeigen, wer in einem Gespräch gerade schreibt" }).uncheck();
    await reader.getByRole("button", { name: "Speichern" }).click();
    await reader.getByText("Gespeichert").first().waitFor();
    await reader.goBack();
    await reader
      .getByText(/liest mit/)
      .first()
      .waitFor();
    // A page says it every three seconds at most, by its own clock; one that was just opened has not said it yet.
    await writer.reload();
    await writer.getByRole("button", { name: "Antwort", exact: true }).click();
    house.app.clock.advance(5 * second);
    const told = writer.waitForResponse(
      (one) => one.url().endsWith("/presence") && one.request().postData()?.includes("typing") === true,
    );
    await field(writer).pressSequentially("Wir kommen");
    const { members } = (await (await told).json()) as { members: { activity: string }[] };
    expect(members.map(({ activity }) => activity)).not.toContain("typing");
    expect(await typing.count()).toBe(0);
    await house.app.firm.owner.call("PUT", "/api/team/setting", { typingShown: true });
    for (const page of [writer, reader]) await house.rest(page);
  });

  test("@ names colleagues only, and only in a note; who is named twice is told once (U30)", async () => {
    const { id } = await customerWho("Ist jemand da?", "Jörgen Jörgensen");
    const page = await openConversation(id);
    const people = page.locator("[data-pane=composer]").getByRole("option");
    await field(page).pressSequentially("Frag @jö");
    expect(await people.count()).toBe(0);
    await field(page).fill("");
    await page.getByRole("button", { name: "Notiz", exact: true }).click();
    const named: unknown[] = [];
    page.on("request", (one) => {
      if (one.url().endsWith("/notes")) named.push((one.postDataJSON() as { mentions: unknown }).mentions);
    });
    for (const begun of ["@jö", "@jö"]) {
      // Whoever chose "Notiz" with the mouse types on: no letter is taken for a key that leads back to the reply.
      await page.keyboard.type(begun);
      await people.first().waitFor();
      // The customer has such a name as well, and is no colleague.
      expect(await people.allTextContents()).toEqual([expect.stringMatching(/^\s*Jörg /)]);
      await page.keyboard.press("Enter");
    }
    await page.keyboard.press("Enter");
    await page.locator("li.message.note").waitFor();
    const { member } = (await house.app.firm.owner.get("/api/me")) as { member: { id: string } };
    expect(named).toEqual([[member.id]]);
    await house.rest(page);
  });

  test("dragged in, one zone names whom it is for; let go beside it or called off, the page stays (U34)", async () => {
    const { id } = await customerWho("Haben Sie den Plan?", "Karin Vogel");
    const page = await openConversation(id);
    const file = join(folder, "Plan.png");
    writeFileSync(file, dot);
    const pointer = await page.context().newCDPSession(page);
    const drag = (type: "dragEnter" | "dragOver" | "drop" | "dragCancel", x = 700, y = 400) =>
      pointer.send("Input.dispatchDragEvent", {
        type,
        x,
        y,
        data: { items: [], files: [file], dragOperationsMask: 1 },
      });
    const zone = page.getByText("Loslassen: Datei an Karin Vogel anhängen");
    await drag("dragEnter");
    await drag("dragOver");
    await zone.waitFor();
    // Esc ends a drag; that is told as leaving for nowhere.
    await drag("dragCancel");
    await page.evaluate(() => document.body.dispatchEvent(new DragEvent("dragleave", { bubbles: true })));
    await zone.waitFor({ state: "detached" });
    expect(await tray(page).count()).toBe(0);
    await drag("dragEnter", 100, 300);
    await drag("dragOver", 100, 300);
    await drag("drop", 100, 300);
    await tray(page).getByText("Plan.png").waitFor();
    await zone.waitFor({ state: "detached" });

    // Where nothing takes a file it must not take the page away either.
    await walkTo(page, "/einstellungen");
    const pages = page.context().pages().length;
    await drag("dragEnter");
    await drag("dragOver");
    await drag("drop");
    await page.getByRole("checkbox", { name: "Enter sendet" }).click({ trial: true });
    expect([new URL(page.url()).pathname, page.context().pages().length]).toEqual(["/einstellungen", pages]);
    await house.rest(page);
  });

  test("a picture from the clipboard is seen before it goes, and goes with its words; too large is said in words (U32, U35)", async () => {
    const { id } = await customerWho("Wie sieht es aus?", "Jonas Brunner");
    const page = await openConversation(id);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(320, 200);
      canvas.getContext("2d")?.fillRect(0, 0, 160, 200);
      await navigator.clipboard.write([new ClipboardItem({ "image/png": await canvas.convertToBlob() })]);
    });
    const before = house.app.left.length;
    await field(page).focus();
    await page.keyboard.press("Control+v");
    const preview = tray(page).locator("img");
    await expect.poll(() => preview.evaluate((one) => (one as HTMLImageElement).naturalWidth)).toBe(320);
    await page.keyboard.type("Hier, links unten.");
    expect(await leftSince(before)).toEqual([]);
    await page.locator(".permit .sentence").getByText("Darf raus").waitFor();
    await page.keyboard.press("Enter");
    await sent(page, "Hier, links unten.").waitFor();
    const left = await leftSince(before);
    expect(left.map(({ text }) => text).join()).toContain("Hier, links unten.");
    expect(left.filter(({ content }) => content.type === "media")).toHaveLength(1);
    await page.context().clearPermissions();

    const film = join(folder, "Film.mov");
    writeFileSync(film, "");
    truncateSync(film, uploadLimits.fileBytes + 1);
    await page.locator("section.composer input[type=file]").setInputFiles(film);
    await page
      .getByText("Film.mov ist zu groß und wurde nicht angehängt. Eine Datei darf höchstens 50 MB haben.")
      .waitFor();
    expect(await tray(page).count()).toBe(0);
    await house.rest(page);
  });

  test("what was refused comes back into the field with its photo", async () => {
    const { id } = await customerWho("Wie sieht es aus?", "Bodo Zurück");
    const page = await openConversation(id);
    const no = { status: 422, json: { status: 422, code: "bad-input", title: "Das geht so nicht." } };
    await page.route("**/messages", (route) =>
      route.request().method() === "POST" ? route.fulfill(no) : route.continue(),
    );
    await page.locator("input[type=file]").last().setInputFiles({ name: "a.png", mimeType: "image/png", buffer: dot });
    await field(page).fill("So:");
    await page.getByRole("button", { name: "Senden", exact: true }).click();
    await page.getByText("Das geht so nicht.").waitFor();
    await page.getByRole("button", { name: "Text zurück ins Feld" }).click();
    await tray(page).first().waitFor();
    expect([await field(page).inputValue(), await tray(page).count()]).toEqual(["So:", 1]);
    await house.rest(page);
  });

  test("ten photos show themselves before a byte arrived, each with its progress and its way back, and leave in their order (U36)", async () => {
    const { id } = await customerWho("Fotos bitte", "Rolf Brenner");
    const page = await openConversation(id);
    let arrive: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (arrive = resolve));
    await page.route(/\/api\/uploads\/[^/]+\/\d+$/, async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    const noise = { type: "gaussian", mean: 120, sigma: 60 } as const;
    // The first is the largest and so the last to arrive.
    const made = async (n: number) =>
      await sharp({ create: { width: n === 1 ? 1_200 : 60 + n, height: 60, channels: 3, background: "#888", noise } })
        .jpeg()
        .toBuffer();
    const photos = await Promise.all(
      Array.from({ length: 11 }, async (_, n) => ({
        ...{ name: `Foto-${n + 1}.jpg`, mimeType: "image/jpeg", buffer: await made(n + 1) },
      })),
    );
    await page.locator("section.composer input[type=file]").setInputFiles(photos);
    await page.getByText("Höchstens 10 Dateien in einer Nachricht.").waitFor();
    await expect.poll(() => tray(page).count()).toBe(10);
    await expect
      .poll(() =>
        tray(page)
          .locator("img")
          .evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 0).length),
      )
      .toBe(10);
    await expect.poll(() => tray(page).getByRole("progressbar").count()).toBe(10);
    await tray(page).getByRole("button", { name: "Foto-4.jpg entfernen" }).click();
    await expect.poll(() => tray(page).count()).toBe(9);
    const before = house.app.left.length;
    await field(page).fill("Alle neun.");
    arrive();
    await expect.poll(() => tray(page).getByRole("progressbar").count()).toBe(0);
    await page.locator(".permit .sentence").getByText("Darf raus").waitFor();
    await field(page).press("Enter");
    await expect.poll(() => page.locator("li.message.out img").count()).toBe(9);
    const left = await leftSince(before);
    const names = left.flatMap(({ content }) => (content.type === "media" ? [content.fileName] : []));
    expect(names).toEqual([1, 2, 3, 5, 6, 7, 8, 9, 10].map((n) => `Foto-${n}.jpg`));
    await house.rest(page);
  });

  test("a note looks like none of an answer; what is attached to it is seen there, can be taken off, and stands in no answer (U25)", async () => {
    const { id } = await customerWho("Der Abfluss ist zu.", "Vera Vollmann");
    const page = await openConversation(id);
    const look = async (button: string) => {
      const press = page.getByRole("button", { name: button, exact: true });
      const frame = await page.locator(".composer .box").evaluate((one) => {
        const { backgroundColor, borderTopColor, borderTopStyle } = getComputedStyle(one);
        return [backgroundColor, borderTopColor, borderTopStyle];
      });
      const hint = page.locator(".composer .field .hint");
      return [...frame, await hint.textContent(), await press.locator("svg").innerHTML()];
    };
    const reply = await look("Senden");
    await page.getByRole("button", { name: "Notiz", exact: true }).click();
    await page.locator(".permit").getByText("Bleibt im Haus").first().waitFor();
    for (const [n, part] of (await look("Notiz speichern")).entries()) expect(part).not.toBe(reply[n]);
    await page
      .locator("section.composer input[type=file]")
      .setInputFiles({ name: "Intern.png", mimeType: "image/png", buffer: dot });
    await tray(page).getByText("Intern.png").waitFor();
    await page.getByRole("button", { name: "Antwort", exact: true }).click();
    await expect.poll(() => tray(page).count()).toBe(0);
    await page.getByRole("button", { name: "Notiz", exact: true }).click();
    await tray(page).getByRole("button", { name: "Intern.png entfernen" }).click();
    await expect.poll(() => tray(page).count()).toBe(0);
    await house.rest(page);
  });

  test("every target is large enough, for a thumb as well, and what has the focus is seen, never below the field (U58)", async () => {
    const { id } = await customerWho("Passt Dienstag?", "Fritz Fehl");
    for (const [least, options] of [
      [24, {}],
      [44, phone],
    ] as const) {
      const page = await openConversation(id, options);
      await field(page).fill("Ja, um acht.");
      await page
        .locator("section.composer input[type=file]")
        .setInputFiles({ name: "Plan.png", mimeType: "image/png", buffer: dot });
      await tray(page).getByText("Plan.png").waitFor();
      expect(await tooSmall(page, least), "conversation").toEqual([]);
      await house.rest(page);
      await house.goOn("office", "/posteingang", options);
      await page.locator("a[data-row]").first().waitFor();
      expect(await tooSmall(page, least), "list").toEqual([]);
      await house.rest(page);
    }
    const page = await openConversation(id);
    await page.locator("section.scroller").focus();
    const hidden: string[] = [];
    for (let n = 0; n < 30; n++) {
      await page.keyboard.press("Tab");
      const lost = await page.evaluate(() => {
        const one = document.activeElement;
        if (!one || one === document.body) return undefined;
        const { left, top, width, height } = one.getBoundingClientRect();
        const over = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, innerHeight - top - 2));
        const seen =
          over !== null && (one.contains(over) || over.contains(one) || over.closest("label")?.contains(one));
        const drawn = [one, one.closest(".box"), one.closest("label")].some((part) => {
          const look = part && getComputedStyle(part);
          return look && ((look.outlineStyle !== "none" && look.outlineWidth !== "0px") || look.boxShadow !== "none");
        });
        return seen && drawn ? undefined : one.outerHTML.slice(0, 100);
      });
      if (lost !== undefined) hidden.push(lost);
    }
    expect(hidden).toEqual([]);
    await house.rest(page);
  });

  test("with a keyboard on a screen of 320 pixels, and at 400 %, field and last message are there and nothing runs sideways (U59)", async () => {
    const { customer, id } = await customerWho("Zeile 1", "Ein Kunde mit einem wirklich sehr langen Namen");
    for (const n of [2, 3, 4]) await customer.writes(`Zeile ${n}`);
    const { lastPosition } = await house.app.firm.office.row(id);
    await house.app.firm.office.post(`/api/conversations/${id}/read`, { position: lastPosition });
    const page = await openConversation(id, phone);
    await page.setViewportSize({ width: 320, height: 600 });
    await field(page).tap();
    // The keyboard takes half of it: the page is told a smaller window (interactive-widget=resizes-content).
    await page.setViewportSize({ width: 320, height: 300 });
    const last = bubbles(page).getByText("Zeile 4", { exact: true });
    const stand = async () => {
      const [box, composer] = [await last.boundingBox(), await field(page).boundingBox()];
      const room = await page.locator("section.scroller").boundingBox();
      return {
        last: box !== null && room !== null && box.y >= room.y - 1 && box.y + box.height <= room.y + room.height + 1,
        field:
          composer !== null && composer.y >= 0 && composer.y + composer.height <= (page.viewportSize()?.height ?? 0),
        wide: await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      };
    };
    await expect.poll(stand).toEqual({ last: true, field: true, wide: 0 });
    await house.rest(page);
    const zoomed = await openConversation(id);
    await zoomed.setViewportSize({ width: 360, height: 225 });
    await field(zoomed).click({ trial: true });
    await bubbles(zoomed).last().click({ trial: true });
    for (const name of ["Ich übernehme", "Wiedervorlage", "Erledigt"])
      await zoomed.locator("[data-pane=thread]").getByRole("button", { name, exact: true }).click({ trial: true });
    expect(await zoomed.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await house.rest(zoomed);
  });

  test("a voice note by keys alone: counted, warned at 4:30, ended at 5:00, heard before it leaves, its speed remembered; Escape asks first (U45, U46, U47)", async () => {
    const { id } = await customerWho("Wo ist der Haupthahn?", "Otto Ohnenetz");
    const page = await openConversation(id);
    // A microphone that hums, and how much of it came.
    await page.evaluate(() => {
      let parts = 0;
      const start = MediaRecorder.prototype.start;
      MediaRecorder.prototype.start = function (slice) {
        this.addEventListener("dataavailable", () => Reflect.set(window, "parts", ++parts));
        start.call(this, slice);
      };
      navigator.mediaDevices.getUserMedia = async () => {
        const context = new AudioContext();
        const hum = context.createOscillator();
        const out = context.createMediaStreamDestination();
        hum.connect(out);
        hum.start();
        return out.stream;
      };
    });
    await page.getByRole("button", { name: "Notiz", exact: true }).press("Enter");
    await takeClock(page);
    await page.getByRole("button", { name: "Sprachnotiz aufnehmen" }).press("Enter");
    const stop = page.getByRole("button", { name: "Fertig", exact: true });
    await stop.waitFor();
    await expect.poll(() => page.evaluate(() => Reflect.get(window, "parts"))).toBeGreaterThanOrEqual(3);
    await page.clock.fastForward("04:00");
    await page
      .locator(".recorder .time")
      .getByText(/^4:\d\d$/)
      .waitFor();
    const warning = page.locator(".recorder").getByRole("alert");
    expect(await warning.count()).toBe(0);
    await page.clock.fastForward(30_000);
    await warning.waitFor();
    await page.keyboard.press("Escape");
    const asked = page.getByRole("dialog");
    await asked.getByRole("button", { name: "Behalten", exact: true }).press("Enter");
    await asked.waitFor({ state: "detached" });
    await page.clock.fastForward(30_000);
    await stop.waitFor({ state: "detached" });
    const send = page.locator(".recorder").getByRole("button", { name: "Notiz speichern", exact: true });
    await page
      .locator(".recorder")
      .getByRole("button", { name: /anhören/ })
      .waitFor();
    await page.locator(".recorder .primary:focus").waitFor();
    await send.press("Enter");
    const heard = page.locator("li.message.note");
    await heard.getByRole("button", { name: /anhören$/ }).waitFor();
    await expect.poll(() => heard.locator("rect").count()).toBe(48);
    const place = heard.getByRole("slider", { name: "Stelle in der Aufnahme" });
    // One seeks in what the player has.
    const ready = () => heard.locator("audio").evaluate((one) => (one as HTMLAudioElement).readyState);
    await expect.poll(ready).toBeGreaterThanOrEqual(2);
    await place.press("ArrowRight");
    await expect.poll(() => place.inputValue()).toBe("1");
    await heard.getByRole("button", { name: "Tempo 1x" }).press("Enter");
    await page.reload();
    await heard.getByRole("button", { name: "Tempo 1,5x" }).waitFor();
    await page.context().close();
  });
});
