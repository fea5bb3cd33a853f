import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DutyView } from "../../src/contract/duty.ts";
import { RosterView } from "../../src/contract/roster.ts";
import { RequestList } from "../../src/contract/subject-requests.ts";
import { server } from "../../src/server/audit/audit.ts";
import { beginErasure } from "../../src/server/retention/begin-erasure.action.ts";
import { carryOutErasure } from "../../src/server/retention/carry-out-erasure.action.ts";
import { crewOf } from "../support/a-crew.ts";
import { rejected } from "../support/fake-channel.ts";
import { leftFor } from "../support/fourth-lock.ts";
import { heldBack } from "./held-back.ts";
import { nextDay, noBrowser, phone } from "./people.ts";
import { openStaffApp, type StaffApp, walkTo } from "./staff-app.ts";

/** What one meets when an answer was lost or something failed: what became of it, and what helps now. */
let house: StaffApp;
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
/** What is sent to `path` next arrives, and nobody hears of it. */
const answerLost = (page: Page, path: string) =>
  page.route(
    path,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );

describe.skipIf(noBrowser)("lost answers and failures", () => {
  beforeAll(async () => {
    house = await openStaffApp();
    await crewOf(house.app, house.app.firm);
  });
  afterAll(async () => {
    await house?.stop();
  });

  test("an alarm with other words after a lost answer: the first one runs, and the new words can go out", async () => {
    const page = await house.goOn("office", "/plan/notdienst");
    await button(page, "Alarm auslösen").click();
    const dialog = page.getByRole("dialog", { name: "Alarm auslösen" });
    await dialog.getByLabel("Was ist los?").fill("Rohrbruch");
    await answerLost(page, "**/api/duty/alarms");
    const raise = dialog.getByRole("button", { name: "Alarm auslösen", exact: true });
    await raise.click();
    await dialog.getByRole("alert").filter({ hasText: /./ }).waitFor();
    await dialog.getByLabel("Was ist los?").fill("Rohrbruch im Keller");
    await raise.click();
    await dialog.getByText("Dein erster Alarm ist angekommen und läuft schon.").waitFor();
    const words = async () =>
      DutyView.parse(await house.app.firm.office.get("/api/duty")).alarms.map(({ text }) => text);
    expect(await words()).toEqual(["Rohrbruch"]);
    await button(page, "Als neuen Alarm auslösen").click();
    await dialog.waitFor({ state: "detached" });
    expect((await words()).toSorted()).toEqual(["Rohrbruch", "Rohrbruch im Keller"]);
    await page.getByText("Rohrbruch im Keller").waitFor();
    await house.rest(page);
  });

  test("a doubt whose answer was lost: what one wrote stays, and pressed again it reaches the person once", async () => {
    const { app } = house;
    const who = app.firm.customer();
    await who.writes("Auskunft nach DSGVO");
    const { items } = RequestList.parse(await app.firm.owner.get("/api/subject-requests"));
    const before = leftFor(app, who).length;
    const page = await house.goOn("owner", `/recht/anfragen?vorgang=${items[0]?.id}`);
    await button(page, "Nachfragen").click();
    const dialog = page.getByRole("dialog");
    const why = dialog.getByLabel("Warum zweifelst du?");
    await why.fill("Das Telefon ist gestohlen");
    await answerLost(page, "**/doubt");
    const press = dialog.getByRole("button", { name: "Nachfragen", exact: true });
    await press.click();
    await dialog.getByRole("alert").filter({ hasText: /./ }).waitFor();
    expect(await why.inputValue()).toBe("Das Telefon ist gestohlen");
    await press.click();
    await dialog.waitFor({ state: "detached" });
    await app.drain();
    expect(leftFor(app, who).length).toBe(before + 1);
    await house.rest(page);
  });

  test("what failed because of the 24 hours leads to the templates, until the customer writes again", async () => {
    const { app } = house;
    const who = app.firm.customer();
    await who.writes("Kommt noch jemand?");
    const id = await who.conversationId();
    await app.firm.office.reply(id, "Wir melden uns gleich.");
    const sent = leftFor(app, who).at(-1)?.outcome;
    await who.receipt(sent?.kind === "sent" ? sent.externalId : "", "failed", {
      errors: [{ code: 131047, title: "Re-engagement message" }],
    });
    const page = await house.goOn("office", `/posteingang/${id}`);
    await page.getByText("Die 24 Stunden sind vorbei. Nimm eine Vorlage.").waitFor();
    expect(await button(page, "Nochmal senden").count()).toBe(0);
    await button(page, "Vorlage wählen").click();
    await page.getByRole("dialog", { name: "Vorlage oder Textbaustein" }).waitFor();
    await page.keyboard.press("Escape");
    app.clock.advance(60_000);
    await who.writes("Hallo?");
    await button(page, "Nochmal senden").waitFor();
    await house.rest(page);
  });

  test("an answer that comes late puts nothing older over what one sees: what failed meanwhile says so", async () => {
    const { app } = house;
    const who = app.firm.customer();
    await who.writes("Kommt noch jemand?");
    const id = await who.conversationId();
    const page = await house.goOn("office", `/posteingang/${id}`);
    const words = "Wir kommen um acht.";
    await page.locator("li.message", { hasText: "Kommt noch jemand?" }).waitFor();
    // The page behind the last message is read while the reply is under way, and arrives after the reply has failed.
    const behind = await heldBack(page, /messages\?limit=\d+&after=/);
    app.whatsapp.script.push(async () => {
      await behind.read;
      return rejected;
    });
    await app.firm.office.reply(id, words);
    await page.getByRole("link", { name: /nicht gesendet/ }).waitFor();
    behind.go();
    await page.locator("li.message", { hasText: words }).waitFor();
    await button(page, "Nochmal senden").waitFor();
    await house.rest(page);
  });

  test("who said STOPP while an older look at the consents was on its way is not shown as before", async () => {
    const who = house.app.firm.customer();
    await who.writes("Guten Tag");
    const { office } = house.app.firm;
    const { contactId } = await office.row(await who.conversationId());
    const page = await house.goOn("office", `/posteingang/${await who.conversationId()}`);
    const aside = page.getByRole("complementary", { name: "Kontakt" });
    await aside.getByText("keine Einwilligung").waitFor();
    const older = await heldBack(page, /contacts\/[^/]+\/consents$/);
    const asked = page.waitForRequest(/contacts\/[^/]+\/consents$/);
    await office.call("PATCH", `/api/contacts/${contactId}`, { name: "Otto Kern" });
    await older.read;
    await who.writes("STOPP");
    await aside.getByText(/^widerrufen/).waitFor();
    older.go();
    await (await (await asked).response())?.finished();
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    expect(await aside.getByText("keine Einwilligung").count()).toBe(0);
    await house.rest(page);
  });

  test("what one pressed last is what the screen says and z takes back, whichever answer comes first", async () => {
    const { app } = house;
    const [done, later] = [app.firm.customer(), app.firm.customer()];
    await done.writes("Danke, läuft wieder.");
    await later.writes("Bitte nächste Woche melden.");
    const page = await house.goOn("office", `/posteingang/${await done.conversationId()}`);
    await page.locator("li.message", { hasText: "Danke, läuft wieder." }).waitFor();
    const closing = await heldBack(page, /\/close$/);
    const closed = page.waitForResponse(/\/close$/);
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    await closing.read;
    await page.locator(`a[href*="${await later.conversationId()}"]`).click();
    await page.locator("li.message", { hasText: "Bitte nächste Woche melden." }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("s");
    await page.getByRole("menuitem", { name: nextDay }).first().click();
    const said = page.getByText("Kommt wieder: ");
    await said.waitFor();
    closing.go();
    await (await closed).finished();
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    // Either stands there for seconds only: on a busy machine both may be gone by now.
    expect(await page.locator(".toast").getByText("ist erledigt.").count()).toBe(0);
    await house.rest(page);
  });

  test("z pressed before the answer is there takes back that press by itself, and nothing that was done before", async () => {
    const { app } = house;
    const [before, now] = [app.firm.customer(), app.firm.customer()];
    await before.writes("Alles gut, danke.");
    await now.writes("Passt so.");
    const page = await house.goOn("office", `/posteingang/${await before.conversationId()}`);
    await page.locator("li.message", { hasText: "Alles gut, danke." }).waitFor();
    const reopened: string[] = [];
    page.on("request", (one) => {
      if (one.url().endsWith("/reopen")) reopened.push(one.url());
    });
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    const said = page.getByText("ist erledigt.");
    await said.waitFor();
    await page.locator(`a[href*="${await now.conversationId()}"]`).click();
    await page.locator("li.message", { hasText: "Passt so." }).waitFor();
    await page.keyboard.press("Escape");
    const closing = await heldBack(page, /\/close$/);
    await page.keyboard.press("e");
    await closing.read;
    await page.keyboard.press("z");
    closing.go();
    await expect.poll(() => reopened).toEqual([expect.stringContaining(await now.conversationId())]);
    await house.rest(page);
  });

  test("an answer to one's own press that comes late takes no tick away", async () => {
    const { app } = house;
    const who = app.firm.customer();
    await who.writes("Und morgen?");
    const id = await who.conversationId();
    const page = await house.goOn("office", `/posteingang/${id}`);
    const answer = await heldBack(page, /conversations\/[^/]+\/messages$/);
    await page.locator("textarea").fill("Morgen um neun.");
    await page.getByText("Darf raus.").waitFor();
    await page.locator("textarea").press("Enter");
    await answer.read;
    await app.drain();
    const bubble = page.locator("li.message", { hasText: "Morgen um neun." });
    await bubble.getByRole("img", { name: "gesendet", exact: true }).waitFor();
    const answered = page.waitForResponse(/conversations\/[^/]+\/messages$/);
    answer.go();
    await (await answered).finished();
    // What it would change is drawn with the next frame.
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    expect(await bubble.getByRole("img", { name: "gesendet", exact: true }).count()).toBe(1);
    await house.rest(page);
  });

  test("what got through only when the server was back stands on the card of the contract, without a reload", async () => {
    const page = await house.goOn("owner", "/einrichten/vertraege");
    await button(page, "Weiterer Dienstleister").click();
    const card = page.locator("details", { hasText: "Weiterer Dienstleister" }).last();
    await card.getByText("Der Vertrag zur Auftragsverarbeitung fehlt.").waitFor();
    const own = card.getByRole("radio", { name: "Nein, das läuft bei uns im Betrieb" });
    await page.route("**/api/setup/processors/*", (route) => route.abort());
    await own.check();
    await page.getByText("Es wird gleich noch einmal versucht.").waitFor();
    await page.unroute("**/api/setup/processors/*");
    await card.getByText("Hier ist kein Vertrag nötig.").waitFor();
    await house.rest(page);
  });

  test("an alarm about the account is done with one press, and says who did it", async () => {
    const { app } = house;
    const alarm = { metadata: undefined, event: "ACCOUNT_RESTRICTION" };
    const restriction_info = [{ restriction_type: "RESTRICTED_ADD_PHONE_NUMBER_ACTION" }];
    await app.firm.customer().delivers({ ...alarm, restriction_info }, "account_update");
    const page = await house.goOn("owner", "/einrichten/kanaele");
    await page.getByText("WhatsApp hat das Konto des Betriebs eingeschränkt.").waitFor();
    await button(page, "Erledigt").click();
    await page.getByText(/^Erledigt: .+\.$/).waitFor();
    await button(page, "Erledigt").waitFor({ state: "detached" });
    await house.rest(page);
  });

  test("a shift taken back while answers are lost is planned once, and the press that failed is offered again", async () => {
    const { app } = house;
    const planned = async () =>
      RosterView.parse(await app.firm.office.get("/api/roster?from=2026-12-07&to=2026-12-13")).shifts;
    const [person] = RosterView.parse(await app.firm.office.get("/api/roster?from=2026-12-07&to=2026-12-13")).people;
    const work = { memberId: person?.id, kind: "work", start: "2026-12-09T07:00", end: "2026-12-09T15:30" };
    await app.firm.office.post("/api/roster/shifts", work);
    const page = await house.goOn("office", "/plan/woche?ab=2026-12-07");
    await page.locator('[data-day="2026-12-09"] .chip').click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    // Before the press: what is offered after it goes again by itself.
    await answerLost(page, "**/api/roster/shifts");
    await page.keyboard.press("Delete");
    await button(page, "Rückgängig").click();
    await button(page, "Nochmal").click();
    await page.locator('[data-day="2026-12-09"] .chip').waitFor();
    expect(await planned()).toHaveLength(1);
    await house.rest(page);
  });

  test("a deletion that Meta has not heard of stands in Heute, and is tried again at once", async () => {
    const { app } = house;
    const { tenantId } = app.firm;
    let outcome: "failed" | "deleted" = "failed";
    app.whatsapp.forgetPerson = async () => outcome;
    const customer = app.firm.customer();
    await customer.writes("Guten Tag");
    const contactId = await customer.contactId();
    const wish = { tenantId, contactId, cause: "owner", actor: server, deviceId: null } as const;
    const erasureId = await app.sql((tx) => beginErasure(app.deps, tx, wish));
    await carryOutErasure(app.deps, { whatsapp: app.whatsapp }, tenantId, erasureId);
    await app.deps.db.pool.query(
      "update graphile_worker._private_jobs set attempts = max_attempts where key like 'forget-at-channel:%'",
    );
    const page = await house.goOn("owner", "/heute");
    await page.getByRole("link", { name: /Löschung, die noch nicht fertig ist/ }).click();
    await page
      .getByText("Bei Meta noch offen. Werkbote kam nicht durch und versucht es erst heute Nacht wieder.")
      .waitFor();
    await button(page, "Jetzt noch einmal versuchen").click();
    await page.getByText("Bei Meta noch offen. Werkbote versucht es weiter.").waitFor();
    outcome = "deleted";
    await app.drain();
    await page.reload();
    await page.getByText(/Der Eintrag in Metas Kontaktbuch ist gelöscht/).waitFor();
    await house.rest(page);
  });

  test("what could not be fetched says so without talk of an input, and is there after a press", async () => {
    const page = await house.goOn("office", "/posteingang");
    await page.route("**/api/today", (route) => route.fulfill({ status: 500, contentType: "text/html", body: "500" }), {
      times: 1,
    });
    await page.goto(new URL("/heute", page.url()).href);
    await page.getByText("Das hat nicht geklappt. Bitte noch einmal versuchen.", { exact: true }).waitFor();
    await button(page, "Nochmal").click();
    await page.getByRole("heading", { name: "Dein nächster Dienst" }).waitFor();
    await button(page, "Nochmal").waitFor({ state: "detached" });
    await house.rest(page);
  });

  test("a program's access whose answer was lost is asked for again under the same number, the next one under another", async () => {
    const page = await house.goOn("owner", "/einstellungen/zugaenge");
    const asked: string[] = [];
    await page.route("**/api/tokens", async (route) => {
      if (route.request().method() !== "POST") return await route.continue();
      asked.push(route.request().postDataJSON().clientId);
      if (asked.length === 1) return await route.abort();
      await route.fulfill({ json: { id: crypto.randomUUID(), token: `wb_${asked.length}` } });
    });
    const make = async (shows: string) => {
      await button(page, "Zugang anlegen").click();
      await page.getByText(shows).waitFor();
    };
    await page.getByLabel("Wofür").fill("Kalender");
    await make("Deine Eingabe ist noch da.");
    await make("wb_2");
    await page.getByLabel("Wofür").fill("Lager");
    await make("wb_3");
    const [first, again, next] = asked;
    expect([again, next === first, asked.length]).toEqual([first, false, 3]);
    expect(first).toBeDefined();
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await house.rest(page);
  });

  test("what could not be fetched is asked for again where one stands", async () => {
    const page = await house.goOn("owner", "/einstellungen");
    const again = page.getByRole("main").getByRole("button", { name: "Nochmal", exact: true }).first();
    const base = new URL(page.url()).origin;
    const breaks = async (...asked: readonly string[]): Promise<{ mend: () => Promise<void> }> => {
      const broken = (url: URL) => asked.some((one) => url.href.startsWith(`${base}/api/${one}`));
      await page.route(broken, (route) => route.fulfill({ status: 500 }));
      return { mend: () => page.unroute(broken) };
    };
    for (const [path, asked] of [
      ["/krankmeldung", "sick-notes"],
      ["/recht/neuigkeiten", "news"],
      ["/recht/sicherung", "backups"],
      ["/recht/mitnehmen", "house-exports"],
      ["/recht/protokoll", "audit?"],
      ["/recht/verzeichnisse", "records"],
      ["/recht/regeln", "law/rules"],
      ["/einstellungen/leute", "members"],
      ["/einstellungen/betrieb-intern", "team/setting"],
      ["/einstellungen/leute", "recovery-codes"],
      ["/einstellungen/zugaenge", "tokens"],
    ] as const) {
      const { mend } = await breaks(asked);
      await walkTo(page, path);
      await again.waitFor();
      await mend();
      // On a busy machine it may look again by itself before one presses.
      const press = async () => {
        if (await again.isVisible()) await again.click({ timeout: 3_000 }).catch(() => undefined);
        return await again.isVisible();
      };
      await expect.poll(press).toBe(false);
    }
    // These look again by themselves, every few seconds or when something changes: a button is there until then. What
    // the app has fetched once stays while it is open: a load takes it away, and nothing of it comes after that.
    const first = await breaks("setup", "incidents/");
    await page.goto(`${base}/recht/vertraege`);
    await again.waitFor();
    await walkTo(page, "/recht/vorfaelle?panne=01a22ee7-6b54-7422-80ad-21c4ab4471f5");
    await again.waitFor();
    await first.mend();
    await breaks("law/host-agreement", "subject-requests", "incidents", "insights", "devices");
    await page.goto(`${base}/recht/vertraege`);
    await again.waitFor();
    for (const path of [
      "/recht/anfragen",
      "/recht/vorfaelle",
      "/recht/einsicht",
      "/einstellungen/geraete",
      "/einstellungen/dieses-geraet",
    ]) {
      await walkTo(page, path);
      await again.waitFor();
    }
    await house.rest(page);
  });

  test("a next page that does not come takes nothing away, and comes with a press where one stands", async () => {
    const page = await house.goOn("owner", "/einstellungen", phone);
    const who = { conversationId: null, conversationNumber: null, channel: "whatsapp", erased: false };
    const agreed = {
      state: "granted",
      since: "2026-03-02T08:00:00.000Z",
      expiresAt: null,
      expiresSoon: false,
      allStop: false,
    };
    const one = (name: string, id: string) => ({ ...who, ...agreed, name, identityId: id, contactId: id });
    const counts = { all: 2, granted: 2, ending: 0, open: 0, ended: 0 };
    let away = true;
    await page.route("**/api/consents?*", async (route) => {
      if (!route.request().url().includes("cursor="))
        return await route.fulfill({ json: { items: [one("Erste Seite", "1")], nextCursor: "next", counts } });
      if (away) return await route.fulfill({ status: 500 });
      return await route.fulfill({ json: { items: [one("Zweite Seite", "2")], nextCursor: null, counts } });
    });
    await page.goto(new URL("/recht/einwilligungen", page.url()).href);
    await button(page, "Weitere zeigen").click();
    await button(page, "Nochmal").waitFor();
    expect(await page.getByText("Erste Seite").count()).toBe(1);
    away = false;
    await button(page, "Nochmal").click();
    await page.getByText("Zweite Seite").waitFor();
    expect(await page.getByText("Erste Seite").count()).toBe(1);
    expect(await button(page, "Weitere zeigen").count()).toBe(0);
    await house.rest(page);
  });
});
