import { afterAll, beforeAll, expect, test } from "vitest";
import { RetentionView } from "../../src/contract/retention.ts";
import { day } from "../../src/server/platform/instant.ts";
import { tasks } from "../../src/tasks.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { noNetwork } from "../support/fake-channel.ts";

/** A clock that was set wrong for a night must not cost what has years to stay. */
let app: TestApp;
let begun: number;
beforeAll(async () => {
  app = await buildTestApp();
  begun = app.clock.now().getTime();
  await app.firm.customer({ name: "Nur Gefragt" }).writes("Was kostet ein Bad?");
  const room = (await app.firm.office.post("/api/rooms", { kind: "crew", name: "Büro", memberIds: [] })) as {
    id: string;
  };
  const said = { clientId: app.deps.ids.uuid(), text: "Rohr bestellt" };
  await app.firm.office.post(`/api/rooms/${room.id}/messages`, said);
});
afterAll(() => app.stop());

/** The night of so many days after the beginning, by a clock that shows it. */
async function night(days: number): Promise<void> {
  app.clock.set(new Date(begun + days * day).toISOString());
  await tasks(app.deps, { whatsapp: app.whatsapp }, noNetwork).night?.({});
}
const sweeps = async () => RetentionView.parse(await app.firm.owner.get("/api/retention")).sweeps;
const count = async (table: "message" | "room_message") =>
  await app.sql(async (tx) => (await tx.selectFrom(table).select("tenant_id").execute()).length);
const left = async () => ({ chat: (await count("message")) > 0, room: (await count("room_message")) > 0 });
const all = { chat: true, room: true };

test("a night after a leap of a year deletes nothing, also when it is tried again, and says so", async () => {
  await night(0);
  await night(1);
  await night(366);
  await night(366);
  expect(await left()).toEqual(all);
  expect((await sweeps())[0]).toMatchObject({ waited: true, deleted: {} });
});

test("with the right clock the nights go on, and nothing is left of the wrong one", async () => {
  await night(2);
  expect((await sweeps()).map(({ waited }) => waited)).toEqual([false, false, false]);
  expect(await left()).toEqual(all);
});

test("a machine that was off over a long weekend is not kept waiting, one that was off for a day more is", async () => {
  await night(6);
  expect((await sweeps())[0]).toMatchObject({ waited: false });
  await night(11);
  expect((await sweeps())[0]).toMatchObject({ waited: true });
  await night(12);
  expect((await sweeps())[0]).toMatchObject({ waited: false });
});

test("a machine that was off for long deletes in the second night, also when it is seldom on", async () => {
  await night(400);
  expect(await left()).toEqual(all);
  await night(430);
  expect(await left()).toEqual({ chat: false, room: false });
  expect((await sweeps())[0]).toMatchObject({ waited: false });
});

test("an epoch of keys that began by a fast clock ends in the first right night, not a year later", async () => {
  const { seal, clock } = app.deps;
  const { tenantId } = app.firm;
  seal.beginEpoch(tenantId, new Date(clock.now().getTime() + 365 * day));
  await night(431);
  await night(432);
  const { began, older } = seal.currentEpoch(tenantId);
  expect([began <= clock.now(), older]).toEqual([true, 0]);
});

test("a conversation with a message of the future is where it belongs from the next message on", async () => {
  const customer = app.firm.customer({ name: "Schreibt Wieder" });
  await customer.writes("Die Heizung tropft");
  const id = await customer.conversationId();
  const right = app.clock.now();
  app.clock.advance(365 * day);
  await app.firm.office.call("POST", `/api/conversations/${id}/messages`, {
    clientId: app.deps.ids.uuid(),
    text: "Gut",
  });
  app.clock.set(right.toISOString());
  await customer.writes("Jetzt nicht mehr");
  const row = (await app.firm.office.inbox("q=")).find((one) => one.id === id);
  expect(row?.lastActivityAt.slice(0, 10)).toBe(right.toISOString().slice(0, 10));
});
