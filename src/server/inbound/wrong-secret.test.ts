import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { ChannelsAnswer } from "../../contract/setup-channels.ts";
import { Today } from "../../contract/today.ts";
import { server } from "../audit/audit.ts";
import { connectWhatsApp } from "../channels/connect-whatsapp.action.ts";
import { minute, second } from "../platform/instant.ts";

/** The app secret was mistyped: what customers write is turned away at the door, and the owner hears of it. */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

let deliveries = 0;
async function deliver(secret: string): Promise<number> {
  deliveries += 1;
  const payload = `{"object":"whatsapp_business_account","entry":[],"n":${deliveries}}`;
  const signature = `sha256=${createHmac("sha256", secret).update(payload).digest("hex")}`;
  const headers = { "content-type": "application/json", "x-hub-signature-256": signature };
  const url = `/webhooks/whatsapp/${app.firm.whatsappAccountId}`;
  return (await app.http.inject({ method: "POST", url, payload, headers })).statusCode;
}
/** What the card says of the channel, and whether Heute says so too. */
async function shown() {
  const { accounts } = ChannelsAnswer.parse(await app.firm.owner.get("/api/setup/channels"));
  const { needs } = Today.parse(await app.firm.owner.get("/api/today"));
  return {
    card: accounts.find(({ id }) => id === app.firm.whatsappAccountId)?.trouble ?? null,
    today: needs.filter(({ kind }) => kind === "unsigned").map(({ count, path }) => [count, path]),
  };
}
const quiet = { card: null, today: [] };
const told = () => ({
  card: { kind: "unsigned", since: app.clock.now().toISOString() },
  today: [[1, "/einrichten/kanaele"]],
});

test("an owner whose app secret is wrong is told on the card and on Heute that messages are turned away, until one comes in", async () => {
  expect(await deliver(app.firm.appSecret)).toBe(200);
  expect(await shown()).toEqual(quiet);
  app.clock.advance(minute);
  expect(await deliver("another secret")).toBe(401);
  await expect.poll(shown).toEqual(told());
  app.clock.advance(minute);
  expect(await deliver(app.firm.appSecret)).toBe(200);
  await expect.poll(shown).toEqual(quiet);
});

test("with a new access it is looked at anew", async () => {
  app.clock.advance(minute);
  expect(await deliver("another secret")).toBe(401);
  await expect.poll(shown).toEqual(told());
  const { tenantId, whatsappAccountId } = app.firm;
  const secrets = {
    phoneNumberId: "106540352242922",
    wabaId: "102290129340398",
    accessToken: "a-token-that-is-long-enough",
    appSecret: "0123456789abcdef0123456789abcdef",
    verifyToken: "prüfwort-7",
  };
  const access = { label: "WhatsApp", secrets };
  await app.deps.db.withTenant(tenantId, (tx) =>
    connectWhatsApp(app.deps, tx, { tenantId, actor: server }, access, whatsappAccountId),
  );
  expect(await shown()).toEqual(quiet);
  // Mistyped again: within the same minute it is told as well.
  app.clock.advance(second);
  expect(await deliver("another secret")).toBe(401);
  await expect.poll(shown).toEqual(told());
});
