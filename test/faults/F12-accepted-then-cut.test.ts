import { afterAll, beforeAll, expect, test } from "vitest";
import { SentCounts } from "../../src/contract/sent-counts.ts";
import { hour, minute } from "../../src/server/platform/instant.ts";
import type { LogFields } from "../../src/server/platform/log.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { uncertain, unreachable } from "../support/fake-channel.ts";
import { leftFor } from "../support/fourth-lock.ts";

/** F12 (reliability, fault catalogue): WhatsApp took the message, and the line broke before it could say so. */

let app: TestApp;
const logged: { readonly event: string; readonly error: unknown }[] = [];
const note = (event: string, { error }: LogFields = {}) => void logged.push({ event, error });
beforeAll(async () => {
  app = await buildTestApp({ log: { info() {}, warn: note, error: note } });
});
afterAll(() => app.stop());

const said = (who: Customer) =>
  leftFor(app, who)
    .slice(1)
    .map(({ text }) => text);

test("of six such sends none leaves twice: receipts settle half of them, members see the others", async () => {
  const cases: { who: Customer; id: string; messageId: string; settled: boolean }[] = [];
  // Two ways to break, two ways to be settled: each of the four.
  for (let i = 0; i < 6; i++) {
    const who = app.firm.customer();
    await who.writes("Guten Tag");
    const id = await who.conversationId();
    app.whatsapp.script.push(i % 3 === 0 ? new Error("socket hang up") : uncertain);
    const { message } = await app.firm.office.reply(id, `Antwort ${i}`);
    cases.push({ who, id, messageId: message.id, settled: i % 2 === 0 });
  }
  await app.pass(hour);
  for (const { who, messageId, settled } of cases)
    if (settled) await who.receipt(`wamid.CUT.${messageId}`, "delivered", { biz_opaque_callback_data: messageId });
  for (let hours = 0; hours < 12; hours++) await app.pass(hour);
  const failed = new Map<string, boolean>();
  for (const row of await app.firm.office.inbox("limit=200")) failed.set(row.id, row.failed);
  for (const { who, id, messageId, settled } of cases) {
    expect(said(who).length).toBe(1);
    const message = (await app.firm.office.thread(id)).find((m) => m.id === messageId);
    expect(message?.state).toBe(settled ? "delivered" : "unknown");
    expect(failed.get(id)).toBe(!settled);
  }
});

test("what a channel threw is in the log, or nobody would ever learn why its messages are uncertain", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const thrown = new TypeError("a bug of ours");
  app.whatsapp.script.push(thrown);
  await app.firm.office.reply(await who.conversationId(), "Bis morgen.");
  expect(logged).toContainEqual({ event: "channel threw while sending", error: thrown });
});

test("an id that another message has already is no proof that this one left: it is uncertain at once, and left once", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  const answer = { kind: "sent", externalId: "wamid.TWICE" } as const;
  app.whatsapp.script.push(answer, answer);
  const states: unknown[] = [];
  for (const text of ["Eins", "Zwei"]) {
    const { message } = await app.firm.office.reply(id, text);
    states.push((await app.firm.office.thread(id)).find((m) => m.id === message.id)?.state);
  }
  expect(states).toEqual(["sent", "unknown"]);
  for (let minutes = 0; minutes < 5; minutes++) await app.pass(minute);
  expect(said(who)).toEqual(["Eins", "Zwei"]);
  expect((await app.firm.office.inbox("limit=200")).find((row) => row.id === id)?.failed).toBe(true);
});

test("a receipt with somebody else's id settles nothing", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  app.whatsapp.script.push(uncertain);
  const { message } = await app.firm.office.reply(id, "Bis morgen.");
  for (const biz_opaque_callback_data of [app.deps.ids.uuid(), "", "kein Kürzel", `${message.id}x`])
    await who.receipt("wamid.OTHER", "delivered", { biz_opaque_callback_data });
  expect((await app.firm.office.thread(id)).find((m) => m.id === message.id)?.state).toBe("unknown");
});

test("later messages of the conversation do not wait for the one whose fate is unknown", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  app.whatsapp.script.push(uncertain);
  await app.firm.office.reply(id, "Erstens");
  await app.firm.office.reply(id, "Zweitens");
  await app.pass(minute);
  expect(said(who)).toEqual(["Erstens", "Zweitens"]);
});

test("what waits behind a send whose server is gone leaves with its receipt, and not after its lease", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  const { message } = await app.firm.office.write(id, "Erstens");
  // As a server leaves it that dies while the message is with WhatsApp.
  const lease_until = new Date(app.clock.now().getTime() + minute);
  await app.sql(async (tx) => {
    await tx
      .updateTable("outbox")
      .set({ state: "sending", attempt: 1, lease_until })
      .where("message_id", "=", message.id)
      .execute();
    await tx.updateTable("message").set({ state: "sending" }).where("message_id", "=", message.id).execute();
  });
  await app.firm.office.reply(id, "Zweitens");
  expect(said(who)).toEqual([]);
  await who.receipt(`wamid.CUT.${message.id}`, "delivered", { biz_opaque_callback_data: message.id });
  await app.drain();
  expect(said(who)).toEqual(["Zweitens"]);
});

test("a member who looked at the phone may send again what did not arrive, and only then it leaves again", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  app.whatsapp.script.push(uncertain);
  const { message } = await app.firm.office.reply(id, "Bis morgen.");
  expect((await app.firm.office.call("POST", `/api/messages/${message.id}/retry`)).statusCode).toBe(409);
  await app.firm.office.post(`/api/messages/${message.id}/settle`, { outcome: "failed" });
  await app.pass(hour);
  expect(said(who)).toEqual(["Bis morgen."]);
  await app.firm.office.post(`/api/messages/${message.id}/retry`);
  await app.drain();
  expect(said(who)).toEqual(["Bis morgen.", "Bis morgen."]);
});

