import { afterAll, beforeAll, expect, test } from "vitest";
import { Ampel } from "../../src/contract/ampel.ts";
import { ConsentList, ConsentQuestion, ContactConsents, StartCodes } from "../../src/contract/consent.ts";
import { CANARIES, photo } from "../../src/server/attachments/demo-files.contract.ts";
import { sweepOrphans } from "../../src/server/attachments/sweep-orphans.job.ts";
import { syncTemplates } from "../../src/server/channels/sync-templates.job.ts";
import { noCounts } from "../../src/server/house-export/counts.ts";
import { exportContacts } from "../../src/server/house-export/export-contacts.action.ts";
import { publishNotice } from "../../src/server/notices/publish-notice.action.ts";
import { day, hour, minute } from "../../src/server/platform/instant.ts";
import { forgetUnusedFiles, teamFilesAmong } from "../../src/server/team-files/team-files.action.ts";
import { aktion } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { rejected, uncertain, unreachable } from "../support/fake-channel.ts";
import { expectEverySendDecided, isNotice, leftFor } from "../support/fourth-lock.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});

const said = (who: Customer) =>
  leftFor(app, who)
    .filter((left) => !isNotice(left))
    .map(({ text }) => text);
const consents = async (contactId: string) =>
  ContactConsents.parse(await app.firm.office.get(`/api/contacts/${contactId}/consents`)).items;
const stateOf = async (who: Customer) => (await consents(await who.contactId()))[0]?.state;

/** Somebody who wrote, has the notice on the phone and an answer. */
async function answered(): Promise<{ who: Customer; id: string }> {
  const who = app.firm.customer();
  await who.writes("Guten Tag, mein Bad ist undicht.");
  const id = await who.conversationId();
  for (const { outcome } of leftFor(app, who).filter(isNotice))
    if (outcome?.kind === "sent") await who.receipt(outcome.externalId, "delivered");
  await app.firm.office.reply(id, "Wir kommen morgen um acht.");
  app.clock.advance(minute);
  return { who, id };
}

async function asked(): Promise<{ who: Customer; id: string; yes: string; no: string }> {
  const { who, id } = await answered();
  await app.firm.office.post(`/api/conversations/${id}/consent-question`);
  await app.drain();
  const content = leftFor(app, who).at(-1)?.content;
  if (content?.type !== "question") throw new Error("no question left");
  app.clock.advance(minute);
  return { who, id, yes: content.buttons[0]?.id ?? "", no: content.buttons[1]?.id ?? "" };
}
const presses = (who: Customer, id: string, title: string) =>
  who.sends({ type: "interactive", interactive: { type: "button_reply", button_reply: { id, title } } });

test("asked with buttons, a press on yes is a consent with the exact words as proof, and confirmed once", async () => {
  const { who, id, yes } = await asked();
  expect(await stateOf(who)).toBe("asked");
  await presses(who, yes, "Ja, gern");
  const [own] = await consents(await who.contactId());
  expect(own).toMatchObject({ state: "granted", allStop: false });
  expect(own?.steps.map(({ state, method }) => [state, method])).toEqual([
    ["granted", "button"],
    ["asked", "chat"],
  ]);
  expect(own?.steps[0]?.answer).toBe("Ja, gern");
  expect(own?.steps[1]?.question).toContain("[Ja, gern] [Nein, danke]");
  expect(own?.steps[1]).toMatchObject({ by: "Sandra Krüger (Demo)", textVersion: "2026-11" });
  await presses(who, yes, "Ja, gern");
  expect(said(who).filter((text) => text.startsWith("Danke."))).toHaveLength(1);
  expect((await app.firm.office.reply(id, aktion("Armaturen"))).permit.verdict).toBe("allow");
  expect((await consents(await who.contactId()))[0]?.steps[0]).toMatchObject({ state: "used", method: "sent" });
});

