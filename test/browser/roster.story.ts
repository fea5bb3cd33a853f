import type { Browser, Locator, Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { OwnRoster, RosterView } from "../../src/contract/roster.ts";
import { addDays, longDay, mondayOf, shortDay, todayIn } from "../../src/web/roster/days.ts";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { heldBack } from "./held-back.ts";
import { desk, noBrowser, person, phone, picture, signInAt, type Watched } from "./people.ts";
import { startDemo } from "./running.ts";
import { stepTo } from "./staff-app.ts";

/** Sandra plans a week with the keys alone, Tarik looks at it on his phone, and a swap goes where the law lets it. */
let demo: Awaited<ReturnType<typeof startDemo>>;
let browser: Browser;
let sandra: Page;
let tarik: Page;
let mehmet: Page;
const all: Watched[] = [];
/** A Monday behind the weeks of the demo, in a week without a holiday. */
let monday = "";

async function sit(role: "office" | "crew" | "crew_lead", path: string, options = phone): Promise<Page> {
  const watched = await person(browser, options, [new URL(demo.info.baseUrl).host]);
  all.push(watched);
  await signInAt(watched.page, demo.info.signIn[role], path);
  return watched.page;
}
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).last();
const row = (name: string): Locator => sandra.locator("[role=row]", { hasText: name });
const chips = (name: string, day: string): Locator => row(name).locator(`[data-day="${day}"] .chip`);
const focused = (): Promise<string> =>
  sandra.evaluate<string>(
    "(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()",
  );
/** Presses a key until what has the focus is what one looks for, as somebody without a mouse does. */
async function until(key: string, found: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    if (await found()) return;
    await sandra.keyboard.press(key);
  }
  throw new Error(`${key} leads nowhere`);
}
const inGrid = () => sandra.evaluate<boolean>("document.activeElement?.getAttribute('role') === 'gridcell'");
const atRow = (name: string) => async () => (await row(name).locator(":focus").count()) === 1;
const atDay = (day: string) => async () => (await sandra.locator(`:focus[data-day="${day}"]`).count()) === 1;
const weekOf = async (from: string): Promise<RosterView> =>
  RosterView.parse(
    await (await sandra.request.get(`${demo.info.baseUrl}/api/roster?from=${from}&to=${addDays(from, 6)}`)).json(),
  );

beforeAll(async () => {
  if (noBrowser) return;
  [demo, browser] = await Promise.all([startDemo(), borrowBrowser()]);
  sandra = await sit("office", "/heute", desk);
  monday = addDays(mondayOf(todayIn(Date.now())), 28);
  while ((await weekOf(monday)).holidays.length > 0) monday = addDays(monday, 7);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await picture(browser, task.name);
});
afterAll(async () => {
  await giveBack(browser);
  await demo?.stop();
});