test.each(["sent", "delivered"] as const)(
  "what a member sends again does not leave twice when WhatsApp says meanwhile: %s",
  async (status) => {
    const who = app.firm.customer();
    await who.writes("Guten Tag");
    const id = await who.conversationId();
    app.whatsapp.script.push(uncertain);
    const { message } = await app.firm.office.reply(id, "Bis morgen.");
    await app.firm.office.post(`/api/messages/${message.id}/settle`, { outcome: "failed" });
    await app.firm.office.post(`/api/messages/${message.id}/retry`);
    await who.receipt(`wamid.CUT.${message.id}`, status, { biz_opaque_callback_data: message.id });
    for (let minutes = 0; minutes < 5; minutes++) await app.pass(minute);
    expect(said(who)).toEqual(["Bis morgen."]);
    expect((await app.firm.office.thread(id)).find((m) => m.id === message.id)?.state).toBe(status);
  },
);

test.each([
  { member: "failed", channel: "sent", row: { state: "sent", outcome: "sent" } },
  { member: "failed", channel: "delivered", row: { state: "sent", outcome: "sent" } },
  { member: "sent", channel: "delivered", row: { state: "sent", outcome: "sent" } },
  { member: "sent", channel: "failed", row: { state: "failed", outcome: "rejected" } },
] as const)(
  "WhatsApp knows better than a member did ($member, then $channel): message, row and try say the same, counted once",
  async ({ member, channel, row }) => {
    const who = app.firm.customer();
    await who.writes("Guten Tag");
    const id = await who.conversationId();
    const counted = async () =>
      SentCounts.parse(await app.firm.office.get(`/api/conversations/${id}/sent-counts`)).months[0]?.service ?? 0;
    app.whatsapp.script.push(uncertain);
    const { message } = await app.firm.office.reply(id, "Bis morgen.");
    const before = await counted();
    await app.firm.office.post(`/api/messages/${message.id}/settle`, { outcome: member });
    await who.receipt(`wamid.SAID.${message.id}`, channel, { biz_opaque_callback_data: message.id });
    expect((await app.firm.office.thread(id)).find((m) => m.id === message.id)?.state).toBe(channel);
    const stands = await app.sql((tx) =>
      tx
        .selectFrom("outbox as o")
        .innerJoin("delivery as d", "d.message_id", "o.message_id")
        .select(["o.state", "d.outcome"])
        .where("o.message_id", "=", message.id)
        .executeTakeFirstOrThrow(),
    );
    expect(stands).toEqual(row);
    expect(await counted()).toBe(before + 1);
  },
);

test.each(["taken", "unanswered"] as const)(
  "how an earlier try ended is no news of a message that waits for its next one: %s",
  async (first) => {
    const { who, message, receipt, state } = await failedOnce(first);
    app.whatsapp.script.push(unreachable);
    await app.firm.office.post(`/api/messages/${message.id}/retry`);
    await app.drain();
    for (const status of ["failed", "sent"] as const) {
      await receipt(status);
      expect(await state()).toBe("queued");
    }
    for (let minutes = 0; minutes < 5; minutes++) await app.pass(minute);
    expect(await state()).toBe("sent");
    // The first, the one that did not get through, and the one that did.
    expect(said(who)).toEqual(["Bis morgen.", "Bis morgen.", "Bis morgen."]);
  },
);

test("that an earlier try failed is no news of one that a member saw arrive", async () => {
  const { message, receipt, state } = await failedOnce();
  app.whatsapp.script.push(uncertain);
  await app.firm.office.post(`/api/messages/${message.id}/retry`);
  await app.drain();
  await receipt("failed");
  expect(await state()).toBe("unknown");
  await app.firm.office.post(`/api/messages/${message.id}/settle`, { outcome: "sent" });
  await receipt("failed");
  expect(await state()).toBe("sent");
});

/** A reply that WhatsApp could not deliver, as its receipt says; its try was taken, or nobody answered it. */
async function failedOnce(first: "taken" | "unanswered" = "taken") {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  if (first === "unanswered") app.whatsapp.script.push(uncertain);
  const { message } = await app.firm.office.reply(id, "Bis morgen.");
  const row = await app.sql((tx) =>
    tx.selectFrom("message").select("external_id").where("message_id", "=", message.id).executeTakeFirstOrThrow(),
  );
  let told = 0;
  const receipt = (status: "sent" | "failed") =>
    who.receipt(row.external_id ?? `wamid.NEVER.${message.id}`, status, {
      biz_opaque_callback_data: message.id,
      told: told++,
    });
  const state = async () => (await app.firm.office.thread(id)).find((m) => m.id === message.id)?.state;
  await receipt("failed");
  await app.drain();
  expect(await state()).toBe("failed");
  return { who, message, receipt, state };
}

test("what WhatsApp took and could not deliver leaves again, also when its first receipt comes last", async () => {
  const { who, message, receipt, state } = await failedOnce();
  await app.firm.office.post(`/api/messages/${message.id}/retry`);
  // How the try before it ended is no news of this one, neither while it waits nor once it has left.
  await receipt("failed");
  expect(await state()).not.toBe("failed");
  await receipt("sent");
  for (let minutes = 0; minutes < 5; minutes++) await app.pass(minute);
  expect(said(who)).toEqual(["Bis morgen.", "Bis morgen."]);
  await receipt("failed");
  expect(await state()).toBe("sent");
});