test.each(["a receipt", "a member"])(
  "an advert of which %s says that it left has used the consent (AD-9)",
  async (by) => {
    const { who, id, yes } = await asked();
    await presses(who, yes, "Ja, gern");
    app.whatsapp.script.push(uncertain);
    const { message } = await app.firm.office.reply(id, aktion(`Duschen nach ${by}`));
    const latest = async () => (await consents(await who.contactId()))[0]?.steps[0]?.state;
    expect(await latest()).toBe("granted");
    if (by === "a member") await app.firm.office.post(`/api/messages/${message.id}/settle`, { outcome: "sent" });
    else await who.receipt(`wamid.late-${id}`, "delivered", { biz_opaque_callback_data: message.id });
    expect(await latest()).toBe("used");
  },
);

test("each step stands in a line of the table the house takes along, with the words of question and answer", async () => {
  const { who, yes } = await asked();
  await presses(who, yes, "Ja, gern");
  const walk = { caller: await app.firm.callerOf("owner"), zone: "Europe/Berlin", counts: noCounts(), lost: [] };
  let table = "";
  for await (const { path, content } of exportContacts(app.deps, walk))
    for await (const piece of content()) if (path === "kontakte/einwilligungen.csv") table += piece;
  const lines = table.trimEnd().split("\r\n");
  expect(lines).toHaveLength(1 + walk.counts.consents);
  const id = await who.contactId();
  const own = lines.filter((line) => line.startsWith(`${id};`));
  const [shown] = await consents(id);
  expect(own.map((line) => line.split(";").slice(5, 7))).toEqual([
    ["granted", "button"],
    ["asked", "chat"],
  ]);
  expect(shown?.steps).toHaveLength(own.length);
  expect(own[0]).toContain(";Ja, gern");
  expect(own[1]).toContain("[Ja, gern] [Nein, danke]");
});

test("JA WERBUNG is a consent; ok is asked about once more and is none after that", async () => {
  const first = await asked();
  await first.who.writes("Ja, Werbung!");
  expect(await stateOf(first.who)).toBe("granted");
  const { who } = await asked();
  await who.writes("ok 👍");
  expect(await stateOf(who)).toBe("ambiguous");
  expect(said(who).at(-1)).toContain("JA WERBUNG");
  app.clock.advance(minute);
  const before = said(who).length;
  await who.writes("passt schon");
  expect(await stateOf(who)).toBe("none");
  expect(said(who)).toHaveLength(before);
  // The one that goes behind a newer notice has been asked as well.
  const other = await asked();
  const { tenantId } = app.firm;
  const owner = await app.firm.callerOf("owner");
  const newer = { change: "material", reason: "Neuer Empfänger der Daten" } as const;
  await app.deps.db.withTenant(tenantId, (tx) => publishNotice(app.deps, tx, owner, "whatsapp", newer));
  await other.who.writes("ok 👍");
  expect(said(other.who).at(-1)).toContain("JA WERBUNG");
  app.clock.advance(minute);
  await other.who.writes("passt schon");
  expect(await stateOf(other.who)).toBe("none");
});

const withdrawals = async (who: Customer) => {
  const identityId = await who.identityId();
  return await app.sql((tx) =>
    tx
      .selectFrom("consent_event")
      .select(["at", "proof"])
      .where("identity_id", "=", identityId)
      .where("state", "=", "withdrawn")
      .execute(),
  );
};

test("Meta's stop that lay parked for days does not take back what was agreed to since", async () => {
  const { who, id } = await asked();
  const stopped = app.clock.now();
  await app.pass(3 * day);
  await who.writes("Ja, Werbung!");
  await app.pass(day);
  await who.prefers("resume");
  await app.pass(day);
  expect(await stateOf(who)).toBe("granted");
  await who.prefers("stop", stopped);
  expect(await stateOf(who)).toBe("granted");
  await who.writes("Guten Morgen");
  expect((await app.firm.office.reply(id, aktion("Armaturen"))).permit.verdict).toBe("allow");
  // It is kept as proof all the same: when it was said, and when it reached us.
  const said = new Date(Math.floor(stopped.getTime() / 1_000) * 1_000);
  expect(await withdrawals(who)).toEqual([
    { at: said, proof: { at: said.toISOString(), receivedAt: app.clock.now().toISOString() } },
  ]);
  await who.prefers("stop");
  expect(await stateOf(who)).toBe("withdrawn");
});

