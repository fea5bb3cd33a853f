import { afterAll, beforeAll, expect, test } from "vitest";
import type { ParkedDelivery } from "../../src/contract/parked.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** What a person wrote is not lost because WhatsApp gave it no id to know it by. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

/** The thread begins with a message that has an id: by it the test finds the conversation. */
async function known() {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  return who;
}

type Customer = ReturnType<TestApp["firm"]["customer"]>;
const seconds = () => String(Math.floor(app.clock.now().getTime() / 1000));
const from = (who: Customer) => ({ from: who.phone, from_user_id: who.bsuid, timestamp: seconds() });
const said = async (who: Customer) =>
  (await app.firm.office.thread(await who.conversationId()))
    .filter((m) => m.direction === "in")
    .slice(1)
    .map(({ content }) => ("text" in content ? content.text : "why" in content ? content.why : content.type));
const conversations = async () =>
  (await app.sql((tx) => tx.selectFrom("conversation").select("conversation_id").execute())).length;
const parked = async () => ((await app.firm.owner.get("/api/parked-deliveries")) as ParkedDelivery[]).length;

test("a text without an id stands in its conversation, once, however it is delivered again", async () => {
  const who = await known();
  const text = { ...from(who), type: "text", text: { body: "Der Keller steht unter Wasser" } };
  await who.delivers({ messages: [text] });
  await who.delivers({
    messages: [text, { ...text, id: "x".repeat(600) }, { ...text, text: { body: "Bitte eilig" } }],
  });
  // Without a time nobody knows whether it was said twice: it stands there twice, and none is lost.
  const timeless = { ...text, timestamp: undefined, text: { body: "Hallo?" } };
  await who.delivers({ messages: [timeless, timeless] });
  expect(await said(who)).toEqual(["Der Keller steht unter Wasser", "Bitte eilig", "Hallo?", "Hallo?"]);
  expect(await parked()).toBe(0);
  expect((await app.firm.office.inbox("q=Keller")).map(({ id }) => id)).toEqual([await who.conversationId()]);
});

test("one without an id that cannot be shown says so, with the words that stand in it", async () => {
  const who = await known();
  await who.delivers({ messages: [{ ...from(who), type: "hologramm", hologramm: { note: "Dritte Tür links" } }] });
  expect(await said(who)).toEqual([expect.stringContaining("„Dritte Tür links“")]);
  const found = async (q: string) => (await app.firm.office.inbox(`q=${q}`)).map(({ id }) => id);
  expect(await found("Dritte")).toEqual([await who.conversationId()]);
  // Our own sentence around them is not what anybody wrote.
  expect(await found("Darin")).toEqual([]);
});

test("what no person wrote, or nobody named, begins no conversation without an id either", async () => {
  const [before, begun, who] = [await parked(), await conversations(), app.firm.customer()];
  const toGroup = { ...from(who), type: "text", text: { body: "An alle" }, group_id: "GRUPPE1" };
  await who.delivers({ messages: [toGroup] });
  await who.delivers({ messages: [{ ...from(who), type: "system", system: { type: "user_identity_changed" } }] });
  await who.delivers({ contacts: [], messages: [{ type: "text", text: { body: "Wer bin ich?" } }] });
  expect(await conversations()).toBe(begun);
  expect(await parked()).toBe(before + 3);
});
