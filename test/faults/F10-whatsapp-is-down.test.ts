import { afterAll, beforeAll, expect, test } from "vitest";
import type { SendOutcome } from "../../src/server/channels/channel.ts";
import { hour, minute, second } from "../../src/server/platform/instant.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { expectEverySendDecided, leftFor } from "../support/fourth-lock.ts";

/** F10 (reliability, fault catalogue): WhatsApp slow, dead, busy. What an answer of it means: send.test.ts. */

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
    .slice(1)
    .map(({ text }) => text);
const away = (retryAfterMs?: number): SendOutcome => ({
  kind: "unreachable",
  error: { code: "network", whyDe: "WhatsApp antwortet nicht.", retryable: true },
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});

test("after an hour without WhatsApp everything leaves once, in its order, and it was not asked all the time", async () => {
  const people: { who: Customer; id: string }[] = [];
  for (let i = 0; i < 3; i++) {
    const who = app.firm.customer();
    await who.writes("Guten Tag");
    people.push({ who, id: await who.conversationId() });
  }
  let down = true;
  let asked = 0;
  const always = async (): Promise<SendOutcome> => {
    if (!down) return { kind: "sent", externalId: `wamid.BACK.${asked++}` };
    asked += 1;
    return away();
  };
  const refill = () => {
    while (app.whatsapp.script.length < 200) app.whatsapp.script.push(always);
  };
  refill();
  const lines = ["Erstens", "Zweitens", "Drittens", "Viertens"];
  for (const line of lines) for (const { id } of people) await app.firm.office.write(id, line);
  // Who waits for longer than a few minutes by then is looked at less often.
  for (const step of [...Array<number>(15).fill(1), ...Array<number>(9).fill(5)]) {
    refill();
    await app.pass(step * minute);
  }
  // One message a conversation is tried, ever more rarely: 2 s, 8 s, 32 s … half an hour at most.
  expect(asked).toBeLessThanOrEqual(people.length * 8);
  down = false;
  await app.pass(hour);
  app.whatsapp.script.length = 0;
  const failed = (await app.firm.office.inbox("limit=200")).filter((row) => row.failed);
  expect(failed).toEqual([]);
  for (const { who } of people) {
    const sent = leftFor(app, who)
      .slice(1)
      .filter(({ outcome }) => outcome?.kind === "sent");
    expect(sent.map(({ text }) => text)).toEqual(lines);
  }
});

test("when WhatsApp says how long to wait, nobody asks sooner", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  app.whatsapp.script.push(away(10 * minute));
  await app.firm.office.reply(id, "Bis morgen.");
  // Every ten seconds the queue is looked at, every minute the minute's work is done.
  for (let tens = 1; tens < 60; tens++) {
    if (tens % 6 === 0) await app.pass(10 * second);
    else {
      app.clock.advance(10 * second);
      await app.drain();
    }
  }
  expect(said(who).length).toBe(1);
  await app.pass(20 * second);
  expect(said(who)).toEqual(["Bis morgen.", "Bis morgen."]);
});

test("while one number is slow, other customers get their answers and webhooks their 200", async () => {
  const slow = app.firm.customer();
  const quick = app.firm.customer();
  await slow.writes("Guten Tag");
  await quick.writes("Guten Tag");
  const slowId = await slow.conversationId();
  const quickId = await quick.conversationId();
  app.whatsapp.script.push(async () => {
    // Thirty seconds by the clock, in which the others go on.
    app.clock.advance(30 * second);
    await quick.writes("Sind Sie da?");
    await app.firm.office.reply(quickId, "Ja.");
    return { kind: "sent", externalId: "wamid.SLOW" };
  });
  await app.firm.office.reply(slowId, "Moment.");
  expect(said(quick)).toEqual(["Ja."]);
  expect(said(slow)).toEqual(["Moment."]);
});
