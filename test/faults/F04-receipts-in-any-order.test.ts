import { afterAll, beforeAll, expect, test } from "vitest";
import { sweepDeliveries } from "../../src/server/inbound/sweep-deliveries.job.ts";
import { day } from "../../src/server/platform/instant.ts";
import { keepReadStatus } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { leftFor } from "../support/fourth-lock.ts";

/** F04 (reliability, fault catalogue): receipts in any order, and before the message they are about. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const rank = ["queued", "sending", "sent", "delivered", "read"];
const orders = [
  ["sent", "delivered", "read"],
  ["sent", "read", "delivered"],
  ["delivered", "sent", "read"],
  ["delivered", "read", "sent"],
  ["read", "sent", "delivered"],
  ["read", "delivered", "sent"],
] as const;

async function replied() {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  const { message } = await app.firm.office.reply(id, "Wir kommen morgen um acht.");
  const outcome = leftFor(app, who).at(-1)?.outcome;
  const state = async () => (await app.firm.office.thread(id)).find((m) => m.id === message.id)?.state ?? "";
  return { who, state, externalId: outcome?.kind === "sent" ? outcome.externalId : "" };
}

/** How the row on the way out stands of the message with this id. */
async function rowOf(externalId: string): Promise<string | undefined> {
  const row = await app.sql((tx) =>
    tx
      .selectFrom("outbox as o")
      .innerJoin("message as m", "m.message_id", "o.message_id")
      .select("o.state")
      .where("m.external_id", "=", externalId)
      .executeTakeFirst(),
  );
  return row?.state;
}

test("that a message was read or heard is thrown away, and that it arrived is kept (MD-2)", async () => {
  const { who, state, externalId } = await replied();
  await who.receipt(externalId, "read");
  expect(await state()).toBe("delivered");
  await who.receipt(externalId, "played");
  expect(await state()).toBe("delivered");
  await who.receipt("wamid.READ-BEFORE", "read");
  const parked = await app.sql((tx) => tx.selectFrom("parked_receipt").select("status").execute());
  expect(parked).toEqual([{ status: "delivered" }]);
});

test("the owner may decide to keep it; then the notice says so (MD-2)", async () => {
  await keepReadStatus(app.firm);
  const { who, state, externalId } = await replied();
  await who.receipt(externalId, "read");
  expect(await state()).toBe("read");
  const notice = await app.http.inject({ url: "/datenschutz/whatsapp", headers: { host: app.firm.host } });
  expect(notice.body).not.toContain("ob Sie unsere Nachrichten gelesen haben");
  await app.firm.owner.post("/api/setup/notice/whatsapp", { change: "material", reason: "Gelesen wird gespeichert." });
  const renewed = await app.http.inject({ url: "/datenschutz/whatsapp", headers: { host: app.firm.host } });
  expect(renewed.body).toContain("ob Sie unsere Nachrichten gelesen haben");
});

test.each(orders)("ticks never go backwards when receipts come as %s, %s, %s", async (...order) => {
  const { who, state, externalId } = await replied();
  let highest = rank.indexOf(await state());
  for (const status of [...order, ...order]) {
    await who.receipt(externalId, status);
    const now = rank.indexOf(await state());
    expect(now).toBeGreaterThanOrEqual(highest);
    highest = now;
  }
  expect(await state()).toBe("read");
});

test("what reached nobody stays so when the tick before it comes late, and its customer goes on waiting", async () => {
  const { who, state, externalId } = await replied();
  const waits = async () => (await app.firm.office.row(await who.conversationId())).waitingSince !== null;
  await who.receipt(externalId, "failed");
  expect([await state(), await waits()]).toEqual(["failed", true]);
  await who.receipt(externalId, "sent");
  expect([await state(), await waits(), await rowOf(externalId)]).toEqual(["failed", true, "failed"]);
  await who.receipt(externalId, "delivered");
  expect([await state(), await waits()]).toEqual(["delivered", false]);
  // What arrived arrived, whatever is said of it later.
  await who.receipt(externalId, "failed", { late: true });
  expect([await state(), await waits()]).toEqual(["delivered", false]);
  expect(await rowOf(externalId), "the row on the way out says the same").toBe("sent");
});

test("what arrived is said to have failed afterwards: message and row both stay as they are", async () => {
  const { who, state, externalId } = await replied();
  await who.receipt(externalId, "delivered");
  await who.receipt(externalId, "failed");
  expect([await state(), await rowOf(externalId)]).toEqual(["delivered", "sent"]);
});

test("what may not be sent once more and turns out to have arrived is never offered to be sent again", async () => {
  const { who, state, externalId } = await replied();
  const id = await who.conversationId();
  const message = (await app.firm.office.thread(id)).at(-1);
  await who.receipt(externalId, "failed");
  app.clock.advance(2 * day);
  await app.firm.office.call("POST", `/api/messages/${message?.id}/retry`);
  expect(await state()).toBe("blocked");
  await who.receipt(externalId, "sent");
  expect(await state()).toBe("blocked");
  await who.receipt(externalId, "delivered");
  expect([await state(), await rowOf(externalId)]).toEqual(["delivered", "sent"]);
  expect((await app.firm.office.row(id)).waitingSince).toBeNull();
});

test("a receipt that says it is of tomorrow is shown as of now", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  const { message } = await app.firm.office.reply(id, "Bis morgen.");
  const outcome = leftFor(app, who).at(-1)?.outcome;
  const timestamp = String(app.clock.now().getTime() / 1_000 + day / 1_000);
  await who.receipt(outcome?.kind === "sent" ? outcome.externalId : "", "delivered", { timestamp });
  const shown = (await app.firm.office.thread(id)).find((one) => one.id === message.id);
  expect([shown?.state, shown?.stateAt]).toEqual(["delivered", app.clock.now().toISOString()]);
});

test("a receipt that is there before the message it is about waits for it", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  app.whatsapp.script.push({ kind: "sent", externalId: "wamid.EARLY" });
  await who.receipt("wamid.EARLY", "delivered");
  const { message } = await app.firm.office.reply(id, "Bis morgen.");
  const shown = (await app.firm.office.thread(id)).find((m) => m.id === message.id);
  expect(shown?.state).toBe("delivered");
});

test("a receipt for a message nobody knows is kept seven days, then let go", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  await who.receipt("wamid.NOBODY", "read");
  await who.receipt("wamid.NOBODY", "read");
  const waiting = async () => {
    await sweepDeliveries(app.deps, app.firm.tenantId);
    const rows = await app.sql((tx) =>
      tx.selectFrom("parked_receipt").select("external_id").where("external_id", "=", "wamid.NOBODY").execute(),
    );
    return rows.length;
  };
  expect(await waiting()).toBe(1);
  app.clock.advance(6 * day);
  expect(await waiting()).toBe(1);
  app.clock.advance(1 * day + 1_000);
  expect(await waiting()).toBe(0);
});
