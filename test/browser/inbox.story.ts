import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { minute } from "../../src/server/platform/instant.ts";
import { rejected } from "../support/fake-channel.ts";
import { longConversation } from "../support/long-past.ts";
import { noBrowser, phone } from "./people.ts";
import { openStaffApp, type StaffApp, stepTo } from "./staff-app.ts";

let house: StaffApp;

/** Words of the permit line once it stands still on `words`. */
const permitSays = (page: Page, words: string) => page.locator(".permit").getByText(words).first().waitFor();
const field = (page: Page) => page.locator("textarea");
const bubbles = (page: Page) => page.locator("[data-position]");

/** A customer who wrote, has the notice, and whose conversation stands in the inbox. */
async function customerWho(writes: string, name: string) {
  const customer = house.app.firm.customer({ name });
  await customer.writes(writes);
  await house.app.drain();
  return { customer, id: await customer.conversationId() };
}

describe.skipIf(noBrowser)("the office at work", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("a message appears by itself, is answered, and the answer leaves the house once", async () => {
    const page = await house.open("office", "/posteingang");
    await page.getByText("Alles erledigt.").waitFor();
    const { id } = await customerWho("Guten Morgen, die Heizung ist kalt.", "Helga Seidel");
    await page.getByRole("link", { name: /Helga Seidel/ }).click();
    await page.waitForURL(`**/posteingang/${id}`);
    await page.getByText("Neu", { exact: true }).waitFor();
    const before = house.app.left.length;
    await field(page).fill("Wir kommen heute zwischen 10 und 12 Uhr.");
    await permitSays(page, "Darf raus");
    await field(page).press("Enter");
    await expect.poll(() => field(page).inputValue()).toBe("");
    await bubbles(page).getByText("Wir kommen heute zwischen 10 und 12 Uhr.").waitFor();
    await house.app.drain();
    await page.getByRole("img", { name: "gesendet", exact: true }).last().waitFor();
    const answers = house.app.left.slice(before).filter((one) => JSON.stringify(one).includes("zwischen 10 und 12"));
    expect(answers).toHaveLength(1);
    await house.rest(page);
  });

  test("an advert is held back before it is sent, and the answer goes without it", async () => {
    const { id } = await customerWho("Wann kommt der Monteur?", "Emre Yilmaz");
    const page = await house.goOn("office", `/posteingang/${id}`);
    await field(page).fill("Der Monteur kommt um 8 Uhr. Jetzt 20 % Rabatt auf alle neuen Armaturen sichern!");
    const remedy = page.locator(".permit .button").filter({ hasText: /Werb/ });
    await remedy.waitFor();
    await page.locator(".permit .rule").waitFor();
    const height = (await page.locator(".permit").boundingBox())?.height;
    const before = house.app.left.length;
    await field(page).press("Enter");
    // What was held back is still there.
    await expect.poll(() => field(page).inputValue()).toContain("Rabatt");
    await remedy.click();
    await bubbles(page).getByText("Der Monteur kommt um 8 Uhr.", { exact: true }).waitFor();
    expect((await page.locator(".permit").boundingBox())?.height).toBe(height);
    await house.app.drain();
    expect(JSON.stringify(house.app.left.slice(before))).not.toContain("Rabatt");
    await house.rest(page);
  });

  test("a note looks different, keeps the words, stays in the house, and never becomes a reply's draft (U25)", async () => {
    const { customer, id } = await customerWho("Der Abfluss ist zu.", "Karin Vogel");
    const page = await house.goOn("office", `/posteingang/${id}`);
    await field(page).fill("Vorsicht, zahlt spät.");
    await page.getByRole("link", { name: /Karin Vogel.*Entwurf/s }).waitFor();
    await page.getByRole("button", { name: "Notiz", exact: true }).click();
    await permitSays(page, "Bleibt im Haus");
    expect(await field(page).inputValue()).toBe("Vorsicht, zahlt spät.");
    const kept = async () => ((await house.app.firm.office.get(`/api/conversations/${id}`)) as { draft: string }).draft;
    await expect.poll(kept).toBe("");
    // No server has it, and the list still says that it was begun (U24).
    await stepTo(page, "/posteingang");
    await page.getByRole("link", { name: /Karin Vogel.*Entwurf/s }).waitFor();
    await stepTo(page, `/posteingang/${id}`);
    const before = house.app.left.length;
    await page.getByRole("button", { name: "Notiz speichern" }).click();
    await page.getByText("Deine Notiz. Bleibt im Haus.").waitFor();
    await house.app.drain();
    expect(house.app.left).toHaveLength(before);
    expect(await customer.conversationId()).toBe(id);
    await house.rest(page);
  });

  test("a draft survives a reload and shows in the list", async () => {
    const { id } = await customerWho("Haben Sie das Ersatzteil?", "Jonas Brunner");
    const page = await house.goOn("office", `/posteingang/${id}`);
    await field(page).fill("Das Ersatzteil ist");
    await page.getByRole("link", { name: /Jonas Brunner.*Entwurf/s }).waitFor();
    await page.reload();
    await bubbles(page).first().waitFor();
    await expect.poll(() => field(page).inputValue()).toBe("Das Ersatzteil ist");
    await house.rest(page);
  });

  test("two people see each other, and only one can take the conversation", async () => {
    const { id } = await customerWho("Es tropft.", "Petra Pohl");
    const office = await house.goOn("office", `/posteingang/${id}`);
    await bubbles(office).first().waitFor();
    const owner = await house.goOn("owner", `/posteingang/${id}`);
    await office
      .getByText(/liest mit/)
      .first()
      .waitFor();
    await field(owner).fill("Ich");
    await office
      .getByText(/schreibt/)
      .first()
      .waitFor();
    // The owner's press reaches the server while the office's is on its way.
    await office.route("**/assign", async (route) => {
      const { version } = await house.app.firm.owner.row(id);
      const memberId = house.app.firm.owner.memberId;
      await house.app.firm.owner.post(`/api/conversations/${id}/assign`, { memberId, version });
      await route.continue();
    });
    await office.getByRole("button", { name: "Ich übernehme" }).click();
    await office.getByText(/schneller/).waitFor();
    await owner.getByRole("button", { name: "Zuständig: Du. Ändern" }).waitFor();
    await office.getByRole("button", { name: /^Zuständig: Jörg/ }).waitFor();
    await house.rest(office);
    await house.rest(owner);
  });

  test("keys work through the list, never while one types, and Erledigt goes on and can be taken back (U21)", async () => {
    const { id } = await customerWho("Danke, das war es.", "Dieter Krause");
    const { waitingSince } = await house.app.firm.office.row(id);
    const page = await house.goOn("office", `/posteingang/${id}`);
    await bubbles(page).first().waitFor();
    await field(page).press("e");
    await expect.poll(() => field(page).inputValue()).toBe("e");
    await field(page).fill("");
    await page.getByRole("region", { name: "Nachrichten" }).focus();
    const away = page.waitForURL((url) => !url.pathname.endsWith(id));
    await page.keyboard.press("e");
    // Nothing in between: it can be taken back for five seconds.
    const done = page.locator(".toast", { hasText: "Dieter Krause ist erledigt." });
    await Promise.all([away, done.getByRole("button", { name: "Rückgängig" }).click()]);
    // Back on it, with the focus on its name, and the customer waits as before.
    await page.waitForURL(`**/posteingang/${id}`);
    await page.locator("h1:focus", { hasText: "Dieter Krause" }).waitFor();
    await page.getByRole("link", { name: /Dieter Krause.*wartet/s }).waitFor();
    await expect.poll(async () => (await house.app.firm.office.row(id)).waitingSince).toBe(waitingSince);
    await page.getByRole("button", { name: "Wiedervorlage", exact: true }).click();
    await page.getByLabel("Datum und Uhrzeit").fill("2020-01-01T08:00");
    await page.getByRole("button", { name: "Auf Wiedervorlage legen" }).click();
    await page.getByText("Dieser Zeitpunkt ist vorbei.", { exact: false }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Alt+ArrowDown");
    await page.keyboard.press("Control+k");
    // Every place she may open, the one she names first; what is the owner's is not offered. The keys come along.
    const palette = page.getByRole("combobox", { name: "Kunde, Text oder Befehl" });
    await palette.waitFor();
    const offered = await page.getByRole("dialog").getByRole("option").allTextContents();
    const places = ["Heute", "Posteingang", "Team", "Plan", "Projekte", "Kontakte", "Einstellungen"];
    expect(offered.map((one) => one.trim())).toEqual(expect.arrayContaining(places));
    expect(offered.join()).not.toContain("Einrichtung");
    // What changes something is offered and never chosen by itself: "Er" begins "Ernst" as well.
    await palette.fill("er");
    const changing = page.getByRole("dialog").getByRole("option", { name: "Erledigt, weiter zum nächsten" });
    await changing.waitFor();
    expect(await changing.getAttribute("aria-selected")).toBe("false");
    await palette.fill("Krause");
    await page.getByRole("option", { name: /Dieter Krause/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/posteingang/${id}`);
    await page.keyboard.press("Control+k");
    await palette.fill("kont");
    await page.getByRole("dialog").getByRole("option", { name: "Kontakte", selected: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator("main:focus").waitFor();
    await house.rest(page);
  });

  test("Rückgängig and at once Erledigt again, before the answer is there, is nobody else's doing", async () => {
    const { id } = await customerWho("Passt, bis morgen.", "Rita Sommer");
    const page = await house.goOn("office", `/posteingang/${id}`);
    const inThread = (name: string) => page.locator("[data-pane=thread]").getByRole("button", { name, exact: true });
    await bubbles(page).first().waitFor();
    await inThread("Erledigt").click();
    await page.getByText("Rita Sommer ist erledigt.").waitFor();
    await page.goto(new URL(`/posteingang/${id}`, page.url()).href);
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/reopen", async (route) => {
      await held;
      await route.continue();
    });
    await inThread("Wieder öffnen").click();
    const answers = [page.waitForResponse(/\/reopen$/), page.waitForResponse(/\/close$/)];
    await inThread("Erledigt").click();
    answer();
    expect((await Promise.all(answers)).map((one) => one.status())).toEqual([200, 200]);
    await page.getByText("Rita Sommer ist erledigt.").waitFor();
    expect((await house.app.firm.office.row(id)).state).toBe("closed");
    await house.rest(page);
  });

  test("while the mouse rests on the list only what moves a row waits for the pill, and the pill can be reached (U11)", async () => {
    const { id } = await customerWho("Schon beantwortet?", "Anton Antwort");
    await house.app.firm.office.reply(id, "Ja.");
    await house.app.drain();
    await customerWho("Ich warte.", "Walter Warter");
    const page = await house.goOn("office", "/posteingang");
    const row = (name: string) => page.locator("a[data-row]", { hasText: name });
    // What was asked before the answer says that he waits, and comes behind it where the net is slow.
    await row("Anton Antwort").filter({ hasNotText: "wartet" }).waitFor();
    // The rows of the view before stand there until those of this one have come.
    const listed = () => page.waitForResponse(/\/api\/conversations\?limit=200/).then((one) => one.finished());
    const waiting = page.getByRole("checkbox", { name: "Wartende" });
    const [check, select] = [await waiting.boundingBox(), await page.getByLabel("Kanal").boundingBox()];
    expect(select?.y, "all that narrows the list stands in one line").toBeLessThan(check?.y ?? 0);
    await Promise.all([listed(), waiting.check()]);
    await row("Anton Antwort").waitFor({ state: "detached" });
    await row("Walter Warter").waitFor();
    await page.mouse.move(200, 400);
    house.app.clock.advance(minute);
    // Below all others: it moves none of them.
    await customerWho("مرحبا، أنا جديد هنا", "Norbert Neu");
    await row("Norbert Neu").waitFor();
    const direction = (name: string) =>
      row(name)
        .locator(".preview")
        .evaluate((one) => getComputedStyle(one).direction);
    expect([await direction("Norbert Neu"), await direction("Walter Warter")]).toEqual(["rtl", "ltr"]);
    await Promise.all([listed(), waiting.uncheck()]);
    await row("Anton Antwort").waitFor();
    await page.mouse.move(200, 400);
    await customerWho("Ich auch.", "Nora Neuer");
    const pill = page.getByRole("button", { name: "1 Änderung einsortieren" });
    await pill.waitFor();
    expect(await row("Nora Neuer").count()).toBe(0);
    const box = await pill.boundingBox();
    await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 10, { steps: 8 });
    await page.mouse.down();
    await page.mouse.up();
    await row("Nora Neuer").waitFor();
    expect(new URL(page.url()).pathname).toBe("/posteingang");
    await house.rest(page);
  });

  test("the numbers of Heute are those of the views they lead to", async () => {
    await customerWho("Wer kümmert sich?", "Nina Niemand");
    const page = await house.goOn("office", "/heute");
    for (const [words, path] of [
      ["und niemand zuständig", "**/posteingang?ansicht=niemand"],
      [/warte[nt] auf Antwort/, "**/posteingang?wartet=1"],
    ] as const) {
      const need = page.locator("li a", { hasText: words });
      const count = Number(await need.locator(".count").textContent());
      await need.click();
      await page.waitForURL(path);
      await expect.poll(() => page.locator("a[data-row]").count()).toBe(count);
      await page.goBack();
    }
    await house.rest(page);
  });

  test("opened for the second time it stands there before any answer, at its end, under the name it has now (U02)", async () => {
    const { customer, id } = await customerWho("Zeile 1", "Zenzi Zeiler");
    await customer.writesAll(Array.from({ length: 39 }, (_, n) => `Zeile ${n + 2}`));
    const other = await customerWho("Kurze Frage", "Kurt Kurz");
    const unknown = await customerWho("Noch nie geöffnet", "Nora Neuling");
    const page = await house.goOn("office", `/posteingang/${id}`);
    await page.locator("li.new").waitFor();
    await page.locator("button.pill").click();
    await expect.poll(async () => (await house.app.firm.office.row(id)).unread).toBe(0);
    await page.locator(`[data-row="${other.id}"]`).click();
    await bubbles(page).getByText("Kurze Frage").waitFor();
    await page.locator(`[data-row="${id}"]`).click();
    await bubbles(page).getByText("Zeile 40", { exact: true }).waitFor();
    const below = () =>
      page.locator("section.scroller").evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight);
    await expect.poll(below).toBeLessThan(2);
    // Nobody answers: what was looked at stands there all the same, and of the rest whose it is.
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/api/conversations/*", (route) => held.then(() => route.continue()));
    await page.route("**/messages?*", (route) => held.then(() => route.continue()));
    await page.locator(`[data-row="${other.id}"]`).click();
    await bubbles(page).getByText("Kurze Frage").waitFor();
    await page.locator(`[data-row="${unknown.id}"]`).click();
    await page.getByRole("heading", { name: "Nora Neuling", level: 1 }).waitFor();
    expect(await bubbles(page).count()).toBe(0);
    answer();
    await bubbles(page).getByText("Noch nie geöffnet").waitFor();
    await page.locator(`[data-row="${id}"]`).click();
    await bubbles(page).getByText("Zeile 40", { exact: true }).waitFor();
    const { contactId } = await house.app.firm.office.row(id);
    const renamed = await house.app.firm.office.call("PATCH", `/api/contacts/${contactId}`, { name: "Zenzi Huber" });
    expect(renamed.statusCode).toBe(200);
    await page.getByRole("heading", { name: "Zenzi Huber", level: 1 }).waitFor();
    // A desk at 200 %: everything one does to a conversation can be reached.
    await page.setViewportSize({ width: 720, height: 450 });
    for (const name of ["Ich übernehme", "Wiedervorlage", "Erledigt"])
      await page.locator("[data-pane=thread]").getByRole("button", { name, exact: true }).click({ trial: true });
    await house.rest(page);
  });

  test("what did not arrive can be sent again or deleted, and the customer waits until then (U05)", async () => {
    const { id } = await customerWho("Passt Dienstag?", "Fritz Fehl");
    const page = await house.goOn("office", `/posteingang/${id}`);
    await bubbles(page).first().waitFor();
    house.app.whatsapp.script.push(rejected);
    await house.app.firm.office.reply(id, "Ja, um acht.");
    await page.getByRole("button", { name: "Nochmal senden" }).waitFor();
    await page.getByRole("link", { name: /Fritz Fehl.*nicht gesendet.*seit/s }).waitFor();
    await page.getByRole("button", { name: "Löschen", exact: true }).click();
    await page.getByText("Gelöscht. Die Nachricht kam nicht an", { exact: false }).waitFor();
    await expect.poll(() => page.getByRole("link", { name: /Fritz Fehl.*nicht gesendet/s }).count()).toBe(0);
    await field(page).press("ArrowUp");
    await expect.poll(() => page.getByText("nicht mehr ändern", { exact: false }).count()).toBe(0);
    await house.app.firm.office.reply(id, "Ja, um neun.");
    await bubbles(page).getByText("Ja, um neun.").waitFor();
    await field(page).press("ArrowUp");
    await page.getByText("Eine gesendete Nachricht lässt sich nicht mehr ändern.", { exact: false }).waitFor();
    await house.rest(page);
  });

  test("without a net it says so, keeps what is written, and sends it once when the net is back (U06)", async () => {
    const { customer, id } = await customerWho("Sind Sie morgen da?", "Svenja Lehmann");
    const page = await house.goOn("office", `/posteingang/${id}`);
    await field(page).fill("Ja, ab 7 Uhr.");
    await permitSays(page, "Darf raus");
    await page.context().setOffline(true);
    await page.getByText("Kein Netz.", { exact: false }).first().waitFor();
    await field(page).press("Enter");
    await page.getByText("wartet auf Netz").waitFor();
    await customer.writes("Im Keller steht Wasser!");
    await page.context().setOffline(false);
    await bubbles(page).getByText("Ja, ab 7 Uhr.").waitFor();
    await house.app.drain();
    expect((await house.app.firm.office.row(id)).waitingSince).not.toBeNull();
    await expect.poll(() => page.getByText("Ja, ab 7 Uhr.", { exact: true }).count()).toBe(1);
    // The server has it, and the line goes before it says so; then the page is loaded anew.
    const cut = Promise.withResolvers<void>();
    await page.route("**/messages", async (route) => {
      if (route.request().method() !== "POST") return await route.continue();
      await route.fetch();
      await route.abort();
      cut.resolve();
    });
    await field(page).fill("Bis dann.");
    await permitSays(page, "Darf raus");
    await field(page).press("Enter");
    await cut.promise;
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.reload();
    await bubbles(page).getByText("Bis dann.").waitFor();
    await page.getByText("wartet auf Netz").waitFor({ state: "detached" });
    await house.app.drain();
    const said = (await house.app.firm.office.thread(id)).filter(({ direction }) => direction === "out");
    expect(said.filter((one) => JSON.stringify(one).includes("Bis dann.")).length).toBe(1);
    await expect.poll(() => bubbles(page).getByText("Bis dann.", { exact: true }).count()).toBe(1);
    await house.rest(page);
  });

  test("a press that got no answer says so, keeps nothing that was not typed, and Nochmal does it", async () => {
    const { id } = await customerWho("Der Hahn tropft.", "Otto Ohnenetz");
    const page = await house.goOn("office", `/posteingang/${id}`);
    await bubbles(page).first().waitFor();
    await page.route("**/assign", (route) => route.abort(), { times: 1 });
    await page.getByRole("button", { name: "Ich übernehme" }).click();
    // Whoever took it with the mouse types on: no letter is a key that closes the conversation.
    expect(await field(page).evaluate((area) => area === document.activeElement)).toBe(true);
    const toast = page.locator(".toast");
    await toast.getByText("Der Werkbote-Server antwortet nicht. Das ist wohl nicht angekommen.").waitFor();
    // There is nothing that could be taken back.
    await page.getByRole("region", { name: "Nachrichten" }).focus();
    await page.keyboard.press("Control+z");
    expect((await house.app.firm.office.row(id)).assignee).toBeNull();
    await toast.getByRole("button", { name: "Nochmal" }).click();
    await page.getByRole("button", { name: "Zuständig: Du. Ändern" }).waitFor();
    await house.rest(page);
  });

  test("what could not be fetched while the server was away is there again when the server is, without a tap", async () => {
    const { id } = await customerWho("Haben Sie das Ersatzteil?", "Rolf Brenner");
    const page = await house.goOn("office", `/posteingang/${id}`);
    await permitSays(page, "Darf raus");
    await page.getByRole("heading", { name: "Datenschutzhinweis" }).waitFor();
    await page.context().setOffline(true);
    await page.getByText("Kein Netz.", { exact: false }).first().waitFor();
    await field(page).fill("Ja, liegt bereit.");
    await permitSays(page, "Kein Netz: Wir prüfen beim Senden");
    await page.getByLabel("Firma", { exact: true }).click();
    const panel = page.getByRole("complementary", { name: "Kontakt" });
    await panel.getByText("Kein Netz. Deine Eingabe ist noch da.").waitFor();
    await page.context().setOffline(false);
    await permitSays(page, "Darf raus");
    await panel.getByText("Kein Netz.", { exact: false }).waitFor({ state: "detached" });
    await house.rest(page);
  });

  test("older messages come without moving the one that is read, and never more than 150 are drawn (U08)", async () => {
    const customer = await longConversation(house.app, "Hausverwaltung Kern", 229);
    await customer.writes("Nachricht 230");
    const id = await customer.conversationId();
    const page = await house.goOn("office", `/posteingang/${id}`);
    // It opens at the first that is new.
    await page.getByRole("button", { name: /Zum Ende|neue/ }).click();
    await bubbles(page).getByText("Nachricht 230", { exact: true }).waitFor();
    const worst = await page.evaluate(async () => {
      const scroller = document.querySelector("section.scroller");
      if (!scroller) return { moved: -1, drawn: -1 };
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      const all = () => [...scroller.querySelectorAll<HTMLElement>("[data-position]")];
      let moved = 0;
      let drawn = 0;
      for (let turn = 0; turn < 400 && all()[0]?.dataset.position !== "1"; turn += 1) {
        scroller.scrollTop -= 300;
        await frame();
        const top = scroller.getBoundingClientRect().top;
        const seen = all().find((item) => item.getBoundingClientRect().bottom > top);
        const at = seen?.getBoundingClientRect().top ?? 0;
        for (let wait = 0; wait < 6; wait += 1) await frame();
        if (seen?.isConnected) moved = Math.max(moved, Math.abs(seen.getBoundingClientRect().top - at));
        drawn = Math.max(drawn, all().length);
      }
      return { moved, drawn, first: all()[0]?.dataset.position };
    });
    expect(worst).toMatchObject({ first: "1" });
    expect(worst.moved).toBeLessThanOrEqual(1);
    expect(worst.drawn).toBeLessThanOrEqual(150);
    await house.rest(page);
  });

  test("nothing runs out of the screen at 320 pixels (U58, U59)", async () => {
    const { customer, id } = await customerWho("Ist das zu breit?", "Ein Kunde mit einem wirklich sehr langen Namen");
    await customer.sends({ type: "location", location: { latitude: 50.83, longitude: 12.92 } });
    const page = await house.open("office", `/posteingang/${id}`, { ...phone, viewport: { width: 320, height: 560 } });
    await bubbles(page).first().waitFor();
    const mode = page.getByRole("group", { name: "Antwort oder Notiz" });
    // The line above, once it says what may go, moves both.
    const apart = async (name: string) => {
      const boxes = [page.getByRole("button", { name, exact: true }), mode].map((one) => one.boundingBox());
      const [button, row] = await Promise.all(boxes);
      return Math.abs((button?.y ?? 99) - (row?.y ?? 0));
    };
    // One row, with speaking or sending at its right end, and nothing in it too small for a thumb.
    await expect.poll(() => apart("Sprachnachricht aufnehmen")).toBeLessThan(4);
    await field(page).fill("Ja");
    await expect.poll(() => apart("Senden")).toBeLessThan(4);
    for (const one of await page.locator("section.composer .bar button:visible").all())
      expect(await one.boundingBox().then((box) => Math.min(box?.width ?? 0, box?.height ?? 0))).toBeGreaterThan(43.9);
    const map = await page.getByRole("link", { name: "In der Karten-App öffnen" }).boundingBox();
    expect(map?.height).toBeGreaterThanOrEqual(44);
    // Why something may not go is read to its end.
    await field(page).fill("Jetzt 20 % Rabatt auf alle neuen Armaturen sichern!");
    await permitSays(page, "So nicht");
    const cut = await page.locator(".permit .sentence").evaluate((one) => one.scrollHeight - one.clientHeight);
    expect(cut).toBeLessThan(2);
    await field(page).fill("");
    for (const [path, shown] of [
      [`/posteingang/${id}`, "main textarea:visible"],
      ["/posteingang", "a[data-row]:visible"],
      ["/einstellungen", "h1:has-text('Dieses Gerät')"],
    ] as const) {
      await stepTo(page, path);
      await page.locator(shown).first().waitFor();
      const wide = await page.evaluate(() =>
        [...document.querySelectorAll("body *")]
          .filter((part) => part.getBoundingClientRect().right > 320.5)
          .filter((part) => part.closest(".views, .tray, .sr-only, .rule") === null)
          .map((part) => part.outerHTML.slice(0, 80)),
      );
      expect(wide, path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
    }
    await house.leave(page);
  });
});
