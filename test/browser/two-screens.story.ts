import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InboxPage } from "../../src/contract/conversations.ts";
import { minute } from "../../src/server/platform/instant.ts";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp, takeClock } from "./staff-app.ts";

/** What two screens of one person, a long sleep and a new build must not cost. */
let house: StaffApp;
const field = (page: Page) => page.getByRole("region", { name: "Antwort schreiben" }).getByRole("textbox").first();
const incoming = (page: Page) => page.locator("li.message.in");

async function customerWho(writes: string, name: string) {
  const customer = house.app.firm.customer({ name });
  await customer.writes(writes);
  return { customer, id: await customer.conversationId() };
}
type Customer = Awaited<ReturnType<typeof customerWho>>["customer"];
/** What arrives in one delivery, the first of them for n = 1. */
const texts = ({ phone, bsuid }: Customer, count: number, words: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => ({
    from: phone,
    from_user_id: bsuid,
    id: `wamid.${bsuid}.${n + 1}`,
    timestamp: String(Math.floor(house.app.clock.now().getTime() / 1000)),
    type: "text",
    text: { body: words(n + 1) },
  }));
/** Gone after a reload. */
const leaveMark = (page: Page) => page.evaluate(() => Reflect.set(window, "stillTheSamePage", true));
const hasMark = (page: Page) => page.evaluate(() => Reflect.get(window, "stillTheSamePage") === true);

