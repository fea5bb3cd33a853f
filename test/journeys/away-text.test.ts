import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { OpeningView } from "../../src/contract/opening.ts";
import { hour, minute } from "../../src/server/platform/instant.ts";
import type { Customer } from "../support/a-customer.ts";
import { Visitor } from "../support/a-visitor.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { uncertain, unreachable } from "../support/fake-channel.ts";
import { expectEverySendDecided, isNotice, leftFor } from "../support/fourth-lock.ts";
import { SoftBrowser } from "../support/push-service.ts";

/** M8, B12: 18:10, a customer writes, and the house says when somebody is there again. */
let app: TestApp;
/** The owner at a device of hers, which can be told something. */
let petra: TestBrowser;
const closedText = /Das ist eine automatische Antwort[\s\S]*wieder da: .*\d+(:\d\d)? Uhr[\s\S]*0371 000 00-99/;
const awayFor = (who: Customer) => leftFor(app, who).filter(({ text }) => closedText.test(text));
const view = async () => OpeningView.parse(await app.firm.owner.get("/api/opening"));

let shipped: OpeningView["channels"];
async function switchTo(active: boolean): Promise<void> {
  for (const { accountId, text } of shipped)
    await app.firm.owner.call("PUT", `/api/opening/away/${accountId}`, { active, text });
}

/** The next day's clock in Chemnitz, a working day in winter. */
function tomorrowAt(time: string): void {
  const at = new Date(`${app.clock.now().toISOString().slice(0, 10)}T${time}:00+01:00`);
  do at.setUTCDate(at.getUTCDate() + 1);
  while ([0, 6].includes(at.getUTCDay()));
  app.clock.advance(at.getTime() - app.clock.now().getTime());
}

beforeAll(async () => {
  ({ app, owner: petra } = await buildOwnedApp());
  shipped = (await view()).channels;
  expect(shipped.map(({ active }) => active)).toEqual([false, false]);
});
beforeEach(async () => {
  tomorrowAt("09:00");
  await switchTo(true);
});
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});

test("nothing leaves unasked: as shipped, an evening message hears the privacy notice only", async () => {
  await switchTo(false);
  tomorrowAt("18:10");
  const erika = app.firm.customer();
  await erika.writes("Ist noch jemand da?");
  expect(leftFor(app, erika).map(isNotice)).toEqual([true]);
});

test("at 18:10 a customer hears once when somebody is there again, after the notice, and the office sees it as automatic", async () => {
  tomorrowAt("18:10");
  const erika = app.firm.customer();
  await erika.writes("Die Heizung ist kalt.");
  await erika.writes("Und das Wasser auch.");
  const left = leftFor(app, erika);
  expect(left.map(isNotice)).toEqual([true, false]);
  expect(left[1]?.text).toMatch(closedText);
  expect(left[1]?.text).toContain("ab 7 Uhr");
  const id = await erika.conversationId();
  const answer = (await app.firm.office.thread(id)).find(({ content }) =>
    JSON.stringify(content).includes("wieder da"),
  );
  expect(answer).toMatchObject({ automatic: true, direction: "out", author: null, state: "sent" });
  // Somebody still waits: the machine answered nothing.
  const row = await app.firm.office.row(id);
  expect(row.preview.text).toBe("Und das Wasser auch.");
  expect(row.waitingSince).not.toBeNull();
});

