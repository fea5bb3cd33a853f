import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProjectView } from "../../src/contract/projects.ts";
import { RoomMessageView, RoomRow } from "../../src/contract/rooms.ts";
import { RosterView, ShiftSaved } from "../../src/contract/roster.ts";
import { RequestDetail, RequestList } from "../../src/contract/subject-requests.ts";
import { crewOf } from "../support/a-crew.ts";
import { heldBack, lostOnce } from "./held-back.ts";
import { noBrowser } from "./people.ts";
import { openStaffApp, type StaffApp } from "./staff-app.ts";

/** Answers that are late or lost for a moment: what one sees in the end is what is so. */
let house: StaffApp;
let crew: Awaited<ReturnType<typeof crewOf>>;
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const twoFrames = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

async function roomOfTwo(name: string): Promise<string> {
  const memberIds = [crew.tarik.memberId];
  return RoomRow.parse(await house.app.firm.office.post("/api/rooms", { kind: "crew", name, memberIds })).id;
}
const tarikSays = async (roomId: string, text: string) =>
  RoomMessageView.parse(
    await crew.tarik.post(`/api/rooms/${roomId}/messages`, { clientId: house.app.deps.ids.uuid(), text }),
  );
/** Opened the next time, the feed tells of a gap. */
const feedGone = (page: Page) =>
  page.route(
    /api\/events/,
    (route) => route.fulfill({ contentType: "text/event-stream", body: "event: gone\ndata: {}\n\n" }),
    { times: 1 },
  );
const breach = (what: string) =>
  house.app.firm.owner.post("/api/incidents", { what, awareAt: house.app.clock.now().toISOString() });

