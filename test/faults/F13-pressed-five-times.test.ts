import { afterAll, beforeAll, expect, test } from "vitest";
import { SendAnswer } from "../../src/contract/messages.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { leftFor } from "../support/fourth-lock.ts";

/** F13 (reliability, fault catalogue): a double click, or a weak line that repeats the request. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

test("five equal requests at once, and one more an hour later, are one message to the customer", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  const body = { clientId: app.deps.ids.uuid(), text: "Wir kommen am Montag um sieben." };
  const press = () => app.firm.office.call("POST", `/api/conversations/${id}/messages`, body);
  const answers = await Promise.all([press(), press(), press(), press(), press()]);
  await app.drain();
  app.clock.advance(3_600_000);
  answers.push(await press());
  await app.drain();
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200, 200]);
  const ids = new Set(answers.map((answer) => SendAnswer.parse(answer.json()).message.id));
  expect(ids.size).toBe(1);
  expect(leftFor(app, who).filter(({ text }) => text === body.text).length).toBe(1);
  const thread = await app.firm.office.thread(id);
  expect(thread.map((m) => m.position)).toEqual(thread.map((_, i) => i + 1));
});

test("the same words pressed twice on purpose are two messages", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  await app.firm.office.reply(id, "Ja.");
  await app.firm.office.reply(id, "Ja.");
  expect(leftFor(app, who).filter(({ text }) => text === "Ja.").length).toBe(2);
});
