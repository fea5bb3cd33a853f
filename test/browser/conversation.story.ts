import type { CDPSession, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { longConversation, manyConversations } from "../support/long-past.ts";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp, takeClock } from "./staff-app.ts";

/** A conversation as one reads it: where it opens, what it follows, what it leaves alone; and with years behind it. */
let house: StaffApp;
const field = (page: Page) => page.locator("textarea");
const bubbles = (page: Page) => page.locator("[data-position]");
/** Of what Chromium tells while it is traced. */
interface TraceEvent {
  readonly name: string;
  readonly args: { readonly elementCount?: number; readonly beginData?: { readonly dirtyObjects?: number } };
}
/** How far the end of the messages lies below what one sees. */
const below = (page: Page) =>
  page.locator("section.scroller").evaluate((one) => one.scrollHeight - one.scrollTop - one.clientHeight);

async function customerWho(writes: string, name: string) {
  const customer = house.app.firm.customer({ name });
  await customer.writes(writes);
  await house.app.drain();
  return { customer, id: await customer.conversationId() };
}
type Customer = Awaited<ReturnType<typeof customerWho>>["customer"];

/** Everything in one delivery, as after a night. */
async function writesMany(customer: Customer, words: readonly string[]): Promise<void> {
  const messages = words.map((body, n) => ({
    from: customer.phone,
    from_user_id: customer.bsuid,
    id: `wamid.night.${customer.bsuid}.${n}`,
    timestamp: String(Math.floor(house.app.clock.now().getTime() / 1000)),
    type: "text",
    text: { body },
  }));
  await customer.delivers({ messages });
}

const frames = (page: Page, count: number) =>
  page.evaluate(async (n) => {
    for (let i = 0; i < n; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, count);

/**
 * What one of these keys costs until its frame stands there. Counted, as milliseconds are the machine's: how often parts
 * of the app's script are run (of most keys: some also hear an answer), how many things are styled and laid out.
 */
async function workOfKeys(page: Page, devtools: CDPSession, text: string) {
  let drawn = 0;
  devtools.on("Tracing.dataCollected", ({ value }) => {
    for (const { name, args } of value as unknown as readonly TraceEvent[])
      if (name === "UpdateLayoutTree") drawn += args.elementCount ?? 0;
      else if (name === "Layout") drawn += args.beginData?.dirtyObjects ?? 0;
  });
  await field(page).focus();
  await devtools.send("Profiler.takePreciseCoverage");
  await devtools.send("Tracing.start", { traceConfig: { includedCategories: ["devtools.timeline"] } });
  const script: number[] = [];
  for (const letter of text) {
    await page.keyboard.type(letter);
    await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => setTimeout(shown))));
    const { result } = await devtools.send("Profiler.takePreciseCoverage");
    const parts = result.filter(({ url }) => url.includes("/assets/")).flatMap(({ functions }) => functions);
    script.push(parts.flatMap(({ ranges }) => ranges).reduce((sum, { count }) => sum + count, 0));
  }
  const told = new Promise((resolve) => devtools.once("Tracing.tracingComplete", resolve));
  await devtools.send("Tracing.end");
  await told;
  script.sort((a, b) => a - b);
  return { script: script[Math.floor(script.length * 0.75)] ?? Number.NaN, drawing: drawn / text.length };
}

beforeAll(async () => {
  if (noBrowser) return;
  house = await openStaffApp();
  const image = sharp({ create: { width: 800, height: 1_200, channels: 3, background: "#888" } });
  const bytes = await image.jpeg().toBuffer();
  house.app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes, mimeType: "image/jpeg" });
});
afterAll(async () => {
  await house?.stop();
});

