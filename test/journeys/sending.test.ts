import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { hour, minute, second } from "../../src/server/platform/instant.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { rejected, uncertain, unreachable } from "../support/fake-channel.ts";
import { expectEverySendDecided, leftFor } from "../support/fourth-lock.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterEach(() => expect(app.whatsapp.script).toEqual([]));
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});

async function inTalk() {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  return { who, id: await who.conversationId() };
}
const texts = (who: Customer) =>
  leftFor(app, who)
    .slice(1)
    .map(({ text }) => text);
const stateOf = async (id: string, messageId: string) =>
  (await app.firm.office.thread(id)).find((message) => message.id === messageId)?.state;

test("when WhatsApp surely took nothing, the message is tried again by itself, and later ones wait their turn", async () => {
  const { who, id } = await inTalk();
  app.whatsapp.script.push(unreachable, unreachable);
  const first = await app.firm.office.reply(id, "Erstens");
  await app.firm.office.reply(id, "Zweitens");
  expect(await stateOf(id, first.message.id)).toBe("queued");
  await app.pass(2 * second);
  await app.pass(10 * second);
  expect(texts(who)).toEqual(["Erstens", "Erstens", "Erstens", "Zweitens"]);
  expect(await stateOf(id, first.message.id)).toBe("sent");
});

test("what WhatsApp refuses is shown as failed and never tried again by itself; a member may", async () => {
  const { who, id } = await inTalk();
  app.whatsapp.script.push(rejected);
  const { message } = await app.firm.office.reply(id, "Passt Montag?");
  await app.pass(hour);
  expect(await stateOf(id, message.id)).toBe("failed");
  expect((await app.firm.office.row(id)).failed).toBe(true);
  expect(texts(who)).toEqual(["Passt Montag?"]);
  await app.firm.office.post(`/api/messages/${message.id}/retry`);
  await app.drain();
  expect(texts(who)).toEqual(["Passt Montag?", "Passt Montag?"]);
});

test("a reply that failed answered nobody: the customer waits again since their message, and no longer once it is sent", async () => {
  const { who, id } = await inTalk();
  const since = async () => (await app.firm.office.row(id)).waitingSince;
  const before = await since();
  await app.pass(minute);
  app.whatsapp.script.push(rejected);
  const { message } = await app.firm.office.write(id, "Passt Montag?");
  expect(await since()).toBeNull();
  await app.drain();
  expect(await app.firm.office.row(id)).toMatchObject({ waitingSince: before, failed: true });
  await app.pass(minute);
  await who.writes("Hallo?");
  expect(await since()).toBe(before);
  await app.firm.office.post(`/api/messages/${message.id}/retry`);
  await app.drain();
  // What it answers is answered; what was written since is not.
  expect(await since()).toBe(app.clock.now().toISOString());
  await app.firm.office.reply(id, "Oder Dienstag?");
  expect(await since()).toBeNull();
});

test("a reply that failed while the conversation was closed opens it again", async () => {
  const { id } = await inTalk();
  const { waitingSince } = await app.firm.office.row(id);
  app.whatsapp.script.push(rejected);
  await app.firm.office.write(id, "Wir kommen am Montag.");
  await app.firm.office.post(`/api/conversations/${id}/close`, { version: (await app.firm.office.row(id)).version });
  expect((await app.firm.office.row(id)).state).toBe("closed");
  await app.drain();
  expect(await app.firm.office.row(id)).toMatchObject({ state: "open", waitingSince });
});

test("a reply that failed while the conversation was put off brings it back at once", async () => {
  const { id } = await inTalk();
  const { waitingSince } = await app.firm.office.row(id);
  app.whatsapp.script.push(rejected);
  await app.firm.office.write(id, "Wir kommen am Montag.");
  const until = new Date(app.clock.now().getTime() + 5 * hour).toISOString();
  await app.firm.office.post(`/api/conversations/${id}/snooze`, {
    until,
    version: (await app.firm.office.row(id)).version,
  });
  expect((await app.firm.office.row(id)).state).toBe("snoozed");
  await app.drain();
  expect(await app.firm.office.row(id)).toMatchObject({ state: "open", waitingSince, snoozedUntil: null });
});

test("a late receipt for what had failed ends no wait that a reminder made", async () => {
  const { who, id } = await inTalk();
  app.whatsapp.script.push(rejected);
  const { message } = await app.firm.office.reply(id, "Passt Montag?");
  await app.firm.office.reply(id, "Passt Dienstag?");
  expect((await app.firm.office.row(id)).waitingSince).toBeNull();
  const until = new Date(app.clock.now().getTime() + hour).toISOString();
  await app.firm.office.post(`/api/conversations/${id}/snooze`, {
    until,
    version: (await app.firm.office.row(id)).version,
  });
  await app.pass(2 * hour);
  expect(await app.firm.office.row(id)).toMatchObject({ state: "open", waitingSince: until });
  await who.receipt("wamid.LATE7", "delivered", { biz_opaque_callback_data: message.id });
  expect(await stateOf(id, message.id)).toBe("delivered");
  expect((await app.firm.office.row(id)).waitingSince).toBe(until);
});