test.each(["at once", "later"])(
  "an advert that WhatsApp refuses %s because the person wants none is their withdrawal",
  async (when) => {
    const { who, id, yes } = await asked();
    await presses(who, yes, "Ja, gern");
    const refusal = { code: "131050", whyDe: "Diese Person will keine Werbung.", retryable: false };
    if (when === "at once") app.whatsapp.script.push({ kind: "rejected", error: refusal });
    const { message } = await app.firm.office.reply(id, aktion("Armaturen"));
    const { outcome } = leftFor(app, who).at(-1) ?? {};
    app.clock.advance(minute);
    if (outcome?.kind === "sent")
      await who.receipt(outcome.externalId, "failed", { errors: [{ code: 131000 }, { code: 131050 }] });
    expect((await app.firm.office.thread(id)).find((one) => one.id === message.id)).toMatchObject({ state: "failed" });
    expect(await stateOf(who)).toBe("withdrawn");
    const errorCode = when === "at once" ? "131050" : "131050 131000";
    expect(await withdrawals(who)).toMatchObject([{ proof: { errorCode } }]);
    expect((await app.firm.office.reply(id, aktion("Armaturen"))).permit.verdict).not.toBe("allow");
  },
);

test("Meta's stop counts against a yes that was said before it, although we heard the yes late", async () => {
  const { who } = await asked();
  const yes = String(Math.floor(app.clock.now().getTime() / 1_000));
  app.clock.advance(2 * minute);
  const stop = app.clock.now();
  app.clock.advance(minute);
  await who.sends({ type: "text", text: { body: "Ja, Werbung!" }, timestamp: yes });
  expect(await stateOf(who)).toBe("granted");
  app.clock.advance(minute);
  await who.prefers("stop", stop);
  expect(await stateOf(who)).toBe("withdrawn");
});

test("a no is kept, and nobody can ask again", async () => {
  const { who, id, no } = await asked();
  await presses(who, no, "Nein, danke");
  expect(await stateOf(who)).toBe("refused");
  await app.firm.office.reply(id, "In Ordnung.");
  app.clock.advance(minute);
  const preview = ConsentQuestion.parse(await app.firm.office.get(`/api/conversations/${id}/consent-question`));
  expect(preview).toMatchObject({ allowed: false, why: expect.stringContaining("abgelehnt") });
  expect((await app.firm.office.call("POST", `/api/conversations/${id}/consent-question`)).statusCode).toBe(422);
});

test("who raises it after a no is asked to be clear, and only then it counts", async () => {
  const { who, no } = await asked();
  await presses(who, no, "Nein, danke");
  app.clock.advance(day);
  await who.writes("JA WERBUNG");
  expect(await stateOf(who)).toBe("ambiguous");
  app.clock.advance(minute);
  await who.writes("JA WERBUNG");
  expect(await stateOf(who)).toBe("granted");
});

test("an answer after seven days gives nothing, and within a year nobody asks again", async () => {
  const { who, id, yes } = await asked();
  await app.pass(8 * day);
  expect(await stateOf(who)).toBe("none");
  await presses(who, yes, "Ja, gern");
  expect(await stateOf(who)).not.toBe("granted");
  app.clock.advance(8 * day);
  await who.writes("Haben Sie morgen Zeit?");
  await app.firm.office.reply(id, "Ja, um acht.");
  app.clock.advance(minute);
  const again = ConsentQuestion.parse(await app.firm.office.get(`/api/conversations/${id}/consent-question`));
  expect(again.why).toContain("zwölf Monaten");
});