describe.skipIf(noBrowser)("a conversation as one reads it", () => {
  test("it opens at the first of 40 unread; scrolled up nothing moves, a pill counts; at the end it follows, late pictures too (U09, U10, U13, U43)", async () => {
    const { customer, id } = await customerWho("Gelesen", "Helga Seidel");
    const { lastPosition } = await house.app.firm.office.row(id);
    await house.app.firm.office.post(`/api/conversations/${id}/read`, { position: lastPosition });
    await writesMany(
      customer,
      Array.from({ length: 40 }, (_, n) => `Ungelesen ${n + 1}`),
    );
    const page = await house.goOn("office", `/posteingang/${id}`);
    const divider = page.locator("li.new");
    await divider.getByText("Neu", { exact: true }).waitFor();
    const first = bubbles(page).getByText("Ungelesen 1", { exact: true });
    const room = await page.locator("section.scroller").boundingBox();
    const [line, words] = [await divider.boundingBox(), await first.boundingBox()];
    expect(line?.y).toBeGreaterThanOrEqual(room?.y ?? 0);
    expect(words?.y).toBeGreaterThan(line?.y ?? 0);
    expect((words?.y ?? 0) + (words?.height ?? 0)).toBeLessThan((room?.y ?? 0) + (room?.height ?? 0) / 2);
    expect(await divider.evaluate((one) => one.nextElementSibling?.textContent)).toContain("Ungelesen 1");

    for (const n of [41, 42, 43]) await customer.writes(`Ungelesen ${n}`);
    const pill = page.getByRole("button", { name: "3 neue Nachrichten" });
    await pill.waitFor();
    expect(Math.abs(((await first.boundingBox())?.y ?? 0) - (words?.y ?? 0))).toBeLessThanOrEqual(1);
    await pill.click();
    await bubbles(page).getByText("Ungelesen 43", { exact: true }).waitFor();
    await expect.poll(() => below(page)).toBeLessThan(2);
    await pill.waitFor({ state: "detached" });

    // What comes now in one breath is followed to its end, and the picture that is long on its way.
    let arrive: () => void = () => undefined;
    const late = new Promise<void>((resolve) => (arrive = resolve));
    await page.route(/\/api\/attachments\/.*\/(thumbnail|content)/, async (route) => {
      await late;
      await route.continue();
    });
    for (const n of [44, 45, 46]) await customer.writes(`Eine Zeile\n`.repeat(n === 45 ? 12 : 2) + n);
    await customer.sends({ type: "image", image: { id: "31", mime_type: "image/jpeg", sha256: "" } });
    await customer.writes("So sieht es aus");
    await bubbles(page).getByText("So sieht es aus").waitFor();
    // How tall it is the house knows once it has fetched the picture from WhatsApp.
    await bubbles(page).locator("img").last().waitFor({ state: "attached" });
    await expect.poll(() => below(page)).toBeLessThan(2);
    const tall = () => page.locator("section.scroller").evaluate((one) => one.scrollHeight);
    const before = await tall();
    arrive();
    await expect
      .poll(() =>
        bubbles(page)
          .locator("img")
          .last()
          .evaluate((one) => (one as HTMLImageElement).naturalWidth),
      )
      .toBeGreaterThan(0);
    expect(await tall()).toBe(before);
    await expect.poll(() => below(page)).toBeLessThan(2);
    await page.locator("button.pill").waitFor({ state: "detached" });
    // A scroll under way is told when the next thing has grown already: that is nobody scrolling up.
    await page.locator("section.scroller").evaluate((one) => {
      const last = one.querySelector<HTMLElement>("li.message:last-of-type .bubble");
      if (last) last.style.minHeight = "400px";
      one.dispatchEvent(new Event("scroll"));
    });
    await expect.poll(() => below(page)).toBeLessThan(2);
    await house.rest(page);
  });

  test("what the house says by itself leaves the customer's words in sight on a phone, and its whole opens where one reads", async () => {
    const { id } = await customerWho("Der Heizkörper tropft.", "Gerda Busch");
    await house.app.drain();
    const page = await house.goOn("office", `/posteingang/${id}`, { viewport: { width: 360, height: 740 } });
    const said = bubbles(page).getByText("Der Heizkörper tropft.", { exact: true });
    const told = bubbles(page).getByText("Diese Antwort kommt automatisch.", { exact: false });
    const inSight = async (one: typeof said) => {
      const [box, room] = await Promise.all([one.boundingBox(), page.locator("section.scroller").boundingBox()]);
      const top = (box?.y ?? 0) - (room?.y ?? 0);
      return top >= 0 && top + (box?.height ?? 0) <= (room?.height ?? 0);
    };
    await expect.poll(async () => (await house.app.firm.office.row(id)).unread).toBe(0);
    // A second time, with nothing new: it opens at its end.
    await page.reload();
    await told.waitFor();
    await expect.poll(() => inSight(said)).toBe(true);
    await page.locator("button.pill").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Ganzen Text zeigen" }).click();
    const whole = bubbles(page).getByText("Ihr Recht auf Widerspruch", { exact: false });
    await whole.waitFor();
    // With pairs of letters a word of ten thousand signs is measured anew for each of its lines.
    expect(await whole.evaluate((text) => getComputedStyle(text).fontKerning)).toBe("none");
    await frames(page, 3);
    const room = await page.locator("section.scroller").boundingBox();
    expect((await told.boundingBox())?.y).toBeGreaterThan(room?.y ?? 0);
    await page.locator("button.pill").waitFor();
    await house.rest(page);
  });

  test("unread again holds on the other device too, and the customer hears nothing of it (U14)", async () => {
    const { id } = await customerWho("Wann kommt jemand?", "Emre Yilmaz");
    const unread = async () => (await house.app.firm.office.row(id)).unread;
    const here = await house.goOn("office", `/posteingang/${id}`);
    await expect.poll(unread).toBe(0);
    // The second one finds it read: what it says of its own opening is not on its way any more.
    const there = await house.goOn("office", `/posteingang/${id}`);
    const pages = [here, there];
    for (const page of pages) await bubbles(page).first().waitFor();
    await house.app.drain();
    const before = house.app.left.length;
    await here.locator("section.scroller").focus();
    const told = there.waitForResponse((one) => one.url().endsWith(`/api/conversations/${id}`));
    await here.keyboard.press("u");
    for (const page of pages) await page.locator(`a[data-row="${id}"]`).getByText("1 ungelesen").waitFor();
    await (await told).finished();
    // The other one lies open, looked at: moving in it is not opening it again.
    const reads: string[] = [];
    there.on("request", (one) => {
      if (one.url().endsWith("/read")) reads.push(one.url());
    });
    await takeClock(there);
    for (let turn = 0; turn < 3; turn++) {
      await there.locator("section.scroller").evaluate((one) => one.dispatchEvent(new Event("scroll")));
      await there.clock.runFor(2_000);
      await there.evaluate(() => fetch("/api/me").then((answer) => answer.text()));
    }
    expect(reads).toEqual([]);
    expect(await unread()).toBe(1);
    expect(house.app.left).toHaveLength(before);
    await house.rest(here);
    await there.context().close();
  });

  test("grey in the size of what comes stands there only when it takes long, and nothing jumps (U12)", async () => {
    const { id } = await customerWho("Eins", "Karin Vogel");
    const page = await house.open("office", "/posteingang");
    await page.locator("a[data-row]").first().waitFor();
    await page.addInitScript(() => {
      const shifts: { value: number; where: string[] }[] = [];
      const ghosts: number[] = [];
      Reflect.set(window, "shifts", shifts);
      Reflect.set(window, "ghosts", ghosts);
      // What it waits for is a timer, and how long is counted from where this very one began: others begin all the time.
      let begun = Number.POSITIVE_INFINITY;
      const later = window.setTimeout;
      Reflect.set(window, "setTimeout", (run: (...more: unknown[]) => void, ms?: number, ...more: unknown[]) => {
        const at = performance.now();
        const running = () => {
          begun = at;
          run(...more);
          later(() => (begun = Number.POSITIVE_INFINITY));
        };
        return later(running, ms);
      });
      new PerformanceObserver((found) => {
        for (const entry of found.getEntries() as (PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
          sources: { node: Node | null }[];
        })[])
          if (!entry.hadRecentInput)
            shifts.push({
              value: entry.value,
              where: entry.sources.map(({ node }) =>
                node instanceof Element ? node.outerHTML.slice(0, 120) : String(node?.textContent),
              ),
            });
      }).observe({ type: "layout-shift", buffered: true });
      new MutationObserver(() => {
        for (const one of document.querySelectorAll<HTMLElement>(".skeleton")) {
          if (Reflect.has(one, "ghost") || getComputedStyle(one).visibility !== "visible") continue;
          Reflect.set(one, "ghost", true);
          ghosts.push(performance.now() - begun);
        }
      }).observe(document, { subtree: true, childList: true, attributes: true });
    });
    for (const path of ["/posteingang", `/posteingang/${id}`]) {
      let answer: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (answer = resolve));
      await page.route(/\/api\/conversations(\?|\/)/, async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(new URL(path, page.url()).href);
      await page.locator(".skeleton.shown").last().waitFor();
      const ghost = path.endsWith(id) ? undefined : await page.locator(".skeleton .ghost").first().boundingBox();
      answer();
      await page
        .locator(path.endsWith(id) ? "[data-position]" : "a[data-row]")
        .first()
        .waitFor();
      if (ghost) {
        const row = await page.locator("a[data-row]").first().boundingBox();
        expect([row?.x, row?.y, row?.width, row?.height]).toEqual([ghost.x, ghost.y, ghost.width, ghost.height]);
      }
      await page.locator(".permit, .nothing").first().waitFor();
      await page.unrouteAll({ behavior: "wait" });
      const seen = await page.evaluate(() => ({
        shifts: Reflect.get(window, "shifts") as { value: number; where: string[] }[],
        ghosts: Reflect.get(window, "ghosts") as number[],
      }));
      expect(seen.ghosts.length).toBeGreaterThan(0);
      for (const waited of seen.ghosts) expect(waited).toBeGreaterThanOrEqual(100);
      expect(seen.shifts.reduce((sum, { value }) => sum + value, 0)).toBeLessThanOrEqual(0.1);
      expect(
        seen.shifts.flatMap(({ where }) => where).filter((one) => /class="message|data-position/.test(one)),
      ).toEqual([]);
    }
    await page.context().close();
  });

  test("what did not arrive and cannot go again says why, and gives its words back into the field", async () => {
    const { id } = await customerWho("Passt Dienstag?", "Frauke Fehl");
    const page = await house.goOn("office", `/posteingang/${id}`);
    await bubbles(page).first().waitFor();
    house.app.whatsapp.script.push({ kind: "rejected", error: { code: "424242", retryable: false, whyDe: "" } });
    await house.app.firm.office.reply(id, "Ja, um acht.");
    await page.getByText("nennt keinen bekannten Grund").waitFor();
    expect(await page.getByRole("button", { name: "Nochmal senden" }).count()).toBe(0);
    const back = page.getByRole("button", { name: "Text zurück ins Feld" });
    await back.click();
    await expect.poll(() => field(page).inputValue()).toBe("Ja, um acht.");
    await back.waitFor({ state: "detached" });
    await house.rest(page);

    // What is said stands there also while the messages are on their way, and where they do not come.
    const slow = await customerWho("Sind Sie da?", "Lotte Langsam");
    const gone = Promise.withResolvers<void>();
    await page.route(/\/messages(\?|$)/, async (route) => {
      await gone.promise;
      await route.abort();
    });
    await house.goOn("office", `/posteingang/${slow.id}`);
    await field(page).fill("Ja, bis vier.");
    await field(page).press("Enter");
    const own = page.locator("li[data-waiting]").getByText("Ja, bis vier.");
    await own.waitFor();
    gone.resolve();
    await page.locator("li[data-waiting]").getByText("wartet auf den Server").waitFor();
    const again = page.locator(".conversation .failed").getByRole("button", { name: "Nochmal" });
    await again.waitFor();
    await own.waitFor();
    await page.unrouteAll({ behavior: "wait" });
    await again.click();
    await bubbles(page).getByText("Ja, bis vier.").waitFor();
    await house.rest(page);
  });

  test("the article a question is about stands above it, and the longest number breaks on a phone", async () => {
    const { customer, id } = await customerWho("Guten Tag", "Karin Katalog");
    const article = "A1B2C3D4E5".repeat(10);
    const context = { from: "1", id: "wamid.article", referred_product: { product_retailer_id: article } };
    await customer.sends({ type: "text", text: { body: "Ist der noch da?" }, context });
    await house.app.drain();
    const page = await house.goOn("office", `/posteingang/${id}`, { viewport: { width: 360, height: 740 } });
    const mark = bubbles(page).getByText(`Zum Artikel ${article}`);
    await mark.waitFor();
    expect(await mark.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
    await house.rest(page);
  });
});

describe.skipIf(noBrowser)("a business with years behind it", () => {
  let old = "";
  beforeAll(async () => {
    const kern = await longConversation(house.app, "Hausverwaltung Kern", 10_000);
    await kern.sends({ type: "text", text: { body: "Wieder wie damals?" }, context: { id: "wamid.past.500" } });
    old = await kern.conversationId();
    await house.app.firm.office.post(`/api/conversations/${old}/read`, { position: 10_001 });
    await manyConversations(house.app, 5_000);
  });

  test("with 10,000 messages one types as with one, and what is sent stands there in the frame that empties the field (U03, U04, U07)", async () => {
    const words = "Wir kommen am Dienstag zwischen acht und zehn Uhr und bringen die Dichtung mit.";
    const young = (await customerWho("Guten Tag", "Jonas Brunner")).id;
    const page = await house.goOn("office", `/posteingang/${young}`);
    await bubbles(page).first().waitFor();
    // Once for both: V8 counts parts of a script only the first time it is asked.
    const devtools = await page.context().newCDPSession(page);
    await devtools.send("Profiler.enable");
    await devtools.send("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    const short = await workOfKeys(page, devtools, words.slice(0, 50));
    await house.rest(page);
    await house.goOn("office", `/posteingang/${old}`);
    await bubbles(page).getByText("Wieder wie damals?").waitFor();
    expect(await bubbles(page).count()).toBeLessThanOrEqual(150);
    const long = await workOfKeys(page, devtools, words);
    await devtools.detach();
    // Nothing may grow with what lies behind; the budget in milliseconds is the bench's.
    for (const work of ["script", "drawing"] as const) {
      expect(short[work]).toBeGreaterThan(0);
      expect(long[work]).toBeLessThan(1.5 * short[work]);
    }

    // Until it stands there nobody has been asked anything: the server hears of it later.
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route("**/messages", async (route) => {
      await held;
      await route.continue();
    });
    await page.locator(".permit .sentence").getByText("Darf raus").waitFor();
    await page.evaluate(() => {
      document.addEventListener(
        "keydown",
        () =>
          requestAnimationFrame(() =>
            Reflect.set(window, "nextFrame", {
              empty: document.querySelector("textarea")?.value === "",
              own: document.querySelector("li[data-waiting]")?.textContent?.includes("bringen die Dichtung mit"),
            }),
          ),
        { capture: true, once: true },
      );
    });
    await field(page).press("Enter");
    await expect.poll(() => page.evaluate(() => Reflect.get(window, "nextFrame"))).toEqual({ empty: true, own: true });
    answer();
    await page.locator("li.message.out").getByText("bringen die Dichtung mit").waitFor();
    await house.rest(page);
  });

  test("a quote leads 9,500 messages back, where nothing is loaded yet; from there one answers with a quote (U29)", async () => {
    const page = await house.goOn("office", `/posteingang/${old}`);
    const quoting = bubbles(page).filter({ hasText: "Wieder wie damals?" });
    const quoted = page.locator("[data-position='500']");
    // It is marked for a second and a half: whoever looks only after the press may miss it.
    const marked = page.locator("[data-position='500'].highlighted:focus").waitFor();
    await Promise.all([marked, quoting.getByRole("button", { name: /Nachricht 500/ }).click()]);
    expect(await quoted.textContent()).toContain("Nachricht 500");
    const inSight = async () => {
      const boxes = [quoted, page.locator("section.scroller")].map((one) => one.boundingBox());
      const [box, room] = await Promise.all(boxes);
      return box && room && box.y > room.y && box.y + box.height < room.y + room.height;
    };
    await expect.poll(inSight).toBe(true);
    // And the key leads back to the newest message, not to the last of those that are loaded there.
    for (const from of [quoted, page.locator("section.scroller")]) {
      await from.press("End");
      await quoting.getByRole("button", { name: /Nachricht 500/ }).click();
      await expect.poll(inSight).toBe(true);
    }
    await quoted.hover();
    await quoted.getByRole("button", { name: "Antworten" }).click();
    await page.getByRole("button", { name: "Zitat weglassen" }).waitFor();
    await field(page).fill("Das war der Stutzen im Keller.");
    await field(page).press("Enter");
    const answer = page.locator("li.message.out", { hasText: "Das war der Stutzen im Keller." });
    await answer.getByRole("button", { name: /Nachricht 500/ }).waitFor();
    let quotes: string | undefined;
    house.app.whatsapp.during = async ({ replyTo }) => {
      quotes = replyTo;
    };
    await house.app.pass(10_000);
    expect(quotes).toBe("wamid.past.500");
    await house.rest(page);
  });

  test("of 5,000 conversations only those in sight are drawn, and none moves under the pointer or the focus (U11)", async () => {
    const page = await house.open("office", "/posteingang");
    const rows = page.locator("a[data-row]");
    await rows.first().waitFor();
    const list = page.getByRole("group", { name: "Gespräche" });
    await expect.poll(() => page.locator("li[aria-setsize]").first().getAttribute("aria-setsize")).toMatch(/^50\d\d$/);
    const seen = await list.evaluate(async (one) => {
      const tasks: number[] = [];
      new PerformanceObserver((found) => tasks.push(...found.getEntries().map(({ duration }) => duration))).observe({
        type: "longtask",
      });
      let [drawn, blank, reached] = [0, 0, 0];
      for (let turn = 0; turn < 240 && reached <= 400; turn++) {
        one.scrollTop += 700;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const { top, left, height } = one.getBoundingClientRect();
        const under = document.elementFromPoint(left + 100, top + height / 2)?.closest("li[aria-posinset]");
        if (!under) blank++;
        reached = Math.max(reached, Number(under?.getAttribute("aria-posinset") ?? 0));
        drawn = Math.max(drawn, one.querySelectorAll("a[data-row]").length);
      }
      return { drawn, blank, reached, longest: Math.max(0, ...tasks) };
    });
    expect(seen).toMatchObject({ blank: 0 });
    expect(seen.reached).toBeGreaterThan(400);
    expect(seen.drawn).toBeLessThanOrEqual(40);

    // Another view begins at its top, and so does this one.
    for (const name of [/^Niemand/, /^Offen/]) {
      const came = page.waitForResponse("**/api/conversations?*");
      await page.getByRole("button", { name }).click();
      await came;
      await expect.poll(() => list.evaluate((one) => one.scrollTop)).toBe(0);
    }
    // Somebody closes the first of them: every other one belongs a place higher now.
    const at = (n: number) => page.locator(`li[aria-posinset="${n}"] a`);
    await at(1).waitFor();
    const third = at(3);
    const [first, name] = [await at(1).getAttribute("data-row"), await third.textContent()];
    await third.hover();
    const place = await third.boundingBox();
    const { version } = await house.app.firm.owner.row(first ?? "");
    await house.app.firm.owner.post(`/api/conversations/${first}/close`, { version });
    const pill = page.getByRole("button", { name: "1 Änderung einsortieren" });
    await pill.waitFor();
    expect([await third.textContent(), await third.boundingBox()]).toEqual([name, place]);
    // The pointer leaves, and the keyboard comes before anything may move.
    await third.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.mouse.move(900, 450);
    await frames(page, 3);
    expect([await third.textContent(), await third.boundingBox()]).toEqual([name, place]);
    await page.getByRole("searchbox").focus();
    await expect.poll(() => at(2).textContent()).toBe(name);
    await house.rest(page);
  });
});
