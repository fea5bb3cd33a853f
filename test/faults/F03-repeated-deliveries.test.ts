import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp, type RunningApp } from "../../src/app.ts";
import { renderDelivery } from "../prove/body.ts";
import { makePlan } from "../prove/plan.ts";
import { Dice } from "../prove/random.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { noNetwork } from "../support/fake-channel.ts";

/**
 * F03 (reliability, fault catalogue): the same webhook again, one after the other and at once, at two servers. V04
 * (Mattermost CVE-2026-3109): what was recorded and is sent again is no second message.
 */

let app: TestApp;
let other: RunningApp;
beforeAll(async () => {
  app = await buildTestApp();
  const channels = { whatsapp: app.whatsapp };
  other = await buildApp(app.deps, { channels, fetch: noNetwork, pages: false, background: false });
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

test("a message that WhatsApp delivers up to five times, at two servers in the same moment, is there once", async () => {
  const size = { kills: 0, dbCrashes: 0, lanes: 1, sendersPerLane: 5, duplicates: 0 };
  const { deliveries } = makePlan({ seed: 3, deliveries: 120, ...size });
  const { firm } = app;
  const number = { phoneNumberId: firm.phoneNumberId, wabaId: "1", appSecret: firm.appSecret };
  const dice = new Dice(3);
  const at = Math.floor(app.clock.now().getTime() / 1_000);
  for (const one of deliveries) {
    const payload = renderDelivery(number, [one], at);
    const signature = createHmac("sha256", firm.appSecret).update(payload).digest("hex");
    const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` };
    const url = `/webhooks/whatsapp/${firm.whatsappAccountId}`;
    const post = () => (dice.chance(0.5) ? app.http : other.http).inject({ method: "POST", url, headers, payload });
    const times = 1 + dice.int(5);
    const answers = dice.chance(0.3)
      ? await Promise.all(Array.from({ length: times }, post))
      : [await post(), ...(times > 1 ? [await post()] : [])];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
  }
  await Promise.all([app.drain(), other.ingest.drain(firm.tenantId)]);
  await app.drain();
  const rows = await app.sql((tx) =>
    tx
      .selectFrom("message")
      .select(["external_id", "conversation_id", "position"])
      .where("direction", "=", "in")
      .execute(),
  );
  const sent = deliveries.flatMap(({ messages }) => messages.map(({ externalId }) => externalId));
  expect(rows.map((row) => row.external_id).sort()).toEqual(sent.toSorted());
  const all = await app.sql((tx) => tx.selectFrom("message").select(["conversation_id", "position"]).execute());
  for (const messages of Map.groupBy(all, (row) => row.conversation_id).values())
    expect(messages.map((row) => row.position).sort((a, b) => a - b)).toEqual(messages.map((_, i) => i + 1));
});
