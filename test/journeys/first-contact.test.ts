import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ContactView } from "../../src/contract/conversations.ts";
import { publishNotice } from "../../src/server/notices/publish-notice.action.ts";
import { hour, minute, second } from "../../src/server/platform/instant.ts";
import { termin } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { rejected, uncertain, unreachable } from "../support/fake-channel.ts";
import { expectEverySendDecided, isNotice, leftFor } from "../support/fourth-lock.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterEach(() => {
  app.whatsapp.during = undefined;
  expect(app.whatsapp.script).toEqual([]);
});
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});

const texts = (who: Customer) => leftFor(app, who).map(({ text }) => text);
const noticesOf = async (who: Customer) =>
  ContactView.parse(await app.firm.office.get(`/api/contacts/${await who.contactId()}`)).notices;

test("a new customer has the privacy notice within seconds, once, and the business has the proof of it", async () => {
  const erika = app.firm.customer();
  const asked = app.clock.now();
  await erika.writes("Guten Tag, unser Heizkörper tropft.");
  await erika.writes("Im Bad, oben links.");
  const [notice, ...more] = leftFor(app, erika);
  expect(more).toEqual([]);
  expect(notice && isNotice(notice)).toBe(true);
  expect((notice?.at.getTime() ?? 0) - asked.getTime()).toBeLessThan(10 * second);
  const outcome = notice?.outcome;
  const externalId = outcome?.kind === "sent" ? outcome.externalId : "";
  await erika.receipt(externalId, "delivered");
  const [proof, ...others] = await noticesOf(erika);
  expect(others).toEqual([]);
  expect(proof).toMatchObject({ version: 1, state: "delivered", handedOver: "chat", providerMessageId: externalId });
  expect(proof?.text).toBe(notice?.text);
  expect(proof).toMatchObject({
    language: "de",
    triggeredBy: expect.any(String),
    linkContentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(proof?.timeline.map(({ state }) => state)).toEqual(["queued", "sent", "delivered"]);
  const reply = await app.firm.office.reply(await erika.conversationId(), "Wir kommen morgen um acht.");
  expect(reply.permit.verdict).toBe("allow");
  expect(texts(erika).slice(1)).toEqual(["Wir kommen morgen um acht."]);
});

test("a reply written before the notice is out waits for it and leaves right after it", async () => {
  const erika = app.firm.customer();
  app.whatsapp.during = async () => {
    app.whatsapp.during = undefined;
    const answer = await app.firm.office.write(await erika.conversationId(), "Ich schaue gleich nach.");
    expect(answer.permit).toMatchObject({
      verdict: "require",
      why: expect.stringContaining("das erledigt das System automatisch"),
      remedies: [{ token: "deliver_notice", automatic: true }],
    });
    expect(answer.message.state).toBe("queued");
  };
  await erika.writes("Hallo?");
  expect(texts(erika)).toEqual([expect.stringContaining("Widerspruch"), "Ich schaue gleich nach."]);
});

test("when the notice fails three times, its text travels in front of the waiting reply", async () => {
  const erika = app.firm.customer();
  app.whatsapp.script.push(unreachable, unreachable, unreachable);
  await erika.writes("Die Heizung ist kalt.");
  await app.firm.office.reply(await erika.conversationId(), "Wir sind um zehn bei Ihnen.");
  expect(leftFor(app, erika).length).toBe(1);
  await app.pass(10 * second);
  await app.pass(minute);
  const left = leftFor(app, erika);
  expect(left.slice(0, 3).every(isNotice)).toBe(true);
  expect(left.length).toBe(4);
  expect(left[3]?.text).toMatch(/Recht auf Widerspruch[\s\S]*\n\nWir sind um zehn bei Ihnen\.$/);
  expect(await noticesOf(erika)).toMatchObject([{ state: "sent" }]);
  await app.firm.office.reply(await erika.conversationId(), "Bis gleich.");
  expect(texts(erika).at(-1)).toBe("Bis gleich.");
});

test("a reply written after the notice failed carries the notice, instead of waiting for ever", async () => {
  const erika = app.firm.customer();
  app.whatsapp.script.push(rejected);
  await erika.writes("Die Heizung ist kalt.");
  expect(await noticesOf(erika)).toMatchObject([{ state: "failed" }]);
  const id = await erika.conversationId();
  expect((await app.firm.office.row(id)).failed).toBe(true);
  await app.firm.office.reply(id, "Wir sind um elf bei Ihnen.");
  expect(texts(erika).at(-1)).toMatch(/Recht auf Widerspruch[\s\S]*\n\nWir sind um elf bei Ihnen\.$/);
  // Nothing is left to do, and the list says so too.
  const { preview, failed } = await app.firm.office.row(id);
  expect([preview.text, failed]).toEqual(["Wir sind um elf bei Ihnen.", false]);
  expect((await app.firm.office.inbox("limit=200")).find((row) => row.id === id)?.failed).toBe(false);
  expect(await noticesOf(erika)).toMatchObject([{ state: "sent" }]);
  // What somebody wrote is shown as before, whatever became of the notice.
  app.whatsapp.script.push(rejected);
  await app.firm.office.reply(id, "Oder um zwölf.");
  expect((await app.firm.office.row(id)).failed).toBe(true);
});

test("a long reply has no room for the notice that failed: two messages leave, the notice first", async () => {
  const erika = app.firm.customer();
  const long = "Wir kommen am Freitag. ".repeat(170).trim();
  app.whatsapp.script.push(rejected);
  await erika.writes("Wann kommen Sie, und was machen Sie alles?");
  await app.firm.office.reply(await erika.conversationId(), long);
  expect(leftFor(app, erika).map(isNotice)).toEqual([true, true, false]);
  expect(texts(erika).at(-1)).toBe(long);
  expect(texts(erika).every((text) => text.length <= 4_096)).toBe(true);
  expect(await noticesOf(erika)).toMatchObject([{ state: "sent" }]);
});

test("a template cannot carry the notice: the notice goes again by itself, then the template", async () => {
  const erika = app.firm.customer();
  app.whatsapp.script.push(rejected);
  await erika.writes("Wann kommen Sie?");
  await app.firm.office.reply(await erika.conversationId(), termin("Freitag"));
  expect(texts(erika)).toMatchObject([
    expect.stringContaining("Widerspruch"),
    expect.stringContaining("Widerspruch"),
    "termin Freitag",
  ]);
});

test("a notice WhatsApp took and then could not deliver was not handed over: the next reply carries it", async () => {
  const erika = app.firm.customer();
  await erika.writes("Wann kommen Sie?");
  const outcome = leftFor(app, erika)[0]?.outcome;
  const externalId = outcome?.kind === "sent" ? outcome.externalId : "";
  await erika.receipt(externalId, "failed");
  // Meta promises no order: the tick before it says nothing of what became of it.
  await erika.receipt(externalId, "sent");
  expect(await noticesOf(erika)).toMatchObject([{ state: "failed" }]);
  await app.firm.office.reply(await erika.conversationId(), "Am Freitag um neun.");
  expect(texts(erika).at(-1)).toMatch(/Recht auf Widerspruch[\s\S]*\n\nAm Freitag um neun\.$/);
});

test("a notice that came too late for the 24 hours asks for no template and no second try: the next reply carries it", async () => {
  const erika = app.firm.customer();
  await erika.writes("Wann kommen Sie?");
  const id = await erika.conversationId();
  const outcome = leftFor(app, erika)[0]?.outcome;
  const errors = [{ code: 131047, title: "Re-engagement message" }];
  await erika.receipt(outcome?.kind === "sent" ? outcome.externalId : "", "failed", { errors });
  const notice = (await app.firm.office.thread(id)).find(({ automatic }) => automatic);
  expect(notice).toMatchObject({ state: "failed", retryable: false, needsTemplate: false });
  expect(notice?.stateWhy).toContain("von selbst vor eurer nächsten Antwort");
  await app.pass(25 * hour);
  expect(leftFor(app, erika).length).toBe(1);
  await erika.writes("Hallo?");
  await app.firm.office.reply(id, "Am Freitag um neun.");
  expect(texts(erika).at(-1)).toMatch(/Recht auf Widerspruch[\s\S]*\n\nAm Freitag um neun\.$/);
});

test("who asks for the notice after it failed has it, and the reply needs to carry nothing", async () => {
  const erika = app.firm.customer();
  app.whatsapp.script.push(rejected);
  await erika.writes("Wann kommen Sie?");
  await erika.writes("DATENSCHUTZ");
  expect(await noticesOf(erika)).toMatchObject([{ state: "sent" }]);
  await app.firm.office.reply(await erika.conversationId(), "Am Freitag um neun.");
  expect(texts(erika).at(-1)).toBe("Am Freitag um neun.");
});

test("a notice whose fate is unknown holds the reply until a member has looked at the phone", async () => {
  const erika = app.firm.customer();
  app.whatsapp.script.push(uncertain);
  await erika.writes("Wann kommen Sie?");
  const id = await erika.conversationId();
  const { permit } = await app.firm.office.reply(id, "Am Montag.");
  expect(permit).toMatchObject({
    verdict: "require",
    why: expect.stringContaining("gib beim Hinweis an, ob er angekommen ist"),
    noticeUncertain: true,
  });
  await app.pass(hour);
  expect(leftFor(app, erika).length).toBe(1);
  const notice = (await app.firm.office.thread(id)).find(({ automatic }) => automatic);
  // Whoever comes later, or wrote before it was uncertain, reads there what waits for whom.
  expect(notice?.stateWhy).toContain("Eure Antworten warten");
  await app.firm.office.post(`/api/messages/${notice?.id}/settle`, { outcome: "sent" });
  await app.drain();
  expect(texts(erika).slice(1)).toEqual(["Am Montag."]);
});

test("DATENSCHUTZ returns the notice at any time, and only then a second time", async () => {
  const erika = app.firm.customer();
  await erika.writes("Guten Tag");
  await erika.writes("DATENSCHUTZ");
  await erika.writes("Datenschutz?");
  await erika.writes("Danke, das war es.");
  expect(leftFor(app, erika).map(isNotice)).toEqual([true, true, true]);
  expect(await noticesOf(erika)).toMatchObject([{ version: 1, state: "sent" }]);
});

test("a notice changed in wording is not sent again; one changed in substance goes out at the next contact, before the reply", async () => {
  const erika = app.firm.customer();
  const kai = app.firm.customer();
  await erika.writes("Guten Tag");
  await kai.writes("Guten Tag");
  const owner = await app.firm.callerOf("owner");
  const publish = (change: "editorial" | "material") =>
    app.sql((tx) => publishNotice(app.deps, tx, owner, "whatsapp", { change, reason: "Neue Fassung zum Test" }));
  await publish("editorial");
  await erika.writes("Noch eine Frage");
  await app.firm.office.reply(await erika.conversationId(), "Gern.");
  expect(leftFor(app, erika).map(isNotice)).toEqual([true, false]);
  await publish("material");
  // Nobody is written to because of it (PN-4): the new one waits for the next contact.
  await app.pass(hour);
  expect(leftFor(app, erika).length + leftFor(app, kai).length).toBe(3);
  await erika.writes("Und noch eine");
  expect(leftFor(app, erika).map(isNotice)).toEqual([true, false, true]);
  await app.firm.office.reply(await kai.conversationId(), "Wir kommen.");
  expect(leftFor(app, kai).map(isNotice)).toEqual([true, true, false]);
  expect((await noticesOf(kai)).map(({ version, state }) => [version, state])).toEqual([
    [3, "sent"],
    [1, "sent"],
  ]);
});

test("a reply that carried the notice and was held up does not leave with it once a newer one is owed", async () => {
  const erika = app.firm.customer();
  const owner = await app.firm.callerOf("owner");
  const publish = () =>
    app.sql((tx) => publishNotice(app.deps, tx, owner, "whatsapp", { change: "material", reason: "Neu zum Test" }));
  app.whatsapp.script.push(rejected, unreachable);
  await erika.writes("Die Heizung ist kalt.");
  const { message } = await app.firm.office.reply(await erika.conversationId(), "Wir sind um zehn bei Ihnen.");
  await publish();
  await app.pass(minute);
  expect(leftFor(app, erika).length).toBe(2);
  const stored = (await app.firm.office.thread(await erika.conversationId())).find(({ id }) => id === message.id);
  expect(stored?.state).toBe("blocked");
  await app.firm.office.reply(await erika.conversationId(), "Wir sind um elf bei Ihnen.");
  expect(texts(erika).slice(2)).toEqual([expect.stringContaining("Widerspruch"), "Wir sind um elf bei Ihnen."]);
});

test("a reply that waits while the notice is renewed leaves after the newer notice", async () => {
  const erika = app.firm.customer();
  const owner = await app.firm.callerOf("owner");
  app.whatsapp.script.push(unreachable);
  await erika.writes("Die Heizung ist kalt.");
  await app.firm.office.reply(await erika.conversationId(), "Wir kommen.");
  const input = { change: "material", reason: "Neu zum Test" } as const;
  const version = await app.sql((tx) => publishNotice(app.deps, tx, owner, "whatsapp", input));
  await app.pass(minute);
  expect(texts(erika).at(-2)).toContain(`/v/${version}`);
  expect(texts(erika).at(-1)).toBe("Wir kommen.");
});
