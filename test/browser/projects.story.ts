import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProjectList, ProjectPhotos, ReportList } from "../../src/contract/projects.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { dayOf, instantOf, localTime } from "../../src/server/time/zone.ts";
import type { Person } from "../support/a-business.ts";
import { pdfPages } from "../support/pdf-text.ts";
import { faultsFor } from "./axe.ts";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp } from "./staff-app.ts";

const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, timezoneId: "Europe/Berlin" };
let house: StaffApp;
let tarik: Person;
let crew: Page;
let project = "";
const api = <T>(who: Person, path: string) => who.get(`/api${project}${path}`) as Promise<T>;

async function picture(background: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const ground = sharp({ create: { width: 640, height: 480, channels: 3, background } });
  return { name: "IMG.jpg", mimeType: "image/jpeg", buffer: await ground.jpeg().toBuffer() };
}
/** Ten o'clock on site, and some minutes later. */
const atTen = (minutes = 0) => {
  const today = dayOf(localTime(house.app.clock.now(), phone.timezoneId));
  return instantOf(`${today}T10:00`, phone.timezoneId).getTime() + minutes * 60_000;
};
/** The phone's time is another one, and the app has looked at it. */
const itIs = async (at: number) => {
  await crew.clock.setFixedTime(at);
  await crew.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
};
const photos = async () => (await api<ProjectPhotos>(tarik, "/photos")).items;