test("the question waits until the concern is answered", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  for (const { outcome } of leftFor(app, who).filter(isNotice))
    if (outcome?.kind === "sent") await who.receipt(outcome.externalId, "delivered");
  const preview = ConsentQuestion.parse(await app.firm.office.get(`/api/conversations/${id}/consent-question`));
  expect(preview).toMatchObject({ allowed: false, why: expect.stringContaining("Anliegen") });
});

test("STOPP takes the queued advert back at once and is confirmed exactly once", async () => {
  const { who, id } = await answered();
  await who.consent("granted");
  app.clock.advance(minute);
  app.whatsapp.script.push(unreachable);
  const { message } = await app.firm.office.reply(id, aktion("Spülen"));
  const tried = said(who).length;
  await who.writes("STOPP");
  const shown = (await app.firm.office.thread(id)).find((one) => one.id === message.id);
  expect(shown).toMatchObject({ state: "blocked" });
  await who.writes("Stopp!");
  await app.pass(hour);
  const since = said(who).slice(tried);
  expect(since).toHaveLength(1);
  expect(since[0]).toContain("keine Werbung mehr");
});

test("ALLES STOPP closes the channel, START opens it again", async () => {
  const { who, id } = await answered();
  await who.writes("ALLES STOPP");
  expect(said(who).at(-1)).toContain("auch nicht zum Auftrag");
  expect((await consents(await who.contactId()))[0]).toMatchObject({ state: "withdrawn", allStop: true });
  expect((await app.firm.office.reply(id, "Ihr Ersatzteil ist da.")).permit.verdict).toBe("deny");
  app.clock.advance(minute);
  await who.writes("START");
  expect((await app.firm.office.reply(id, "Ihr Ersatzteil ist da.")).permit.verdict).toBe("allow");
  expect(await stateOf(who)).toBe("withdrawn");
});

test("a notice that ALLES STOPP took back is waited for by nobody: after START a reply leaves", async () => {
  const who = app.firm.customer();
  app.whatsapp.script.push(unreachable);
  await who.writes("Die Heizung ist kalt.");
  const id = await who.conversationId();
  const { message } = await app.firm.office.reply(id, "Wir kommen um zehn.");
  await who.writes("ALLES STOPP");
  const shown = (await app.firm.office.thread(id)).find((one) => one.id === message.id);
  expect(shown?.state).toBe("blocked");
  // It is confirmed all the same, and carries what else would be owed.
  expect(leftFor(app, who).at(-1)?.text).toMatch(/Recht auf Widerspruch[\s\S]*auch nicht zum Auftrag/);
  app.clock.advance(minute);
  await who.writes("START");
  await app.firm.office.reply(id, "Wir kommen um elf.");
  expect(said(who).at(-1)).toBe("Wir kommen um elf.");
});

test("STOPP is confirmed at once, also to somebody whose notice failed: the confirmation carries it", async () => {
  const who = app.firm.customer();
  app.whatsapp.script.push(rejected);
  await who.writes("Die Heizung ist kalt.");
  await who.writes("STOPP");
  expect(leftFor(app, who).at(-1)?.text).toMatch(/Recht auf Widerspruch[\s\S]*keine Werbung mehr/);
});

test("a stop word about the job changes nothing and is shown to the team", async () => {
  const { who, id } = await answered();
  await who.consent("granted");
  app.clock.advance(minute);
  await who.writes("Stopp, bitte erst Montag anfangen");
  expect(await stateOf(who)).toBe("granted");
  const note = (await app.firm.office.thread(id)).findLast(({ direction }) => direction === "note");
  expect(note?.content).toMatchObject({ text: expect.stringContaining("Stopp-Wort") });
});