describe.skipIf(noBrowser)("two screens, a long sleep, a new build", () => {
  beforeAll(async () => {
    house = await openStaffApp();
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("a draft appears on the other device and in its list, and goes from both when it is sent (U24)", async () => {
    const { id } = await customerWho("Haben Sie das Ersatzteil?", "Jonas Brunner");
    const desk = await house.goOn("office", `/posteingang/${id}`);
    const phone = await house.goOn("office", "/posteingang", {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    const row = phone.getByRole("link", { name: /Jonas Brunner/ });
    await row.waitFor();
    await incoming(desk).first().waitFor();
    await field(desk).fill("Das Ersatzteil ist da,");
    await phone.getByRole("link", { name: /Jonas Brunner.*Entwurf/s }).waitFor();
    await row.click();
    await expect.poll(() => field(phone).inputValue()).toBe("Das Ersatzteil ist da,");
    await field(phone).fill("Das Ersatzteil ist da, kommen Sie vorbei.");
    await expect.poll(() => field(desk).inputValue()).toBe("Das Ersatzteil ist da, kommen Sie vorbei.");
    // What somebody types here is not overwritten by what arrives from there.
    await field(desk).press("End");
    await field(desk).pressSequentially(" Bis 17 Uhr.");
    await expect.poll(() => field(phone).inputValue()).toBe("Das Ersatzteil ist da, kommen Sie vorbei. Bis 17 Uhr.");
    await field(desk).press("Enter");
    await desk.locator("li.message.out", { hasText: "Bis 17 Uhr." }).waitFor();
    await expect.poll(() => field(phone).inputValue()).toBe("");
    await desk.getByRole("link", { name: /Jonas Brunner/ }).waitFor();
    await expect.poll(() => desk.getByRole("link", { name: /Jonas Brunner.*Entwurf/s }).count()).toBe(0);
    await house.rest(desk);
    await house.rest(phone);
  });

  test("a draft that stands there after a reload still follows the other device (U24)", async () => {
    const { id } = await customerWho("Kommt jemand?", "Rita Neu");
    const desk = await house.goOn("office", `/posteingang/${id}`);
    const phone = await house.goOn("office", `/posteingang/${id}`);
    await incoming(desk).first().waitFor();
    await field(desk).fill("Ja, um acht.");
    await expect.poll(() => field(phone).inputValue()).toBe("Ja, um acht.");
    await desk.reload();
    await incoming(desk).first().waitFor();
    await expect.poll(() => field(desk).inputValue()).toBe("Ja, um acht.");
    await field(phone).press("Control+Enter");
    await desk.locator("li.message.out", { hasText: "Ja, um acht." }).waitFor();
    await expect.poll(() => field(desk).inputValue()).toBe("");
    await house.rest(desk);
    await house.rest(phone);
  });

  test("what lies open when the server no longer knows how far one had read is fetched anew and goes on", async () => {
    const { customer, id } = await customerWho("Vor der langen Pause", "Gerd Weg");
    const page = await house.goOn("office", `/posteingang/${id}`);
    await incoming(page).getByText("Vor der langen Pause").waitFor();
    const gone = { contentType: "text/event-stream", body: "event: gone\ndata: {}\n\n" };
    await page.route("**/api/events*", (route) => route.fulfill(gone), { times: 1 });
    const again = page.waitForRequest("**/api/conversations?*");
    await page.context().setOffline(true);
    await page.getByText("Kein Netz.").first().waitFor();
    await customer.writes("In der langen Pause");
    await page.context().setOffline(false);
    await again;
    await incoming(page).getByText("In der langen Pause").waitFor();
    await customer.writes("Nach der langen Pause");
    await incoming(page).getByText("Nach der langen Pause").waitFor();
    await house.rest(page);
  });

  test("a start that hangs while the net comes back ends in one stream, not in two", async () => {
    await customerWho("Jemand da?", "Rudi Doppelt");
    const page = await house.goOn("office", "/posteingang");
    await page.locator("a[data-row]").first().waitFor();
    const streams: string[] = [];
    page.on("request", (one) => {
      if (one.url().includes("/api/events")) streams.push(one.url());
    });
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    const hung: string[] = [];
    await page.route("**/api/me", async (route) => {
      hung.push(route.request().url());
      await held;
      await route.continue();
    });
    await page.reload();
    await page.locator("#inhalt").waitFor();
    await page.evaluate("dispatchEvent(new Event('online'))");
    await expect.poll(() => hung.length).toBe(2);
    answer();
    await page.locator("a[data-row]").first().waitFor();
    await expect.poll(() => streams.length).toBe(1);
    const asked = page.waitForResponse("**/api/today*");
    await page.getByRole("link", { name: "Heute" }).click();
    await asked;
    expect(streams).toHaveLength(1);
    await house.rest(page);
  });

  test("without a net another view shows what is known of it, and nothing of the one before", async () => {
    await customerWho("Bleibt offen", "Olga Offen");
    const page = await house.open("office", "/posteingang");
    const row = page.getByRole("link", { name: /Olga Offen/ });
    await row.waitFor();
    await page.context().setOffline(true);
    await page.getByText("Kein Netz.").first().waitFor();
    const go = (query: string) =>
      page.evaluate((to) => {
        history.pushState({}, "", to);
        dispatchEvent(new PopStateEvent("popstate"));
      }, `/posteingang${query}`);
    await go("?ansicht=erledigt");
    await page.getByRole("button", { name: "Nochmal" }).waitFor();
    expect(await row.count()).toBe(0);
    await go("?ansicht=niemand");
    await row.waitFor();
    await go("");
    await row.waitFor();
    await house.rest(page);
  });

  test("in a room who works is asked again when the net is back", async () => {
    const page = await house.goOn("office", "/team");
    await page.locator("a[data-row]").first().click();
    const line = page.locator(".reach");
    // Neither that it is being asked, nor what the window may still say of its net from the story before.
    const known = (await page.locator(".reach:not(.wait)").textContent()) ?? "";
    await page.context().setOffline(true);
    await line.getByText("Kein Netz").waitFor();
    await page.getByRole("link", { name: "Posteingang" }).click();
    await page.goBack();
    await line.getByText("Kein Netz").waitFor();
    await page.context().setOffline(false);
    await line.getByText(known.trim()).waitFor();
    await house.rest(page);
  });

  test("ten minutes without a net: what came meanwhile is all there, in its order, once, without a reload (U53)", async () => {
    const { customer, id } = await customerWho("Nachricht 0", "Helga Seidel");
    const page = await house.goOn("office", `/posteingang/${id}`);
    await incoming(page).getByText("Nachricht 0", { exact: true }).waitFor();
    await leaveMark(page);
    await page.context().setOffline(true);
    await page.getByText("Kein Netz.").first().waitFor();
    house.app.clock.advance(10 * minute);
    await customer.delivers({ messages: texts(customer, 30, (n) => `Nachricht ${n}`) });
    const lost = page.waitForEvent("requestfailed", (one) => one.url().endsWith("/draft"));
    await field(page).fill("Im Keller begonnen");
    await lost;
    expect(await incoming(page).count()).toBe(1);
    await page.context().setOffline(false);
    const words = async () =>
      (await incoming(page).allInnerTexts()).flatMap((text) => /Nachricht \d+/.exec(text)?.[0] ?? []);
    await expect.poll(words).toEqual(Array.from({ length: 31 }, (_, n) => `Nachricht ${n}`));
    await expect.poll(() => page.getByText("Kein Netz.").count()).toBe(0);
    const draft = async () =>
      ((await house.app.firm.office.get(`/api/conversations/${id}`)) as { draft: string }).draft;
    await expect.poll(draft).toBe("Im Keller begonnen");
    expect(await hasMark(page)).toBe(true);
    await house.rest(page);
  });

  test("where only the server is away, nobody is told of a missing net, and what waits goes out when it is back", async () => {
    const { id } = await customerWho("Kommt heute noch jemand?", "Sigrid Serverlos");
    const page = await house.goOn("office", "/heute");
    const away = (route: Route) => route.fulfill({ status: 502, contentType: "text/html", body: "Bad Gateway" });
    await page.route("**/api/events?*", away);
    await page.goto(new URL(`/posteingang/${id}`, page.url()).href);
    const banner = page.locator("main .region");
    await banner.getByText("Dein Gerät meldet Netz, aber der Werkbote-Server antwortet nicht.").waitFor();
    // What is asked for from here on does not come.
    await incoming(page).first().waitFor();
    await page.getByRole("button", { name: "Ich übernehme" }).waitFor();
    await page.route("**/api/**", away);
    await field(page).fill("Ja, um vier.");
    await page.getByText("Jetzt nicht prüfbar").first().waitFor();
    await field(page).press("Enter");
    await page.getByText("wartet auf den Server").waitFor();
    await banner.getByText("Der Werkbote-Server antwortet nicht. 1 Nachricht wartet hier").waitFor();
    await page.getByRole("button", { name: "Ich übernehme" }).click();
    await page.locator(".toast").getByText("Der Werkbote-Server antwortet nicht. Das ist wohl nicht").waitFor();
    expect(await page.getByText("Kein Netz").count()).toBe(0);
    await page.unrouteAll();
    await page.locator("li.message.out").getByText("Ja, um vier.").waitFor();
    await house.rest(page);
  });

  test("a new build gives a hint and nothing more; the draft is there before and after reloading (U55)", async () => {
    const { id } = await customerWho("Wann kommen Sie?", "Karin Vogel");
    const page = await house.goOn("office", `/posteingang/${id}`);
    await incoming(page).first().waitFor();
    const hint = page.getByText("Eine neue Fassung ist da.");
    const breakOff = async () => {
      await page.context().setOffline(true);
      await page.getByText("Kein Netz.").first().waitFor();
      await page.context().setOffline(false);
      await expect.poll(() => page.getByText("Kein Netz.").count()).toBe(0);
    };
    // The server came back as it was: nothing is said.
    const looked = page.waitForResponse("**/files.json");
    await breakOff();
    await looked;
    expect(await hint.count()).toBe(0);
    await leaveMark(page);
    await field(page).fill("Wir kommen am");
    await page.route("**/files.json", (route) => route.fulfill({ json: ["/assets/index-ANOTHER1.js"] }));
    await breakOff();
    await hint.waitFor();
    expect([await hasMark(page), await field(page).inputValue()]).toEqual([true, "Wir kommen am"]);
    await field(page).press("End");
    await field(page).pressSequentially(" Montag.");
    await page.unroute("**/files.json");
    await page.getByRole("button", { name: "Neu laden" }).click();
    await expect.poll(() => hasMark(page).catch(() => true)).toBe(false);
    await expect.poll(() => field(page).inputValue()).toBe("Wir kommen am Montag.");
    await house.rest(page);
  });

  test("of somebody whose number WhatsApp hides a sentence says that it is not known", async () => {
    const hidden = house.app.firm.customer({ name: "Ohne Nummer", phone: undefined });
    await hidden.writes("Ich schreibe ohne Nummer");
    const page = await house.goOn("office", `/posteingang/${await hidden.conversationId()}`);
    await page.getByText("Nummer nicht bekannt:", { exact: false }).waitFor();
    await house.rest(page);
  });

  test("list, title and rail say the same number, exact to 99; read on one device it goes from the other (U15, U16, U17)", async () => {
    const { customer, id } = await customerWho("Nummer 1", "Pia Winter");
    const [phone, desk] = [await house.goOn("office", "/posteingang"), await house.goOn("office", "/posteingang")];
    const said = () => desk.locator(`a[data-row="${id}"]`).textContent();
    await expect.poll(said).toContain("1 ungelesen");
    // The row may stand there before the number that counts it.
    const { counts } = InboxPage.parse(await house.app.firm.office.get("/api/conversations?state=open&limit=1"));
    const waits = counts.unread;
    await expect.poll(() => desk.title()).toBe(`(${waits}) Posteingang · Werkbote`);
    await desk.getByRole("link", { name: `${waits} ungelesen Posteingang` }).waitFor();
    const many = texts(customer, 110, (n) => `Nummer ${n + 1}`);
    await customer.delivers({ messages: many.slice(0, 98) });
    await expect.poll(said).toMatch(/99\s*99 ungelesen/);
    await customer.delivers({ messages: many.slice(98) });
    await expect.poll(said).toMatch(/99\+\s*mehr als 99 ungelesen/);
    // Lying open in a window nobody looks at is not reading.
    await phone.addInitScript("document.hasFocus = () => globalThis.lookedAt === true");
    await phone.goto(new URL(`/posteingang/${id}`, phone.url()).href);
    await phone.locator("li.new").waitFor();
    await phone.locator("button.pill").click();
    await phone.getByText("Nummer 111", { exact: true }).last().waitFor();
    await takeClock(phone);
    await phone.clock.runFor(5_000);
    expect(await said()).toContain("mehr als 99");
    await phone.evaluate("globalThis.lookedAt = true; dispatchEvent(new Event('focus'))");
    const read = phone.waitForResponse(`**/api/conversations/${id}/read`);
    await phone.clock.runFor(1_000);
    await read;
    await expect.poll(said).not.toContain("ungelesen");
    await expect.poll(() => desk.title()).toBe(`${waits === 1 ? "" : `(${waits - 1}) `}Posteingang · Werkbote`);
    await phone.context().close();
    await house.rest(desk);
  });

  test("a reply that came while one was writing is asked about before one's own goes, also where it stood on the screen (U19)", async () => {
    const { id } = await customerWho("Wann kommt jemand?", "Doris Doppelt");
    const boss = await house.goOn("owner", `/posteingang/${id}`);
    await incoming(boss).first().waitFor();
    await field(boss).pressSequentially("Ich komme um acht.");
    await house.app.firm.office.reply(id, "Wir kommen um neun.");
    await boss.locator("li.message.out", { hasText: "um neun" }).waitFor();
    await field(boss).press("Enter");
    await boss.getByText("Inzwischen hat jemand aus dem Team geantwortet. Bitte lies das zuerst.").waitFor();
    await boss.getByRole("button", { name: "Trotzdem senden" }).click();
    await boss.locator("li.message.out", { hasText: "um acht" }).waitFor();
    // What is begun after it knows it.
    await field(boss).pressSequentially("Bis dann.");
    await field(boss).press("Enter");
    await boss.locator("li.message.out", { hasText: "Bis dann." }).waitFor();
    await house.rest(boss);
  });

  test("a conversation found by its words opens where they stand; what is unread above it stays unread, and only what comes then is read out (U57)", async () => {
    const { customer, id } = await customerWho("Zeile 1", "Paula Fundstelle");
    const line = (n: number) => (n === 89 ? "Der Schlüssel liegt beim Nachbarn" : `Zeile ${n + 1}`);
    await customer.delivers({ messages: texts(customer, 150, line) });
    const page = await house.goOn("office", "/posteingang");
    await page.addInitScript("document.hasFocus = () => true");
    await page.goto(new URL("/posteingang?suche=Schluessel", page.url()).href);
    const row = page.locator(`a[data-row="${id}"]`);
    await row.getByText("Der Schlüssel liegt").waitFor();
    await row.click();
    const hit = page.locator("li.message", { hasText: "beim Nachbarn" });
    await hit.waitFor();
    await page.waitForURL(`**/posteingang/${id}?suche=Schluessel`);
    const inSight = () => hit.evaluate((one) => one.getBoundingClientRect().bottom < innerHeight);
    await expect.poll(inSight).toBe(true);
    const told: string[] = [];
    page.on("request", (request) => void told.push(request.url()));
    await takeClock(page);
    await page.evaluate("dispatchEvent(new Event('focus'))");
    await page.clock.runFor(5_000);
    await page.evaluate("fetch('/health')");
    expect(told.filter((url) => url.endsWith("/read"))).toEqual([]);
    const read = page.waitForResponse(`**/api/conversations/${id}/read`);
    await page.locator("button.pill").click();
    await page.getByText("Zeile 151", { exact: true }).last().waitFor();
    await page.clock.runFor(2_000);
    await read;
    expect((await house.app.firm.office.row(id)).unread).toBe(0);
    // All that was loaded on the way to the end is from the past.
    const heard = page.getByRole("log").locator("p");
    expect(await heard.count()).toBe(0);
    await customer.writes("Ist jemand da?");
    await house.app.drain();
    const soon = async () => {
      await page.clock.runFor(500);
      return await heard.allTextContents();
    };
    await expect.poll(soon).toEqual(["Paula Fundstelle: Ist jemand da?"]);
    await page.context().close();
  });

  test("what one looks for stands in the address; Back finds the list as it was, and the focus on its row (U22)", async () => {
    for (let n = 1; n <= 24; n++) await customerWho(`Anfrage ${n}`, `Kundschaft ${n}`);
    const small = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    for (const options of [{}, small]) {
      const page = await house.goOn("office", "/posteingang", options);
      const rows = page.locator("a[data-row]");
      await rows.first().waitFor();
      await page.getByRole("checkbox", { name: "Ungelesene" }).check();
      await page.getByRole("searchbox").fill("Anfrage");
      await page.waitForURL("**/posteingang?ungelesen=1&suche=Anfrage");
      // What was found, and no longer what stood there before it was looked for: those waited longer and stand above.
      const found = () => rows.evaluateAll((all) => all.every((one) => one.textContent?.includes("Kundschaft")));
      await expect.poll(found).toBe(true);
      const list = page.getByRole("group", { name: "Gespräche" });
      await list.evaluate((one) => one.scrollTo(0, 1_000));
      await expect.poll(() => list.evaluate((one) => one.scrollTop)).toBe(1_000);
      const middle = { x: 200, y: 450 };
      const rowThere = () =>
        page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest("a")?.dataset.row ?? "", middle);
      // The place is scrolled to at once, its rows are drawn with the next frame.
      await expect.poll(rowThere).not.toBe("");
      const id = await rowThere();
      const cards: string[] = [];
      page.on("request", (one) => {
        if (/\/api\/contacts\/[^/]+$/.test(one.url())) cards.push(one.url());
      });
      await page.mouse.click(middle.x, middle.y);
      await page.waitForURL(`**/posteingang/${id}?ungelesen=1&suche=Anfrage`);
      await page.locator("li.message").first().waitFor();
      // Beside it stands whose it is, asked for once.
      expect(cards).toHaveLength(options === small ? 0 : 1);
      await page.goBack();
      await page.locator(`a[data-row="${id}"]:focus`).waitFor();
      expect(await list.evaluate((one) => one.scrollTop)).toBe(1_000);
      expect(await page.getByRole("searchbox").inputValue()).toBe("Anfrage");
      const unread = page.getByRole("checkbox", { name: "Ungelesene" });
      expect(await unread.isChecked()).toBe(true);
      // Another view begins at its top; Back leads to where one had scrolled to.
      await unread.uncheck();
      await expect.poll(() => list.evaluate((one) => one.scrollTop)).toBe(0);
      await page.goBack();
      await expect.poll(() => list.evaluate((one) => one.scrollTop)).toBe(1_000);
      await page.locator(`a[data-row="${id}"]`).focus();
      if (options !== small) {
        // Also to a row that was not drawn the keys lead, and one that is scrolled away keeps the focus.
        for (const [key, place] of [
          ["End", 24],
          ["Home", 1],
        ] as const) {
          await page.keyboard.press(key);
          await page.locator(`li[aria-posinset="${place}"] a:focus`).waitFor();
        }
        await list.evaluate((one) => one.scrollTo(0, one.scrollHeight));
        await page.locator('li[aria-posinset="24"]').waitFor();
        await page.keyboard.press("ArrowDown");
        await page.locator('li[aria-posinset="2"] a:focus').waitFor();
      }
      await house.rest(page);
    }
  });
});