describe.skipIf(noBrowser)("one job, from the conversation to the report", () => {
  beforeAll(async () => {
    house = await openStaffApp();
    tarik = await house.app.firm.person("Tarik (Demo)");
    house.app.whatsapp.fetchMedia = async () => ({
      kind: "fetched",
      bytes: await photo("jpeg"),
      mimeType: "image/jpeg",
    });
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("the office makes a project of a conversation in one dialog, and one tap leads back and forth", async () => {
    const helga = house.app.firm.customer({ name: "Helga Seidel" });
    await helga.writes("Die Therme tropft.");
    await helga.sends({ type: "image", image: { id: "9001", mime_type: "image/jpeg", sha256: "" } });
    const conversation = `/posteingang/${await helga.conversationId()}`;
    const page = await house.goOn("office", conversation);
    await page.getByRole("button", { name: "Projekt daraus machen" }).click();
    const dialog = page.getByRole("dialog");
    const name = dialog.getByRole("textbox", { name: "Name" });
    await expect.poll(() => name.inputValue()).toBe("Helga Seidel");
    await expect.poll(() => name.evaluate((one) => one === document.activeElement)).toBe(true);
    await dialog.getByRole("textbox", { name: /Adresse/ }).fill("Gartenstraße 4, 09111 Chemnitz");
    await dialog.getByRole("textbox", { name: /Zugang/ }).fill("Hund im Hof");
    await dialog.getByRole("checkbox", { name: "Tarik (Demo)" }).check();
    await dialog.getByRole("button", { name: "Neues Projekt" }).click();
    await page.waitForURL("**/projekte/*");
    await page.getByRole("heading", { name: "Helga Seidel", level: 1 }).waitFor();
    project = new URL(page.url()).pathname.replace("/projekte", "/projects");
    // A look that fails is repeated, and meanwhile nobody is offered a second project of the same job.
    let looks = 0;
    const look = "**/api/projects?conversationId=*";
    await page.route(look, (route) => {
      looks += 1;
      return route.abort();
    });
    await page.getByRole("link", { name: /Zum Gespräch/ }).click();
    await page.waitForURL(`**${conversation}`);
    const second = page.getByRole("button", { name: "Projekt daraus machen" });
    await second.waitFor();
    await expect.poll(() => looks).toBeGreaterThan(1);
    expect(await second.isDisabled()).toBe(true);
    await page.unroute(look);
    const there = page.getByRole("link", { name: "Zum Projekt Helga Seidel" });
    await there.waitFor();
    // Who has the conversation now says nothing about its project: the way there does not go until it is looked up anew.
    await page.route(look, (route) => route.abort());
    await page.getByRole("button", { name: "Ich übernehme" }).click();
    await page.getByRole("button", { name: /^Zuständig: / }).waitFor();
    expect(await there.count()).toBe(1);
    await page.unroute(look);
    await there.click();
    await page.getByText("Hund im Hof").waitFor();
    // What a press in a dialog came to is told in the dialog: beside it nothing is seen or heard.
    const card = "**/api/projects/*";
    await page.route(card, (route) => (route.request().method() === "PATCH" ? route.abort() : route.continue()));
    await page.getByRole("button", { name: "Ändern", exact: true }).click();
    const access = dialog.getByRole("textbox", { name: /Zugang/ });
    await access.fill("Katze im Hof");
    await dialog.getByRole("button", { name: "Speichern" }).click();
    const said = dialog.getByRole("status").filter({ hasText: /./ });
    await said.getByRole("button", { name: "Meldung ausblenden" }).click();
    await said.waitFor({ state: "detached" });
    await access.fill("Hund im Hof");
    await dialog.getByRole("button", { name: "Abbrechen" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.unroute(card);
    await house.rest(page);
  });

  test("what the same customer writes elsewhere is added to the project there is, and taken off again", async () => {
    const other = house.app.firm.customer({ name: "Helgas Tochter" });
    await other.writes("Meine Mutter fragt, wann ihr kommt.");
    const { number } = await house.app.firm.office.row(await other.conversationId());
    const page = await house.open("office", `/posteingang/${await other.conversationId()}`);
    // The list that fails once comes by itself: without it one would make a second project of the same job.
    await page.route("**/api/projects", (route) => route.abort(), { times: 1 });
    await page.getByRole("button", { name: "Projekt daraus machen" }).click();
    const dialog = page.getByRole("dialog");
    const existing = dialog.getByLabel("Gibt es das Projekt schon?");
    await existing.selectOption({ label: (await existing.locator("option").last().textContent()) ?? "" });
    await dialog.getByText("sieht dann Name und Fotos dieser Kundschaft").waitFor();
    expect(await faultsFor(page)).toEqual([]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole("button", { name: "Dazunehmen" }).click();
    await page.getByRole("heading", { name: "Helga Seidel", level: 1 }).waitFor();
    await expect.poll(() => page.getByRole("link", { name: /Zum Gespräch/ }).count()).toBe(2);
    await page.getByRole("button", { name: "Ändern", exact: true }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: `Vorgang ${number} lösen` })
      .click();
    await expect.poll(() => page.getByRole("link", { name: /Zum Gespräch/, includeHidden: true }).count()).toBe(1);
    await house.rest(page);
  });

  test("on site: the job stands there with access and the customer's photo, and nothing of the inbox", async () => {
    crew = await house.open("crew", "/projekte?stand=problem", phone);
    // A choice that nothing fits says how to leave it (U60).
    await crew.getByRole("button", { name: "Filter löschen" }).click();
    await crew.locator("button:focus[aria-pressed=true]").waitFor();
    await crew.getByRole("link", { name: /Helga Seidel/ }).click();
    await crew.getByText("Hund im Hof").waitFor();
    expect(await crew.getByRole("link", { name: "Anrufen" }).count()).toBe(0);
    expect(await crew.getByRole("link", { name: /Zum Gespräch/ }).count()).toBe(0);
    expect(await crew.getByRole("link", { name: "Karte öffnen" }).getAttribute("href")).toContain("Gartenstra");
    // However many photos there are, their row scrolls by itself.
    const row = crew.getByRole("region", { name: "Fotos der Kundschaft" }).getByRole("list");
    const beyond = await row.evaluate((list) => {
      const [first] = list.children;
      for (let n = 0; n < 4; n += 1) if (first) list.append(first.cloneNode(true));
      const [screen] = [...document.querySelectorAll("main *")].filter(
        (one) => one.contains(list) && getComputedStyle(one).overflowY === "auto",
      );
      const more = screen ? screen.scrollWidth - screen.clientWidth : undefined;
      for (let n = 0; n < 4; n += 1) list.lastElementChild?.remove();
      return more;
    });
    expect(beyond).toBe(0);
  });

  test("half a note is still there after a look at the photos and after a reload, and goes with the note", async () => {
    const note = crew.getByRole("textbox", { name: "Notiz schreiben" });
    await note.fill("Elektrode hat einen Haarriss");
    await crew.getByRole("link", { name: /Fotos/ }).click();
    await note.waitFor({ state: "detached" });
    await crew.getByRole("link", { name: "Überblick" }).click();
    await expect.poll(() => note.inputValue()).toBe("Elektrode hat einen Haarriss");
    await crew.reload();
    await expect.poll(() => note.inputValue()).toBe("Elektrode hat einen Haarriss");
    await crew.getByRole("button", { name: "Notieren" }).click();
    await crew.getByRole("listitem").filter({ hasText: "Haarriss" }).waitFor();
    await crew.reload();
    await note.waitFor();
    expect(await note.inputValue()).toBe("");
  });

  test("'Ich bin unterwegs' tells the customer once, with the time", async () => {
    const before = house.app.left.length;
    await itIs(atTen());
    const doors = crew.locator(".doors").first().locator("a, button");
    await doors.first().waitFor();
    // Each row of buttons is filled to the edge: a thumb need not look for where one ends.
    const ends = await doors.evaluateAll((all) => {
      const rows = Map.groupBy(
        all.map((one) => one.getBoundingClientRect()).filter(({ width }) => width > 0),
        ({ top }) => top,
      );
      return [...rows.values()].map((row) => Math.round(Math.max(...row.map(({ right }) => right))));
    });
    expect(new Set(ends).size).toBe(1);
    await crew.getByRole("button", { name: "Ich bin unterwegs" }).click();
    await crew.getByLabel("Ankunft etwa um").fill("10:40");
    await crew.getByRole("dialog").getByRole("button", { name: "Senden" }).click();
    await crew.getByRole("dialog").waitFor({ state: "hidden" });
    await house.app.drain();
    const words = house.app.left.slice(before).map((one) => one.text);
    expect(words.filter((text) => /Tarik von .* etwa um 10:40 Uhr/.test(text))).toHaveLength(1);
  });

  test("without a net 'unterwegs' waits some minutes; later it asks, and never goes out by itself (G3)", async () => {
    const said = () => house.app.left.filter(({ text }) => text?.includes("etwa um 11:15 Uhr")).length;
    let failed = 0;
    crew.on("requestfailed", (request) => (failed += Number(request.method() === "POST")));
    const onTheWay = async () => {
      const before = failed;
      await crew.context().setOffline(true);
      await crew.getByRole("button", { name: "Ich bin unterwegs" }).click();
      await crew.getByLabel("Ankunft etwa um").fill("11:15");
      await crew.getByRole("dialog").getByRole("button", { name: "Senden" }).click();
      await crew.getByRole("dialog").waitFor({ state: "hidden" });
      await crew.locator("[data-waiting-word]").waitFor();
      // Pressed, and then once more from where it waits: nothing of it is on its way when the clock goes on.
      await expect.poll(() => failed - before).toBeGreaterThan(1);
    };
    await itIs(atTen());
    await onTheWay();
    await crew.context().setOffline(false);
    await crew.locator("[data-waiting-word]").waitFor({ state: "detached" });
    await house.app.drain();
    expect(said()).toBe(1);

    await onTheWay();
    await crew.clock.setFixedTime(atTen(6));
    await crew.context().setOffline(false);
    await itIs(atTen(6));
    await crew.getByText(/„Ich bin unterwegs“ von .* ist nicht rausgegangen/).waitFor();
    await house.app.drain();
    expect(said()).toBe(1);
    await crew.getByRole("button", { name: "Neu schreiben" }).click();
    await crew.getByRole("dialog").getByRole("button", { name: "Abbrechen" }).click();
    await crew.locator("[data-waiting-word]").waitFor({ state: "detached" });
  });

  test("six photos in a row, each with its label in one tap", async () => {
    await crew.getByRole("link", { name: /Fotos/ }).click();
    const shades = ["#a0522d", "#b5651d", "#8b4513", "#2e8b57", "#3cb371", "#20b2aa"];
    await crew.locator('input[type="file"][multiple]').setInputFiles(await Promise.all(shades.map(picture)));
    await expect.poll(() => crew.locator(".photo").count()).toBe(7);
    await crew.getByLabel("Zeigen").selectOption("type_plate");
    await crew.getByRole("button", { name: "Filter löschen" }).click();
    await expect.poll(() => crew.locator(".photo").count()).toBe(7);
    await crew.getByRole("button", { name: "Auswählen" }).click();
    await crew.locator(".photo").nth(1).click();
    await crew.getByRole("button", { name: "Vorher" }).click();
    await expect.poll(async () => (await photos()).filter((one) => one.shows === "before").length).toBe(1);
    await crew.locator(".photo").nth(1).click();
    await crew.locator(".photo").nth(6).click();
    await crew.getByRole("button", { name: "Nachher" }).click();
    await expect.poll(async () => (await photos()).filter((one) => one.shows === "after").length).toBe(1);
    await crew.getByRole("button", { name: "Fertig" }).click();
  });

  test("'fertig' tells the customer in the name of the firm, with the two photos chosen; the others stay inside (G8)", async () => {
    const before = house.app.left.length;
    await crew.getByRole("link", { name: "Überblick" }).click();
    await crew.getByRole("button", { name: "An Kundschaft schreiben" }).click();
    const dialog = crew.getByRole("dialog");
    const choice = dialog.getByRole("group", { name: "Fotos mitschicken" }).getByRole("button");
    await expect.poll(() => choice.count()).toBe(6);
    await choice.nth(0).click();
    await choice.nth(1).click();
    await expect.poll(() => dialog.locator("[aria-pressed=true]").count()).toBe(2);
    await dialog.getByRole("button", { name: "Senden" }).click();
    await dialog.waitFor({ state: "detached" });
    await house.app.pass(6_000);
    const sent = house.app.left.slice(before);
    const words = sent.map((one) => one.text).join("\n");
    expect(words).toContain("Wir sind fertig.");
    expect(words).toMatch(/Tarik/);
    expect(words).not.toContain("Tarik (Demo)");
    expect(sent.filter(({ content }) => content.type === "media")).toHaveLength(2);
    await crew.getByRole("link", { name: /Fotos/ }).click();
  });

  test("an arrow by key and a face made unreadable by thumb, on a copy; the original keeps its bytes (U42)", async () => {
    const original = (await photos()).find((one) => one.shows === "before");
    const hash = async () => {
      const { rawPayload } = await tarik.call("GET", `/api/team-files/${original?.id}/content`);
      return createHash("sha256").update(rawPayload).digest("hex");
    };
    const before = await hash();
    const content = `**/team-files/${original?.id}/content`;
    const whole = Promise.withResolvers<void>();
    await crew.route(content, async (route) => {
      await whole.promise;
      await route.continue();
    });
    await crew.getByRole("button", { name: /^Vorher/ }).click();
    // What is written on a type plate is read here, too: as large as in every other place (U40).
    const drawn = crew.getByRole("dialog", { name: "Fotos des Projekts" }).locator(".turned");
    await crew.getByRole("button", { name: "Größer" }).click();
    await expect.poll(() => drawn.getAttribute("style")).toContain("scale(1.5)");
    await crew.getByRole("button", { name: "Markieren" }).click();
    const board = crew.getByRole("application");
    // Before the photo is there nobody draws: the copy would be of nothing.
    await crew.getByText("Foto wird geholt").waitFor();
    expect(await board.count()).toBe(0);
    whole.resolve();
    // What keys do takes no room from a picture under a thumb.
    expect((await crew.getByText("Mit Tasten:").boundingBox())?.height).toBeLessThan(2);
    await board.focus();
    await crew.keyboard.press("Enter");
    await crew.keyboard.press("Enter");
    await crew.getByRole("button", { name: "Rückgängig" }).click();
    await crew.getByRole("button", { name: "Unkenntlich" }).click();
    const box = await board.boundingBox();
    if (!box) throw new Error("no board");
    await crew.mouse.move(box.x + 20, box.y + 20);
    await crew.mouse.down();
    await crew.mouse.move(box.x + 120, box.y + 90, { steps: 4 });
    await crew.mouse.up();
    // What is drawn does not go with a stray press, either; the picture below it is not what Back closes then.
    for (const astray of [() => crew.keyboard.press("Escape"), async () => void crew.goBack().catch(() => undefined)]) {
      await astray();
      await crew.getByRole("button", { name: "Weiter eingeben" }).click();
    }
    await crew.getByRole("button", { name: "Kopie speichern" }).click();
    await expect.poll(async () => (await photos()).filter((one) => one.copyOf === original?.id).length).toBe(1);
    expect(await hash()).toBe(before);
    const said = crew.locator(".toast", { hasText: "Die markierte Kopie ist gesichert." });
    await said.waitFor();
    await crew.keyboard.press("Escape");
    // On a phone it stands beside the page, not over what one does next.
    const covers = (toast: Element) =>
      toast.getBoundingClientRect().top < (document.querySelector("main")?.getBoundingClientRect().bottom ?? 0);
    await expect.poll(() => said.evaluate(covers)).toBe(false);
  });

  test("the report is a PDF with place, who and both photos; other programs read it", async () => {
    await crew.getByRole("link", { name: "Berichte" }).click();
    await crew.getByRole("button", { name: "Bericht schreiben" }).click();
    const done = crew.getByRole("textbox", { name: "Was gemacht wurde" });
    const sent: string[] = [];
    crew.on("request", (one) => {
      if (one.method() === "POST" && one.url().endsWith("/reports")) sent.push(one.url());
    });
    await done.focus();
    await crew.keyboard.insertText("x".repeat(8_003));
    await crew.getByText("3 Zeichen zu lang. Kürze den Text.").waitFor();
    expect((await done.inputValue()).length).toBe(8_003);
    await crew.getByRole("button", { name: "PDF erstellen" }).click();
    await done.fill("Zündelektrode getauscht.");
    await crew.getByText("Zeichen zu lang").waitFor({ state: "detached" });
    await crew
      .getByRole("button", { name: /^Vorher/ })
      .first()
      .click();
    await crew
      .getByRole("button", { name: /^Nachher/ })
      .first()
      .click();
    await crew.getByRole("button", { name: "PDF erstellen" }).click();
    await crew.getByRole("heading", { name: /^Bericht_Auftrag-1_/ }).waitFor();
    expect(sent).toHaveLength(1);
    const { items } = await api<ReportList>(tarik, "/reports");
    const { rawPayload } = await tarik.call("GET", `/api/team-files/${items[0]?.fileId}/content`);
    const text = (await pdfPages(rawPayload)).join("\n");
    for (const words of ["Gartenstraße 4", "Zündelektrode getauscht.", "Tarik", "Vorher 1", "Nachher 1"])
      expect(text).toContain(words);
  });

  test("of 800 photos only those in sight are drawn, and the keys reach the last one (U41)", async () => {
    const [first] = (await photos()).filter((one) => one.source === "team");
    await house.app.sql(async (tx) => {
      const row = await tx
        .selectFrom("team_file")
        .selectAll()
        .where("file_id", "=", first?.id ?? "")
        .executeTakeFirstOrThrow();
      const copies = Array.from({ length: 800 }, () => ({
        ...row,
        file_id: house.app.deps.ids.uuid(),
        client_id: house.app.deps.ids.uuid(),
        has_thumbnail: false,
        shows: null,
      }));
      await tx.insertInto("team_file").values(copies).execute();
    });
    const page = await house.goOn("office", `${project.replace("/projects", "/projekte")}/fotos`);
    await page.getByText("Fotos (80").waitFor();
    await page.locator(".photo").first().focus();
    expect(await page.locator(".photo").count()).toBeLessThan(120);
    await page.keyboard.press("End");
    // Pages are still on their way: the end is that of all of them.
    await expect.poll(() => page.locator(".photo:focus").getAttribute("aria-label")).toMatch(/Foto 80\d von 80\d/);
    expect(await page.locator(".photo").count()).toBeLessThan(120);
    const rows = ((await tarik.get("/api/projects")) as ProjectList).items;
    expect(rows[0]?.photos).toBeGreaterThan(800);
    await house.rest(page);
  });
});