describe.skipIf(noBrowser)("the roster on screen", () => {
  test("Sandra plans, moves, copies, removes and publishes without touching the mouse (B10, R06)", async () => {
    const [tuesday, wednesday, thursday] = [addDays(monday, 1), addDays(monday, 2), addDays(monday, 3)];
    await stepTo(sandra, `/plan/woche?ab=${monday}`);
    await row("Tarik").waitFor();
    await until("Tab", inGrid);
    await until("ArrowDown", atRow("Tarik"));
    await until("ArrowRight", atDay(tuesday));
    await sandra.keyboard.press("Enter");
    await sandra.getByRole("dialog", { name: "Neuer Dienst" }).waitFor();
    await until("Tab", () =>
      sandra
        .getByLabel("Ort", { exact: false })
        .first()
        .evaluate((one) => one === document.activeElement),
    );
    await sandra.keyboard.type("Seidel, Musterweg 5");
    await sandra.keyboard.press("Enter");
    await chips("Tarik", tuesday).waitFor();
    // The focus is back in the cell, so the next key means the shift in it.
    await expect.poll(atDay(tuesday)).toBe(true);
    await sandra.keyboard.press("m");
    await sandra.keyboard.press("ArrowRight");
    await sandra.getByRole("status").getByText("passt", { exact: true }).waitFor();
    await sandra.keyboard.press("Enter");
    await chips("Tarik", wednesday).waitFor();
    await chips("Tarik", tuesday).waitFor({ state: "detached" });
    // What a key does is said as well: not everybody sees the table.
    await sandra.keyboard.press("c");
    await sandra.getByRole("status").getByText("kopiert, v fügt ein").waitFor();
    await sandra.keyboard.press("ArrowRight");
    await sandra.keyboard.press("v");
    await sandra
      .getByRole("status")
      .getByText(/^Tarik \(Demo\), Do\., .* eingetragen$/)
      .waitFor();
    await chips("Tarik", thursday).waitFor();
    await sandra.keyboard.press("Delete");
    await expect.poll(() => chips("Tarik", thursday).count()).toBe(0);
    await sandra.getByText("Eine Änderung noch nicht veröffentlicht").waitFor();
    await until("Tab", async () => (await focused()) === "Ansehen und veröffentlichen");
    await sandra.keyboard.press("Enter");
    await sandra.getByRole("dialog", { name: "Wer was bekommt" }).getByText("Tarik (Demo)").waitFor();
    await until("Tab", async () => (await focused()) === "An 1 veröffentlichen");
    await sandra.keyboard.press("Enter");
    await sandra.getByRole("dialog", { name: "Veröffentlicht" }).waitFor();
    // The button that was pressed is gone, first from the dialog, then from the bar: the keyboard keeps its place.
    await expect.poll(() => sandra.getByRole("dialog").locator(":focus").count()).toBe(1);
    await sandra.keyboard.press("Escape");
    await expect.poll(() => sandra.evaluate<boolean>("document.activeElement !== document.body")).toBe(true);
    await sandra.getByText("Tarik (Demo) hat noch nicht gesehen").waitFor();
  });

  test("what the law forbids has no way: red, with its paragraph, before anything is saved (R04)", async () => {
    const saturday = addDays(monday, 5);
    await row("Leonie").locator(`[data-day="${saturday}"]`).click();
    const dialog = sandra.getByRole("dialog", { name: "Neuer Dienst" });
    await dialog.getByText("Unter 18 ist am Samstag frei.").waitFor();
    await dialog.getByText("§ 16 JArbSchG").waitFor();
    // Pressed all the same, it leads to what forbids it, and nothing is saved.
    await dialog.getByRole("button", { name: "Speichern" }).click();
    await expect.poll(() => dialog.locator(":focus").textContent()).toContain("Unter 18 ist am Samstag frei.");
    await sandra.keyboard.press("Escape");
    // Dragged there, the same answer stands at the foot, and the shift stays where it is.
    await chips("Tarik", addDays(monday, 2)).hover({ position: { x: 30, y: 10 } });
    const to = await row("Leonie").locator(`[data-day="${saturday}"]`).boundingBox();
    if (!to) throw new Error("nowhere to drag it");
    await sandra.mouse.down();
    await sandra.mouse.move(to.x + 40, to.y + 20, { steps: 8 });
    await sandra.getByRole("status").getByText("Unter 18 ist am Samstag frei.").waitFor();
    await sandra.mouse.up();
    await sandra.getByRole("dialog", { name: "So geht es nicht" }).waitFor();
    await button(sandra, "Schließen").click();
    expect(await chips("Tarik", addDays(monday, 2)).count()).toBe(1);
  });

  test("a second finger neither drops nor cancels the shift the first one holds", async () => {
    const wednesday = addDays(monday, 2);
    const touched = { viewport: { width: 1180, height: 820 }, hasTouch: true, locale: "de-DE" };
    const tablet = await sit("office", `/plan/woche?ab=${monday}`, touched);
    const chip = tablet.locator("[role=row]", { hasText: "Tarik" }).locator(`[data-day="${wednesday}"] .chip`);
    await chip.waitFor();
    const box = await chip.boundingBox();
    if (!box) throw new Error("nothing to drag");
    const glass = await tablet.context().newCDPSession(tablet);
    const fingers = (type: "touchStart" | "touchMove" | "touchEnd", ...at: { x: number; y: number }[]) =>
      glass.send("Input.dispatchTouchEvent", { type, touchPoints: at.map((point, id) => ({ ...point, id })) });
    const first = { x: box.x + 30, y: box.y + 10 };
    await fingers("touchStart", first);
    const held = tablet.getByRole("status").getByText("passt", { exact: true });
    await held.waitFor();
    await fingers("touchStart", first, { x: first.x + 150, y: first.y + 10 });
    // Only the second one leaves the glass.
    await fingers("touchMove", first);
    expect(await held.count()).toBe(1);
    await fingers("touchEnd");
    await held.waitFor({ state: "detached" });
    // Dropped where it lay.
    expect(await chip.count()).toBe(1);
    await tablet.context().close();
  });

  test("Tarik's phone shows his own shifts and nobody else; one tap says Gesehen, and Sandra sees it (G1, R01)", async () => {
    tarik = await sit("crew", "/plan");
    await tarik.getByText("Dein nächster Dienst").or(tarik.getByText("Dein Dienst läuft")).waitFor();
    await tarik.getByText("Ein Dienst ist neu oder geändert.").waitFor();
    await expect.poll(() => tarik.getByText("Seidel, Musterweg 5").count()).toBe(1);
    expect(await tarik.locator("main").textContent()).not.toMatch(/Leonie|Mehmet|Sandra/);
    const own = await tarik.request.get(`${demo.info.baseUrl}/api/roster/mine?from=${monday}&to=${addDays(monday, 6)}`);
    expect(OwnRoster.parse(await own.json()).shifts).toHaveLength(1);
    await tarik.getByRole("button", { name: "Gesehen" }).first().tap();
    await tarik.getByText("Gesehen. Das Büro weiß Bescheid.").waitFor();
    await expect.poll(() => tarik.getByText("neu oder geändert").count()).toBe(0);
    await sandra.getByText("hat noch nicht gesehen").waitFor({ state: "detached" });
    const cell = row("Tarik").locator(`[data-day="${addDays(monday, 2)}"]`);
    await expect.poll(() => cell.textContent()).toContain("Gesehen");
  });

  test("Leonie, 17, may not take the Saturday and Tarik reads why; Mehmet takes it, Sandra approves (G9, M7, R03)", async () => {
    const saturday = addDays(monday, 5);
    await row("Tarik").locator(`[data-day="${saturday}"]`).click();
    await sandra.getByRole("dialog", { name: "Neuer Dienst" }).getByRole("button", { name: "Speichern" }).click();
    await chips("Tarik", saturday).waitFor();
    await button(sandra, "Ansehen und veröffentlichen").click();
    await button(sandra, "An 1 veröffentlichen").click();
    await sandra.getByRole("dialog", { name: "Veröffentlicht" }).waitFor();
    await button(sandra, "Schließen").click();

    await button(tarik, new RegExp(`^Antworten ${longDay(saturday)}`)).tap();
    const names = await heldBack(tarik, /roster\/takers\//);
    await tarik.getByRole("menuitem", { name: "Tauschen …" }).tap();
    const ask = tarik.getByRole("dialog", { name: "Tauschen" });
    // Until the names are there it says no number.
    await names.read;
    expect(await ask.getByLabel("Wen fragst du?").textContent()).toBe("Wer kann? Alle fragen, die dürfen (…)");
    names.go();
    await ask.getByLabel("Wen fragst du?").selectOption({ label: "Leonie (Demo) (geht vielleicht nicht)" });
    await ask.getByRole("button", { name: "Anfragen" }).tap();
    await ask.getByText("Unter 18 ist am Samstag frei.").waitFor();
    await ask.getByLabel("Wen fragst du?").selectOption({ label: "Mehmet Aydın (Demo)" });
    await ask.getByRole("button", { name: "Anfragen" }).tap();
    await tarik.getByText("bleibt der Dienst bei dir").waitFor();

    mehmet = await sit("crew_lead", "/plan/tausch");
    const asked = mehmet.locator("li", { hasText: "Tarik (Demo) fragt dich" });
    await asked.getByRole("button", { name: "Ich übernehme" }).tap();
    await mehmet.getByText("Zugesagt. Jetzt entscheidet das Büro.").waitFor();
    await stepTo(sandra, "/plan/tausch");
    await sandra
      .locator("li", { hasText: "Tarik (Demo) fragt Mehmet" })
      .getByRole("button", { name: "Genehmigen" })
      .click();
    await sandra.getByText("Getauscht. Beide Pläne sind geändert.").waitFor();
    await stepTo(sandra, `/plan/woche?ab=${monday}`);
    await chips("Mehmet", saturday).waitFor();
    expect(await chips("Tarik", saturday).count()).toBe(0);
  });

  test("on a narrow phone the table becomes a day list, and nothing goes beyond the edge", async () => {
    await mehmet.setViewportSize({ width: 320, height: 640 });
    await stepTo(mehmet, `/plan/woche?ab=${monday}`);
    await mehmet.getByRole("button", { name: /^Sa / }).tap();
    await mehmet.getByRole("heading", { name: longDay(addDays(monday, 5)) }).waitFor();
    expect(await mehmet.getByRole("grid").count()).toBe(0);
    await mehmet.locator("li", { hasText: "Mehmet" }).getByText("07:00–15:30").waitFor();
    expect(await mehmet.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    // Two rows above the days: the week and what else there is, then where one goes and whom one sees.
    const middle = async (one: Locator) => {
      const box = await one.boundingBox();
      return box ? box.y + box.height / 2 : Number.NaN;
    };
    const apart = async (one: Locator, other: Locator) => Math.abs((await middle(one)) - (await middle(other)));
    const head = mehmet.locator("header", { has: mehmet.getByRole("heading", { level: 1 }) });
    const [week, more] = [head.getByRole("heading"), head.getByRole("button", { name: "Mehr" })];
    const [now, crew] = [head.getByRole("button", { name: "Heute" }), head.getByRole("combobox")];
    await expect.poll(() => apart(more, week)).toBeCloseTo(0, 0);
    await expect.poll(() => apart(crew, now)).toBeCloseTo(0, 0);
  });

  test("Tarik exchanges a day with Mehmet: what is against it stands there before he asks (R03)", async () => {
    await button(tarik, new RegExp(`^Ändern ${longDay(addDays(monday, 2))}`)).tap();
    await tarik.getByRole("menuitem", { name: "Tauschen …" }).tap();
    const ask = tarik.getByRole("dialog", { name: "Tauschen" });
    await ask.getByLabel("Gegen einen anderen Dienst tauschen").check();
    await ask.getByLabel("Mit wem?").selectOption({ label: "Mehmet Aydın (Demo)" });
    await ask.getByRole("radio", { name: shortDay(addDays(monday, 5)) }).check();
    await ask.getByText("Für dich").waitFor();
    await ask.getByRole("button", { name: "Anfragen" }).tap();
    await tarik.getByText("bleiben beide Dienste, wo sie sind").waitFor();
    await stepTo(mehmet, "/plan/tausch");
    const asked = mehmet.locator("li", { hasText: "übernimmt dafür" });
    await asked.getByRole("button", { name: "Ich tausche" }).tap();
    await mehmet.getByText("Zugesagt. Jetzt entscheidet das Büro.").waitFor();
    await stepTo(sandra, "/plan/tausch");
    await sandra.locator("li", { hasText: "übernimmt dafür" }).getByRole("button", { name: "Genehmigen" }).click();
    await sandra.getByText("Getauscht. Beide Pläne sind geändert.").waitFor();
    await stepTo(sandra, `/plan/woche?ab=${monday}`);
    await chips("Tarik", addDays(monday, 5)).waitFor();
    await chips("Mehmet", addDays(monday, 2)).waitFor();
  });

  test("an alarm rings at who is on call, counts down, and stops when it is taken (G11, R08)", async () => {
    await stepTo(sandra, "/plan/notdienst");
    await button(sandra, "Alarm auslösen").click();
    const raised: string[] = [];
    sandra.on("request", (one) => {
      if (one.method() === "POST" && one.url().endsWith("/api/duty/alarms")) raised.push(one.url());
    });
    const field = sandra.getByLabel("Was ist los?");
    await sandra.getByText("Das ist eine Probe").click();
    await field.focus();
    await sandra.keyboard.insertText("x".repeat(481));
    await sandra.getByText("1 Zeichen zu lang. Kürze den Text.").waitFor();
    await button(sandra, "Probealarm auslösen").click();
    await sandra.locator("textarea:focus").waitFor();
    await field.fill("Rohrbruch im Keller");
    expect(raised).toHaveLength(0);
    // It arrives, its answer does not: whoever presses again means the same alarm.
    const lost = async (route: Route) => {
      await route.fetch();
      await route.abort();
    };
    await sandra.route("**/api/duty/alarms", lost, { times: 1 });
    await button(sandra, "Probealarm auslösen").click();
    await sandra.getByText("Der Werkbote-Server antwortet nicht. Deine Eingabe ist noch da.").waitFor();
    await button(sandra, "Probealarm auslösen").click();
    const alarms = sandra.getByRole("region", { name: "Alarm" });
    const alarm = alarms.first();
    await alarm.getByText("Probe: Rohrbruch im Keller").waitFor();
    await sandra.getByRole("dialog").waitFor({ state: "detached" });
    expect([raised.length, await alarms.count()]).toEqual([2, 1]);
    await alarm.getByText(/Noch \d+:\d\d, dann wird der Nächste gerufen/).waitFor();
    await alarm.getByRole("button", { name: "Ich übernehme" }).click();
    await sandra.getByText("Sandra Krüger (Demo) hat übernommen").first().waitFor();
  });

  test("nobody's page asked another host or broke", () => {
    expect(all.flatMap(({ foreign, errors }) => [...foreign, ...errors])).toEqual([]);
  });
});