test("what failed can be deleted: it is sent no more, keeps its decision, and shows if it arrived after all", async () => {
  const { who, id } = await inTalk();
  const before = (await app.firm.office.row(id)).waitingSince;
  app.whatsapp.script.push(rejected);
  const { message } = await app.firm.office.reply(id, "Passt Montag?");
  await app.firm.office.post(`/api/messages/${message.id}/discard`);
  expect(await stateOf(id, message.id)).toBe("withdrawn");
  expect(await app.firm.office.row(id)).toMatchObject({
    failed: false,
    waitingSince: before,
    preview: { text: "Guten Tag" },
  });
  for (const path of ["discard", "retry", "withdraw"])
    expect((await app.firm.office.call("POST", `/api/messages/${message.id}/${path}`)).statusCode).toBe(409);
  const own = { action: "send" };
  expect(await app.firm.office.get(`/api/messages/${message.id}/decisions`)).toMatchObject([own, own]);
  await app.pass(hour);
  expect(texts(who)).toEqual(["Passt Montag?"]);
  await who.receipt("wamid.LATE1", "delivered", { biz_opaque_callback_data: message.id });
  expect(await stateOf(id, message.id)).toBe("delivered");
  expect((await app.firm.office.row(id)).waitingSince).toBeNull();
});

test.each([
  ["an answer that got lost", uncertain],
  ["a broken adapter", new Error("socket hang up")],
])("%s is unknown: nobody sends it again until it is settled", async (_name, outcome) => {
  const { who, id } = await inTalk();
  app.whatsapp.script.push(outcome);
  const { message } = await app.firm.office.reply(id, "Ihr Termin ist am Montag um acht.");
  await app.pass(hour);
  expect(await stateOf(id, message.id)).toBe("unknown");
  expect((await app.firm.office.call("POST", `/api/messages/${message.id}/retry`)).statusCode).toBe(409);
  await app.firm.office.reply(id, "Noch etwas");
  expect(texts(who)).toEqual(["Ihr Termin ist am Montag um acht.", "Noch etwas"]);
  await app.firm.office.post(`/api/messages/${message.id}/settle`, { outcome: "failed" });
  expect(
    (await app.firm.office.call("POST", `/api/messages/${message.id}/settle`, { outcome: "sent" })).statusCode,
  ).toBe(409);
  await app.firm.office.post(`/api/messages/${message.id}/retry`);
  await app.drain();
  expect(texts(who)).toEqual(["Ihr Termin ist am Montag um acht.", "Noch etwas", "Ihr Termin ist am Montag um acht."]);
});

test("Nochmal senden pressed twice sends once, and one answer settles what is unknown", async () => {
  const { who, id } = await inTalk();
  app.whatsapp.script.push(uncertain);
  const { message } = await app.firm.office.reply(id, "Wir kommen um neun.");
  await app.pass(hour);
  const press = async (path: string, body?: object) =>
    (await app.firm.office.call("POST", `/api/messages/${message.id}/${path}`, body)).statusCode;
  const settled = await Promise.all([1, 2, 3].map(() => press("settle", { outcome: "failed" })));
  expect(settled.sort()).toEqual([200, 409, 409]);
  expect((await Promise.all([1, 2, 3].map(() => press("retry")))).sort()).toEqual([200, 409, 409]);
  await app.drain();
  expect(texts(who)).toEqual(["Wir kommen um neun.", "Wir kommen um neun."]);
  expect(await press("retry")).toBe(409);
});

test("a receipt settles a send whose answer got lost, by the id we handed over", async () => {
  const { who, id } = await inTalk();
  app.whatsapp.script.push(uncertain);
  const { message } = await app.firm.office.reply(id, "Wir sind unterwegs.");
  // What the channel said before of an id that was nobody's applies as well.
  await who.receipt("wamid.LOST1", "delivered");
  await who.sends({ type: "reaction", reaction: { message_id: "wamid.LOST1", emoji: "👍" } });
  await who.receipt("wamid.LOST1", "sent", { biz_opaque_callback_data: message.id });
  expect(await stateOf(id, message.id)).toBe("delivered");
  const shown = (await app.firm.office.thread(id)).find((one) => one.id === message.id);
  expect(shown?.reactions).toEqual([{ emoji: "👍", by: "contact" }]);
  await app.pass(hour);
  expect(texts(who)).toEqual(["Wir sind unterwegs."]);
});

test("a receipt that is faster than WhatsApp's own answer is not lost", async () => {
  const { who, id } = await inTalk();
  app.whatsapp.script.push(async () => {
    await who.delivers({ statuses: [{ id: "wamid.FAST1", status: "delivered", timestamp: "1795500000" }] });
    return { kind: "sent", externalId: "wamid.FAST1" };
  });
  const { message } = await app.firm.office.reply(id, "Schnell wie der Wind");
  expect(await stateOf(id, message.id)).toBe("delivered");
});