describe.skipIf(noBrowser)("answers that are late or lost for a moment", () => {
  beforeAll(async () => {
    house = await openStaffApp();
    crew = await crewOf(house.app, house.app.firm);
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("an answer to reading that comes late takes no newer words from the list of rooms", async () => {
    const id = await roomOfTwo("Kolonne Nord");
    await tarikSays(id, "Erste Nachricht");
    const page = await house.goOn("office", "/team");
    const line = page.locator(`a[data-row="${id}"]`);
    const read = await heldBack(page, /rooms\/[^/]+\/read$/);
    await line.click();
    await read.read;
    await tarikSays(id, "Zweite Nachricht");
    await line.getByText("Zweite Nachricht").waitFor();
    const answered = page.waitForEvent("requestfinished", (one) => /rooms\/[^/]+\/read$/.test(one.url()));
    read.go();
    await answered;
    await page.evaluate(twoFrames);
    expect(await line.textContent()).toContain("Zweite Nachricht");
    await house.rest(page);
  });

  test("what is said while the list still loads stands in the conversation that lay open before it", async () => {
    const customer = house.app.firm.customer();
    await customer.writes("Bevor die Liste da ist");
    const id = await customer.conversationId();
    const page = await house.open("office", "/leer");
    const held = Promise.withResolvers<void>();
    await page.route(/api\/conversations\?/, async (route) => {
      await held.promise;
      await route.continue();
    });
    const [said, detail] = [page.locator("li.message"), await heldBack(page, new RegExp(`api/conversations/${id}$`))];
    await page.goto(new URL(`/posteingang/${id}`, page.url()).href);
    await page.getByRole("textbox", { name: "Antwort schreiben", exact: true }).waitFor().then(detail.go);
    await said.getByText("Bevor die Liste da ist").waitFor();
    await customer.writes("Und noch etwas");
    held.resolve();
    await said.getByText("Und noch etwas").waitFor();
    await house.rest(page);
  });

  test("what is said after a gap while the list still loads stands in the conversation that lies open", async () => {
    const customer = house.app.firm.customer();
    await customer.writes("Vor der Lücke");
    const page = await house.goOn("office", `/posteingang/${await customer.conversationId()}`);
    const said = page.locator("li.message");
    await said.getByText("Vor der Lücke").waitFor();
    await page.locator("a[data-row]").first().waitFor();
    const held = Promise.withResolvers<void>();
    await page.route(/api\/conversations\?/, async (route) => {
      await held.promise;
      await route.continue();
    });
    await feedGone(page);
    const read = page.waitForResponse(/messages\?limit=60$/);
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await (await read).finished();
    await customer.writes("Nach der Lücke");
    held.resolve();
    await said.getByText("Nach der Lücke").waitFor();
    await house.rest(page);
  });

  test("a list of rooms the net kept back for a moment comes by itself", async () => {
    await roomOfTwo("Kolonne Süd");
    const page = await house.open("office", "/leer");
    await lostOnce(page, /api\/rooms$/);
    const failed = page.waitForEvent("requestfailed", (one) => one.url().endsWith("/api/rooms"));
    await page.goto(new URL("/team", page.url()).href);
    await failed;
    await page.locator("a[data-row]", { hasText: "Kolonne Süd" }).waitFor();
    await house.rest(page);
  });

  test("a sign that does not get through is taken back, and not what somebody else changed meanwhile", async () => {
    const id = await roomOfTwo("Kolonne West");
    const message = await tarikSays(id, "Rohr bestelt");
    const page = await house.goOn("office", `/team/${id}`);
    const item = page.locator("li.message").last();
    await item.getByText("Rohr bestelt").waitFor();
    const held = Promise.withResolvers<void>();
    await page.route(
      /reaction$/,
      async (route) => {
        await held.promise;
        await route.abort();
      },
      { times: 1 },
    );
    await item.getByRole("button", { name: "Reagieren und mehr" }).click();
    await page.getByRole("menu").locator("button").first().click();
    await item.locator(".reactions button").waitFor();
    await crew.tarik.call("PATCH", `/api/room-messages/${message.id}`, { text: "Rohr bestellt" });
    await item.getByText("Rohr bestellt").waitFor();
    const failed = page.waitForEvent("requestfailed", (one) => one.url().endsWith("/reaction"));
    // Nothing repairs afterwards what would be put over it now.
    await page.route(/room-messages\/[^/]+$/, (route) => route.abort());
    held.resolve();
    await failed;
    await item.locator(".reactions button").waitFor({ state: "detached" });
    await page.evaluate(twoFrames);
    expect(await item.textContent()).toContain("Rohr bestellt");
    await house.rest(page);
  });

  test("two presses on one message reach the server in the order they were made", async () => {
    const id = await roomOfTwo("Kolonne Ost");
    const message = await tarikSays(id, "Passt Freitag?");
    const page = await house.goOn("office", `/team/${id}`);
    const item = page.locator("li.message").last();
    await item.getByText("Passt Freitag?").waitFor();
    const order: string[] = [];
    page.on("request", (one) => {
      if (/reaction$/.test(one.url())) order.push("asked");
    });
    page.on("requestfinished", (one) => {
      if (/reaction$/.test(one.url())) order.push("answered");
    });
    const first = await heldBack(page, /reaction$/);
    await item.getByRole("button", { name: "Reagieren und mehr" }).click();
    await page.getByRole("menu").locator("button").first().click();
    await first.read;
    await item.locator(".reactions button").click();
    first.go();
    await expect.poll(() => order).toEqual(["asked", "answered", "asked", "answered"]);
    const now = RoomMessageView.parse(await crew.tarik.get(`/api/room-messages/${message.id}`));
    expect(now.reactions).toEqual([]);
    await house.rest(page);
  });

  test("what is written while a list is on its way stands in that list, however late it comes", async () => {
    await house.app.firm.customer({ name: "Lina Vorher" }).writes("Guten Tag");
    const page = await house.goOn("office", "/posteingang");
    const row = (name: string) => page.locator("a[data-row]", { hasText: name });
    await row("Lina Vorher").waitFor();
    const view = page.getByRole("group", { name: "Was du siehst" }).getByRole("button", { name: /^Niemand/ });
    const late = await heldBack(page, /api\/conversations\?.*assignee=none/);
    await view.click();
    await late.read;
    await page.mouse.move(900, 450);
    const customer = house.app.firm.customer({ name: "Lina Dazwischen" });
    await customer.writes("Kommt heute noch jemand?");
    await row("Lina Dazwischen").waitFor();
    const answered = page.waitForEvent("requestfinished", (one) => one.url().includes("assignee=none"));
    late.go();
    await answered;
    await page.evaluate(twoFrames);
    expect(await row("Lina Dazwischen").count()).toBe(1);
    await house.rest(page);
  });

  test("who has gone down what was found opens what they chose, also when the server's answer comes only then", async () => {
    const ids = [];
    for (const name of ["Paula Eins", "Paula Zwei"]) {
      const customer = house.app.firm.customer({ name });
      await customer.writes("Guten Tag");
      ids.push(await customer.conversationId());
    }
    const page = await house.goOn("office", "/posteingang");
    for (const id of ids) await page.locator(`a[data-row="${id}"]`).waitFor();
    const [asked, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await page.route(/api\/conversations\?q=Paula/, async (route) => {
      const { items, ...page } = (await (await route.fetch()).json()) as { items: unknown[] };
      asked.resolve();
      await held.promise;
      await route.fulfill({ json: { ...page, items: items.toReversed() } });
    });
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Kunde, Text oder Befehl" }).fill("Paula");
    await asked.promise;
    await page.keyboard.press("ArrowDown");
    const chosen = page.getByRole("dialog").getByRole("option", { selected: true });
    const name = await chosen.textContent();
    const answered = page.waitForEvent("requestfinished", (one) => one.url().includes("q=Paula"));
    held.resolve();
    await answered;
    await page.evaluate(twoFrames);
    expect(await chosen.textContent()).toBe(name);
    await page.keyboard.press("Escape");
    await house.rest(page);
  });

  test("what was typed last stands in the field, also when an older draft comes from the server after it was saved", async () => {
    const customer = house.app.firm.customer();
    await customer.writes("Wann kommt jemand?");
    const id = await customer.conversationId();
    const page = await house.goOn("office", `/posteingang/${id}`);
    const field = page.locator("textarea");
    await page.locator("li.message").first().waitFor();
    const saved = () => page.waitForResponse(/\/draft$/).then((answer) => answer.finished());
    const [read, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const first = saved();
    await field.fill("Wir kommen");
    await first;
    const path = new RegExp(`api/conversations/${id}$`);
    await page.route(path, async (route) => {
      const response = await route.fetch();
      read.resolve();
      await held.promise;
      await route.fulfill({ response });
    });
    await house.app.firm.office.call("PUT", `/api/conversations/${id}/draft`, { text: "Wir kommen" });
    await read.promise;
    const second = saved();
    await field.press("End");
    await field.pressSequentially(" um acht.");
    await second;
    const answered = page.waitForEvent("requestfinished", (one) => path.test(one.url()));
    held.resolve();
    await answered;
    await page.evaluate(twoFrames);
    expect(await field.inputValue()).toBe("Wir kommen um acht.");
    // The same person on the phone, who has not seen it yet: the words of both stand on both.
    const phone = { base: "Wir kommen", text: "Wir kommen mit Rohr" };
    await house.app.firm.office.call("PUT", `/api/conversations/${id}/draft`, phone);
    await expect.poll(() => field.inputValue()).toBe("Wir kommen um acht.\nmit Rohr");
    await house.rest(page);
  });

  test("of two shifts taken out one after the other the last one is named and comes back, whichever answer comes first", async () => {
    const { office } = house.app.firm;
    const week = "/api/roster?from=2026-12-14&to=2026-12-20";
    const { people } = RosterView.parse(await office.get(week));
    const times = { kind: "work", start: "2026-12-16T07:00", end: "2026-12-16T15:30" };
    const plan = ({ id }: { id: string }) => office.post("/api/roster/shifts", { memberId: id, ...times });
    const shifts = ShiftSaved.array().parse(await Promise.all(people.slice(0, 2).map(plan)));
    const page = await house.goOn("office", "/plan/woche?ab=2026-12-14");
    // By its name: the list may be fetched before the answer is here, and the one taken out is gone from it.
    const chip = (n: number) => page.locator(`[data-shift="${shifts[n]?.shiftId}"]`);
    const takeOut = async (n: number) => {
      await chip(n).click();
      await page.getByRole("dialog").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.keyboard.press("Delete");
    };
    await chip(1).waitFor();
    const first = await heldBack(page, /roster\/shifts\/[^/]+$/, "DELETE");
    await takeOut(0);
    await first.read;
    await takeOut(1);
    const said = page.locator(".toast").getByText("entfernt.");
    const words = await said.textContent();
    const answered = page.waitForEvent("requestfinished", (asked) => /roster\/shifts\/[^/]+$/.test(asked.url()));
    first.go();
    await answered;
    await page.evaluate(twoFrames);
    // It stands there for seconds only: on a busy machine it may be gone by now.
    for (const now of await said.allTextContents()) expect(now).toBe(words);
    await house.rest(page);
  });

  test("a breach whose news the net kept back for a moment stands above the screen all the same", async () => {
    const page = await house.open("office", "/posteingang");
    await expect
      .poll(() => page.evaluate("performance.getEntriesByName(location.origin + '/api/incidents').length"))
      .toBe(1);
    await lostOnce(page, /api\/incidents$/);
    const failed = page.waitForEvent("requestfailed", (one) => one.url().endsWith("/api/incidents"));
    await breach("Handy verloren");
    await failed;
    await page.getByRole("link", { name: "Zur Panne" }).waitFor();
    await house.rest(page);
  });

  test("after a gap in the feed nothing that stands above the screen is missing", async () => {
    const page = await house.goOn("owner", "/posteingang");
    await page.getByRole("link", { name: "Zur Panne" }).waitFor();
    await page.context().setOffline(true);
    const { id } = (await breach("Ordner verloren")) as { id: string };
    await feedGone(page);
    const asked = page.waitForResponse(/api\/incidents$/);
    await page.context().setOffline(false);
    expect(await (await asked).text()).toContain(id);
    await house.rest(page);
  });

  test("what changes while the first Ampel is on its way is fetched behind it", async () => {
    const page = await house.open("owner", "/leer");
    const first = await heldBack(page, /law\/ampel$/);
    await page.goto(new URL("/einstellungen", page.url()).href);
    await first.read;
    await expect
      .poll(() =>
        page.evaluate(
          "performance.getEntriesByType('resource').some(({ name }) => name.includes('/api/restore-pause'))",
        ),
      )
      .toBe(true);
    const again = page.waitForRequest(/law\/ampel$/);
    await house.app.firm.owner.call("PUT", "/api/setup/business", { phone: "0371 555 123" });
    first.go();
    await again;
    await house.rest(page);
  });

  test("of two cases opened one after the other the last one is shown, whichever answer comes first", async () => {
    const { firm } = house.app;
    for (const words of [
      "DATENSCHUTZ Bitte löschen Sie alles, was Sie von mir haben.",
      "DATENSCHUTZ Welche Daten haben Sie von mir?",
    ])
      await firm.customer().writes(words);
    await house.app.drain();
    const { items } = RequestList.parse(await firm.owner.get("/api/subject-requests"));
    const [one, other] = items;
    if (!one || !other) throw new Error(`two cases, not ${items.length}`);
    const { conversationId } = RequestDetail.parse(await firm.owner.get(`/api/subject-requests/${other.id}`));
    const page = await house.goOn("owner", "/recht/anfragen");
    const late = await heldBack(page, new RegExp(`subject-requests/${one.id}$`));
    const line = (id: string) => page.locator(`a[href$="vorgang=${id}"]`).first();
    await line(one.id).click();
    await late.read;
    await page.goBack();
    await line(other.id).click();
    const link = page.locator(`a[href="/posteingang/${conversationId}"]`).first();
    await link.waitFor();
    const answered = page.waitForEvent("requestfinished", (asked) => asked.url().endsWith(one.id));
    late.go();
    await answered;
    await page.evaluate(twoFrames);
    expect(await link.count()).toBe(1);
    await house.rest(page);
  });

  test("a tick that could not be saved goes back", async () => {
    const customer = house.app.firm.customer();
    await customer.writes("Guten Tag");
    const page = await house.goOn("office", `/kontakte/${await customer.contactId()}`);
    await lostOnce(page, /order$/);
    const tick = page.getByRole("checkbox", { name: "Auftrag läuft" });
    await tick.click();
    await button(page, "Nochmal").waitFor();
    await expect.poll(() => tick.isChecked()).toBe(false);
    await house.rest(page);
  });

  /** The feed tells of a gap, and the first look at what stands open gets no answer. */
  async function gapAndLost(page: Page, path: RegExp, meanwhile: () => Promise<unknown>): Promise<void> {
    await page.context().setOffline(true);
    await meanwhile();
    await feedGone(page);
    await lostOnce(page, path);
    const failed = page.waitForEvent("requestfailed", (one) => path.test(one.url()) && one.failure() !== null);
    await page.context().setOffline(false);
    await failed;
  }

  test("an open room comes up to date after a gap, also when the first look at it gets no answer", async () => {
    const id = await roomOfTwo("Kolonne Mitte");
    await tarikSays(id, "Vor der Lücke");
    const page = await house.goOn("office", `/team/${id}`);
    await page.locator("li.message").getByText("Vor der Lücke").waitFor();
    await gapAndLost(page, /messages\?limit=60$/, () => tarikSays(id, "In der Lücke"));
    await page.locator("li.message").getByText("In der Lücke").waitFor();
    await house.rest(page);
  });

  test("an open conversation comes up to date after a gap, also when the first look at it gets no answer", async () => {
    const customer = house.app.firm.customer();
    await customer.writes("Vor der Lücke");
    const page = await house.goOn("office", `/posteingang/${await customer.conversationId()}`);
    const said = (text: string) => page.getByRole("main").getByText(text).last();
    await said("Vor der Lücke").waitFor();
    await gapAndLost(page, /messages\?limit=60$/, () => customer.writes("In der Lücke"));
    await page.locator("li.message").getByText("In der Lücke").waitFor();
    await house.rest(page);
  });

  test("an open project that got no answer once comes by itself, and is no copy any more", async () => {
    const { office } = house.app.firm;
    const project = ProjectView.parse(await office.post("/api/projects", { name: "Bad Seidel" }));
    const page = await house.goOn("office", `/projekte/${project.id}`);
    await page.getByRole("heading", { name: "Bad Seidel" }).waitFor();
    const path = new RegExp(`api/projects/${project.id}$`);
    await lostOnce(page, path);
    const failed = page.waitForEvent("requestfailed", (one) => path.test(one.url()));
    await office.call("PATCH", `/api/projects/${project.id}`, { version: project.version, name: "Bad Seidel oben" });
    await failed;
    await page.getByRole("heading", { name: "Bad Seidel oben" }).waitFor();
    expect(await page.getByText("Kopie").count()).toBe(0);
    await house.rest(page);
  });

  test("what is changed in a project while it is fetched stands, however late that comes", async () => {
    const { office } = house.app.firm;
    const { id } = ProjectView.parse(await office.post("/api/projects", { name: "Bad Kern" }));
    const page = await house.goOn("office", `/projekte/${id}`);
    const state = page.locator("header .who").getByText("Erledigt");
    await page.getByRole("heading", { name: "Bad Kern" }).waitFor();
    const [read, ...gates] = [0, 1, 2].map(() => Promise.withResolvers<void>());
    let asked = 0;
    await page.route(new RegExp(`api/projects/${id}$`), async (route) => {
      if (route.request().method() !== "GET") return await route.continue();
      const gate = gates[asked++];
      const response = await route.fetch();
      read?.resolve();
      await gate?.promise;
      await route.fulfill({ response });
    });
    await office.post(`/api/projects/${id}/notes`, { clientId: house.app.deps.ids.uuid(), text: "Schlüssel im Büro" });
    await read?.promise;
    await button(page, /^Stand/).click();
    await page.getByRole("menuitem", { name: "Erledigt" }).click();
    await state.waitFor();
    gates[0]?.resolve();
    await expect.poll(() => asked).toBe(2);
    await page.evaluate(twoFrames);
    expect(await state.count()).toBe(1);
    for (const gate of gates.slice(1)) gate.resolve();
    await page.getByText("Schlüssel im Büro").waitFor();
    await house.rest(page);
  });

  test("a choice that could not be saved goes back", async () => {
    const customer = house.app.firm.customer();
    await customer.writes("Guten Tag");
    const page = await house.goOn("office", `/kontakte/${await customer.contactId()}`);
    await lostOnce(page, /kind$/);
    const choice = page.getByRole("combobox", { name: "Gehört zum Betrieb" });
    await choice.selectOption("staff");
    await button(page, "Nochmal").waitFor();
    await expect.poll(() => choice.inputValue()).toBe("none");
    await choice.selectOption("staff");
    await button(page, "Nochmal").waitFor({ state: "detached" });
    expect(await choice.inputValue()).toBe("staff");
    await house.rest(page);
  });

  test("for whom a message would wait: a late answer does not stand over a newer one", async () => {
    const id = await roomOfTwo("Kolonne Spät");
    const page = await house.goOn("office", "/team");
    await page.locator(`a[data-row="${id}"]`).waitFor();
    const [asked, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const waits = [{ memberId: crew.tarik.memberId, until: null, minor: false }];
    await page.route(/reach$/, (route) => route.fulfill({ json: { waits } }));
    await page.route(
      /reach$/,
      async (route) => {
        asked.resolve();
        await held.promise;
        await route.fulfill({ json: { waits: [] } });
      },
      { times: 1 },
    );
    await page.locator(`a[data-row="${id}"]`).click();
    await asked.promise;
    await house.app.firm.office.call("PATCH", `/api/rooms/${id}`, { name: "Kolonne Früh" });
    const line = page.locator(".reach");
    await line.getByText("Feierabend").waitFor();
    const late = page.waitForEvent("requestfinished", (one) => one.url().endsWith("/reach"));
    held.resolve();
    await late;
    await page.evaluate(twoFrames);
    expect(await line.textContent()).toContain("Feierabend");
    await house.rest(page);
  });
});
