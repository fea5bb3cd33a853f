import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp, type RunningApp } from "../../src/app.ts";
import { readIncoming } from "../../src/server/attachments/read-incoming.action.ts";
import { createWebchat } from "../../src/server/channels/webchat/webchat.adapter.ts";
import { type Business, businessOf } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { noNetwork } from "../support/fake-channel.ts";

/** F10: each of a rush of new customers of one business is told something, and WhatsApp takes its time with each. */

let app: TestApp;
let other: Business;
let running: RunningApp;
/** Where each message that is with WhatsApp was to go, in this order, and what lets it answer. */
const asked: { readonly to: readonly string[]; readonly answer: () => void }[] = [];
beforeAll(async () => {
  app = await buildTestApp();
  other = await app.addBusiness("kern.example");
  app.whatsapp.during = ({ to }) =>
    new Promise((answer) => {
      asked.push({ to: to.map(({ value }) => value), answer });
    });
  const webchat = createWebchat((tenantId, id) => readIncoming(app.deps, tenantId, id));
  running = await buildApp(app.deps, {
    channels: { whatsapp: app.whatsapp, webchat },
    fetch: noNetwork,
    pages: false,
  });
});
afterAll(async () => {
  app.whatsapp.during = undefined;
  for (const { answer } of asked) answer();
  await running?.stop();
  await app.stop();
});

const speak = (business: Business) => businessOf({ ...app, http: running.http, drain: async () => {} }, business);
const waiting = ({ tx }: Business) => tx((rows) => rows.selectFrom("outbox").select("message_id").execute());

test("what one business owes a rush of new customers does not stand before the one customer of another business", async () => {
  const [many, one] = [await speak(app.firm), await speak(other)];
  for (let n = 0; n < 12; n++) await many.customer().writes("Sind Sie noch frei?");
  await expect.poll(async () => (await waiting(many)).length).toBe(12);
  await expect.poll(() => asked.length).toBe(6);
  const customer = one.customer();
  await customer.writes("Haben Sie morgen Zeit?");
  await expect.poll(async () => (await waiting(one)).length).toBe(1);
  asked[0]?.answer();
  await expect.poll(() => asked[6]?.to).toContain(customer.bsuid);
});