test("a consent on paper counts only after START on the phone itself", async () => {
  const { who, id } = await answered();
  const identityId = await who.identityId();
  const path = `/api/contacts/${await who.contactId()}/consents`;
  const note = "Auftragsformular vom 12. Mai, unterschrieben, liegt im Ordner Kunden S.";
  await app.firm.office.post(path, { identityId, source: "paper", note });
  expect(await stateOf(who)).toBe("pending");
  expect((await app.firm.office.reply(id, aktion("Öfen"))).permit.verdict).toBe("deny");
  app.clock.advance(minute);
  await who.writes("START");
  expect(await stateOf(who)).toBe("granted");
  expect((await consents(await who.contactId()))[0]?.steps.at(-1)).toMatchObject({
    state: "pending",
    method: "paper",
    note,
  });
  // What holds already waits for no confirmation.
  expect((await app.firm.office.call("POST", path, { identityId, source: "paper", note })).statusCode).toBe(409);
  expect(await stateOf(who)).toBe("granted");
});

test("the signed paper lies beside the consent as a photo without its place, and belongs to this contact alone", async () => {
  const { who, id } = await answered();
  const [contactId, identityId] = [await who.contactId(), await who.identityId()];
  const upload = async (name: string, type: string, bytes: Buffer): Promise<string> => {
    const head = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
    const form = Buffer.concat([Buffer.from(head), bytes, Buffer.from("\r\n--b--\r\n")]);
    return (await app.firm.office.upload(id, form)).json().id;
  };
  const scanId = await upload("auftrag.jpg", "image/jpeg", Buffer.from(await photo("jpeg")));
  const record = { identityId, source: "paper", note: "Auftrag vom 12. Mai, unterschrieben.", scanIds: [scanId] };
  const other = await answered();
  const foreign = { ...record, identityId: await other.who.identityId() };
  const elsewhere = `/api/contacts/${await other.who.contactId()}/consents`;
  expect((await app.firm.office.call("POST", elsewhere, foreign)).statusCode).toBe(404);
  await app.firm.office.post(`/api/contacts/${contactId}/consents`, record);
  const [file] = (await consents(contactId))[0]?.steps[0]?.files ?? [];
  expect(file).toMatchObject({ id: scanId, name: "auftrag.jpg", media: "image", state: "stored" });
  const stored = (await app.firm.office.call("GET", `/api/attachments/${scanId}/content`)).rawPayload;
  expect(CANARIES.filter((canary) => stored.includes(canary))).toEqual([]);
  // The paper is a proof: it is no upload that waits, and no picture to send.
  await sweepOrphans(
    { ...app.deps, clock: { now: () => new Date(app.clock.now().getTime() + 2 * day) } },
    app.firm.tenantId,
    { forgetUnusedFiles, teamFilesAmong },
  );
  expect((await app.firm.office.call("GET", `/api/attachments/${scanId}/content`)).statusCode).toBe(200);
  const send = { clientId: app.deps.ids.uuid(), text: "", attachmentIds: [scanId] };
  expect((await app.firm.office.call("POST", `/api/conversations/${id}/messages`, send)).statusCode).toBe(404);
  expect((await app.firm.office.call("POST", `/api/contacts/${contactId}/consents`, record)).statusCode).toBe(404);
});

test("the START code opens each channel with the word already written", async () => {
  const codes = async () => StartCodes.parse(await app.firm.office.get("/api/consents/start-codes")).items;
  const linkOf = async (kind: string) => (await codes()).find(({ channel }) => channel === kind)?.link;
  expect(await linkOf("whatsapp")).toBeNull();
  const answer = Buffer.from(JSON.stringify({ display_phone_number: "+49 371 5550100", data: [] }));
  const graph = async () => ({ status: 200, headers: {}, bytes: answer, url: "" });
  const whatsapp = (await codes()).find(({ channel }) => channel === "whatsapp")?.accountId ?? "";
  await syncTemplates(app.deps, graph, () => Promise.resolve(true), app.firm.tenantId, whatsapp);
  expect(await linkOf("whatsapp")).toBe("https://wa.me/493715550100?text=START");
  const sheet = await app.firm.owner.call("GET", `/api/consents/start-codes/${whatsapp}/pdf`);
  expect([sheet.statusCode, sheet.rawPayload.subarray(0, 4).toString()]).toEqual([200, "%PDF"]);
  expect((await app.firm.owner.call("GET", `/api/consents/start-codes/${whatsapp}/qr.svg`)).body).toContain("<svg");
  const page = new URL((await linkOf("webchat")) ?? "");
  const { body } = await app.http.inject({
    method: "GET",
    url: page.pathname + page.search,
    headers: { host: page.host },
  });
  expect(body).toMatch(/<textarea[^>]*>START<\/textarea>/);
});