test("what is said late of a try that failed says nothing of the one that is under way", async () => {
  const { who, id } = await inTalk();
  app.whatsapp.script.push({ kind: "sent", externalId: "wamid.FIRST1" });
  const { message } = await app.firm.office.reply(id, "Wir kommen um zehn.");
  const failed = { id: "wamid.FIRST1", status: "failed", timestamp: "1795500000", errors: [{ code: 131026 }] };
  await who.delivers({ statuses: [failed] });
  expect(await stateOf(id, message.id)).toBe("failed");
  // Nor of one that waits for its next try.
  app.whatsapp.script.push(unreachable);
  await app.firm.office.post(`/api/messages/${message.id}/retry`);
  await app.drain();
  await who.delivers({ statuses: [{ ...failed, timestamp: "1795500005" }] });
  expect(await stateOf(id, message.id)).toBe("queued");
  let meanwhile: unknown;
  app.whatsapp.script.push(async () => {
    await who.delivers({ statuses: [{ ...failed, timestamp: "1795500009" }] });
    meanwhile = await stateOf(id, message.id);
    return { kind: "sent", externalId: "wamid.SECOND1" };
  });
  await app.pass(minute);
  expect(meanwhile).toBe("sending");
  // Nor, said once more, of the one that was taken then, which is known by the id it has now.
  await who.delivers({ statuses: [{ ...failed, biz_opaque_callback_data: message.id }] });
  expect(await stateOf(id, message.id)).toBe("sent");
  await who.delivers({ statuses: [{ id: "wamid.SECOND1", status: "delivered", timestamp: "1795500020" }] });
  expect(await stateOf(id, message.id)).toBe("delivered");
});

test("pressing send twice sends once", async () => {
  const { who, id } = await inTalk();
  const send = { text: "Nur einmal", clientId: app.deps.ids.uuid() };
  const answers = await Promise.all([1, 2, 3, 4].map(() => app.firm.office.write(id, send)));
  await app.drain();
  expect(new Set(answers.map(({ message }) => message.id)).size).toBe(1);
  expect(texts(who)).toEqual(["Nur einmal"]);
});

test("who has not seen a colleague's reply is asked before a second one leaves", async () => {
  const { who, id } = await inTalk();
  const seen = (await app.firm.office.row(id)).lastPosition;
  await app.firm.uwe.reply(id, "Ich komme um acht.");
  const late = { clientId: app.deps.ids.uuid(), text: "Ich komme um neun.", seenPosition: seen };
  expect((await app.firm.office.call("POST", `/api/conversations/${id}/messages`, late)).statusCode).toBe(409);
  await app.drain();
  expect(texts(who)).toEqual(["Ich komme um acht."]);
});

test("a note never leaves, whatever happens to the conversation", async () => {
  const { who, id } = await inTalk();
  await app.firm.office.post(`/api/conversations/${id}/notes`, {
    clientId: app.deps.ids.uuid(),
    text: "Vorsicht, zahlt spät",
  });
  await app.firm.office.reply(id, "Guten Tag");
  await app.pass(minute);
  const note = (await app.firm.office.thread(id)).find(({ direction }) => direction === "note");
  expect((await app.firm.office.call("POST", `/api/messages/${note?.id}/retry`)).statusCode).toBe(409);
  await app.drain();
  expect(texts(who)).toEqual(["Guten Tag"]);
  expect(app.left.some(({ text }) => text.includes("zahlt spät"))).toBe(false);
});

test("a reply quotes its own conversation only", async () => {
  const { who, id } = await inTalk();
  const other = await inTalk();
  const [foreign] = await app.firm.office.thread(other.id);
  const [own] = await app.firm.office.thread(id);
  const quoting = (replyTo: string | undefined) => ({
    clientId: app.deps.ids.uuid(),
    text: "Ihr Termin dazu ist am Montag.",
    replyTo,
  });
  const path = `/api/conversations/${id}/messages`;
  for (const wrong of [foreign?.id, app.deps.ids.uuid()])
    expect((await app.firm.office.call("POST", path, quoting(wrong))).statusCode).toBe(404);
  expect((await app.firm.office.call("POST", path, quoting(own?.id))).statusCode).toBe(200);
  await app.drain();
  expect(texts(who)).toEqual(["Ihr Termin dazu ist am Montag."]);
});

test("signs that nobody sees are no message, neither to the customer nor among colleagues", async () => {
  const { who, id } = await inTalk();
  const clientId = app.deps.ids.uuid();
  for (const [path, sentence] of [
    ["messages", "Die Nachricht ist leer."],
    ["notes", "Die Notiz ist leer."],
  ]) {
    const empty = await app.firm.office.call("POST", `/api/conversations/${id}/${path}`, {
      clientId,
      text: "\u200b\u2060 \u3164",
    });
    expect([empty.statusCode, empty.json().fields]).toEqual([400, { text: sentence }]);
  }
  expect(texts(who)).toEqual([]);
});