test("an evening message leaves the phones of people off duty alone (M8, G10)", async () => {
  await petra.signIn();
  expect((await petra.send("PUT", "/api/push/address", new SoftBrowser().toJSON())).statusCode).toBe(200);
  const me = ((await petra.send("GET", "/api/me")).json() as { member: { id: string } }).member.id;
  const week = [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" }));
  const hours = { week, age: { kind: "adult" }, qualifications: [], crewId: null };
  expect((await app.firm.office.call("PUT", `/api/working-time/${me}`, hours)).statusCode).toBe(200);
  const told = async () => {
    const { rows } = await app.deps.db.pool.query<{ later: boolean }>(
      `select j.run_at > $1 as later from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'send-push' order by j.id`,
      [app.clock.now()],
    );
    return rows.map(({ later }) => later);
  };
  tomorrowAt("18:10");
  const erika = app.firm.customer();
  await erika.writes("Rohrbruch im Keller!");
  expect(awayFor(erika).length).toBe(1);
  expect(await told()).toEqual([]);
  // Whoever is called by name hears of it when their day begins.
  const id = await erika.conversationId();
  const note = { clientId: app.deps.ids.uuid(), text: "@Petra", mentions: [me] };
  expect((await app.firm.office.call("POST", `/api/conversations/${id}/notes`, note)).statusCode).toBe(200);
  expect(await told()).toEqual([true]);
});

test("past midnight it is still the same night; the next evening it is a new one", async () => {
  tomorrowAt("22:00");
  const erika = app.firm.customer();
  await erika.writes("Noch wach?");
  await app.pass(4 * hour);
  await erika.writes("Jetzt ist es zwei.");
  expect(awayFor(erika).length).toBe(1);
  tomorrowAt("18:10");
  await erika.writes("Heute wieder.");
  expect(awayFor(erika).length).toBe(2);
});

test("while the business is open nobody hears it", async () => {
  tomorrowAt("10:00");
  const erika = app.firm.customer();
  await erika.writes("Guten Morgen");
  expect(awayFor(erika)).toEqual([]);
});

test.each([
  "STOPP",
  "STOPP",
  "ALLES STOPP",
  "DATENSCHUTZ",
  "START",
  "Bitte löschen Sie alle meine Daten.",
  "JA UNTERLAGEN",
])("%s has an answer of its own and gets no second one", async (words) => {
  tomorrowAt("18:10");
  const erika = app.firm.customer();
  await erika.writes(words);
  expect(awayFor(erika)).toEqual([]);
});

test("who said ALLES STOPP is left in peace in the evening too", async () => {
  const erika = app.firm.customer();
  await erika.writes("ALLES STOPP");
  tomorrowAt("18:10");
  await erika.writes("Wann kommt der Monteur?");
  expect(awayFor(erika)).toEqual([]);
  const thread = await app.firm.office.thread(await erika.conversationId());
  expect(JSON.stringify(thread)).not.toContain("wieder da");
});

test("two machines do not talk to each other", async () => {
  tomorrowAt("18:10");
  const robot = app.firm.customer();
  await robot.writes("Vielen Dank. Dies ist eine automatische Antwort, wir sind im Urlaub.");
  expect(awayFor(robot)).toEqual([]);
});

test("who is answered at half past six is not told that nobody is there; hours later they are", async () => {
  tomorrowAt("18:10");
  await switchTo(false);
  const erika = app.firm.customer();
  await erika.writes("Kommt heute noch jemand?");
  await app.firm.office.reply(await erika.conversationId(), "Ja, Tarik ist unterwegs.");
  await switchTo(true);
  await app.pass(20 * minute);
  await erika.writes("Super, danke.");
  expect(awayFor(erika)).toEqual([]);
  await app.pass(2 * hour);
  await erika.writes("Er war nicht da.");
  expect(awayFor(erika).length).toBe(1);
});

test("what could not leave before the business opened does not leave any more", async () => {
  tomorrowAt("18:10");
  const erika = app.firm.customer();
  // Nobody knows whether the notice is out, so the answer waits for it.
  app.whatsapp.script.push(uncertain);
  await erika.writes("Die Heizung ist kalt.");
  const id = await erika.conversationId();
  const own = async (words: string) =>
    (await app.firm.office.thread(id)).find(({ content }) => JSON.stringify(content).includes(words));
  expect(await own("wieder da")).toMatchObject({ state: "queued" });
  tomorrowAt("08:00");
  await app.firm.office.post(`/api/messages/${(await own("Widerspruch"))?.id}/settle`, { outcome: "sent" });
  await app.drain();
  expect(await own("wieder da")).toMatchObject({ state: "blocked" });
  expect(leftFor(app, erika).map(isNotice)).toEqual([true]);
});

test("a public holiday and the holidays of the business are closed days, on the page and in the answer", async () => {
  const before = await view();
  const monday = () => {
    do tomorrowAt("10:00");
    while (app.clock.now().getUTCDay() !== 1);
  };
  monday();
  const today = app.clock.now().toISOString().slice(0, 10);
  await app.firm.owner.call("PUT", "/api/opening/hours", { hours: before.hours, closed: [{ from: today, to: today }] });
  const erika = app.firm.customer();
  await erika.writes("Ist jemand da?");
  expect(awayFor(erika).length).toBe(1);
  expect(awayFor(erika)[0]?.text).toContain("wieder da: morgen ab 7 Uhr");
  expect((await new Visitor(app).get("/k/web")).body).toContain("Gerade geschlossen. Wieder da: morgen ab 7 Uhr.");
  expect((await new Visitor(app).get("/k/heizung")).body).toContain("Gerade geschlossen.");
  await app.firm.owner.call("PUT", "/api/opening/hours", { hours: before.hours, closed: [] });
  expect((await new Visitor(app).get("/k/web")).body).toContain("Jetzt geöffnet bis 16 Uhr.");
});

test("on the firm's own page the visitor reads it below the own words", async () => {
  tomorrowAt("18:10");
  const helga = new Visitor(app);
  await helga.writes("Wasserhahn tropft", { name: "Helga Abend" });
  expect(await helga.page()).toMatch(closedText);
  const [row] = await app.firm.office.inbox("channel=webchat&q=Abend");
  expect(row?.preview.text).toBe("Wasserhahn tropft");
});

test("while WhatsApp is down the answer waits with its message and leaves once", async () => {
  tomorrowAt("18:10");
  const erika = app.firm.customer();
  await erika.writes("Erste Nachricht");
  tomorrowAt("18:10");
  app.whatsapp.script.push(unreachable);
  await erika.writes("Zweite Nachricht");
  await app.pass(5 * minute);
  expect(awayFor(erika).filter(({ outcome }) => outcome?.kind === "sent").length).toBe(2);
});

test("a colleague writing on the customers' channel is no customer", async () => {
  const tarik = app.firm.customer();
  await tarik.writes("Ich bin's");
  await tarik.is({ employee_relation: "staff" });
  tomorrowAt("18:10");
  await tarik.writes("Bin morgen später da");
  expect(awayFor(tarik)).toEqual([]);
});

test("only the owner switches it on, with a text that is fit to leave", async () => {
  const [channel] = (await view()).channels;
  const put = (text: string, who = app.firm.owner, active = true) =>
    who.call("PUT", `/api/opening/away/${channel?.accountId}`, { active, text });
  expect((await put(channel?.text ?? "", app.firm.office)).statusCode).toBe(403);
  const advert = await put("{{Betrieb}}, automatische Antwort. Nur heute 20 % Rabatt auf Thermostate!");
  expect(advert.statusCode).toBe(400);
  expect(advert.json().detail).toContain("Werbung");
  expect((await put("")).json().detail).toBe("Schreib zuerst einen Text.");
  expect((await put("Entwurf mit {{Lücke}}", app.firm.owner, false)).statusCode).toBe(200);
  const preview = await app.firm.owner.post("/api/opening/away-preview", { text: channel?.text });
  expect(preview).toMatchObject({ problem: null, text: expect.stringMatching(closedText) });
});

test("without opening hours it cannot be switched on, and one that is on rests and says why", async () => {
  const before = await view();
  const put = (hours: unknown) => app.firm.owner.call("PUT", "/api/opening/hours", { hours, closed: [] });
  expect((await put([{ day: 1, from: "16:00", to: "07:00" }])).statusCode).toBe(400);
  expect((await put([])).statusCode).toBe(200);
  const [channel] = (await view()).channels;
  expect(channel?.rests?.de).toContain("Öffnungszeiten");
  const again = await app.firm.owner.call("PUT", `/api/opening/away/${channel?.accountId}`, {
    active: true,
    text: channel?.text,
  });
  expect(again.statusCode).toBe(400);
  tomorrowAt("18:10");
  const erika = app.firm.customer();
  await erika.writes("Hallo?");
  expect(awayFor(erika)).toEqual([]);
  await put(before.hours);
});