test("whoever says it on the phone is withdrawn by the member who heard it", async () => {
  const { who } = await answered();
  await who.consent("granted");
  app.clock.advance(minute);
  const body = { identityId: await who.identityId(), note: "Am Telefon zu Sandra." };
  await app.firm.office.post(`/api/contacts/${await who.contactId()}/consents/withdraw`, body);
  expect(await stateOf(who)).toBe("withdrawn");
});

test("on the firm's own page the buttons are a form, and a press counts once", async () => {
  const helga = new Visitor(app);
  await helga.writes("Die Heizung ist kalt.");
  const row = (await app.firm.office.inbox("channel=webchat"))[0];
  const id = row?.id ?? "";
  await helga.page();
  await app.firm.office.reply(id, "Wir kommen morgen.");
  app.clock.advance(minute);
  await app.firm.office.post(`/api/conversations/${id}/consent-question`);
  await app.drain();
  const value = /name="answer" value="(yes:[^"]+)"/.exec(await helga.page())?.[1] ?? "";
  app.clock.advance(minute);
  await helga.post("/k/web/antwort", { answer: value });
  await helga.post("/k/web/antwort", { answer: value });
  expect((await consents(row?.contactId ?? ""))[0]?.state).toBe("granted");
  const page = await helga.page();
  expect(page).not.toContain('name="answer"');
  expect(page.match(/Wir haben am/g)).toHaveLength(1);
});

test("the owner sees all consents, what ends first on top", async () => {
  const { who } = await answered();
  await who.consent("granted");
  await app.pass(19 * 31 * day);
  const list = ConsentList.parse(await app.firm.owner.get("/api/consents"));
  expect(list.counts.all).toBe(list.items.length);
  expect(list.counts.ending).toBeGreaterThan(0);
  // whoever sees no names names the conversation by its number, when asking for insight
  expect(
    list.items.filter(({ conversationId: id, conversationNumber: number }) => (id === null) !== (number === null)),
  ).toEqual([]);
  expect(list.items[0]?.conversationNumber).toBeGreaterThan(0);
  const ends = list.items.flatMap(({ expiresAt }) => expiresAt ?? []);
  expect(ends).toEqual(ends.toSorted());
  expect(list.nextCursor).toBeNull();
  // Page by page it is the same list.
  const paged = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = `limit=2${cursor && `&cursor=${cursor}`}`;
    const page: ConsentList = ConsentList.parse(await app.firm.owner.get(`/api/consents?${query}`));
    expect([page.items.length <= 2, page.counts]).toEqual([true, list.counts]);
    paged.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(list.items);
  expect(paged.length).toBeGreaterThan(4);
  const ending = ConsentList.parse(await app.firm.owner.get("/api/consents?show=ending"));
  expect(ending.items.every(({ expiresSoon, state }) => expiresSoon || state === "expired")).toBe(true);
  // At 18 months it is a task of the owner's, with the day on which the first one ends (AD-9).
  const { lights } = Ampel.parse(await app.firm.owner.get("/api/law/ampel"));
  const light = lights.find(({ duty }) => duty === "consent-use");
  expect(light).toMatchObject({ level: "amber", stops: null, next: { href: "/recht/einwilligungen?zeigen=ending" } });
  expect(light?.day).toEqual({
    what: "due",
    on: ending.items.find(({ expiresSoon }) => expiresSoon)?.expiresAt?.slice(0, 10),
  });
});
