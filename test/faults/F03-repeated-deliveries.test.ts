import { createHmac } from "node:crypto";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp, type RunningApp } from "../../src/app.ts";
import { day } from "../../src/server/platform/instant.ts";
import { renderDelivery } from "../prove/body.ts";
import { makePlan, type PlannedDelivery } from "../prove/plan.ts";
import { Dice } from "../prove/random.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { noNetwork } from "../support/fake-channel.ts";
import { leftFor } from "../support/fourth-lock.ts";

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

/** A signed delivery, as it goes over the wire now. */
function webhook(delivery: PlannedDelivery, end = ""): InjectOptions {
  const { phoneNumberId, appSecret, whatsappAccountId } = app.firm;
  const at = Math.floor(app.clock.now().getTime() / 1_000);
  const said = renderDelivery({ phoneNumberId, wabaId: "1", appSecret }, [delivery], at);
  const payload = Buffer.concat([said, Buffer.from(end)]);
  const signature = createHmac("sha256", appSecret).update(payload).digest("hex");
  const headers = { "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` };
  return { method: "POST", url: `/webhooks/whatsapp/${whatsappAccountId}`, headers, payload };
}

test("a message that WhatsApp delivers up to five times, at two servers in the same moment, is there once", async () => {
  const size = { kills: 0, dbCrashes: 0, lanes: 1, sendersPerLane: 5, duplicates: 0 };
  const { deliveries } = makePlan({ seed: 3, deliveries: 120, ...size });
  const dice = new Dice(3);
  for (const one of deliveries) {
    // The same in other bytes too: only what it says tells that it was here.
    const recorded = [webhook(one), webhook(one, "\n")] as const;
    const post = () => (dice.chance(0.5) ? app.http : other.http).inject(dice.pick(recorded));
    const times = 1 + dice.int(5);
    const answers = dice.chance(0.3)
      ? await Promise.all(Array.from({ length: times }, post))
      : [await post(), ...(times > 1 ? [await post()] : [])];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
  }
  await Promise.all([app.drain(), other.ingest.drain(app.firm.tenantId)]);
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
  const people = await app.sql((tx) => tx.selectFrom("identity").select("inbound_count").execute());
  expect(people.reduce((sum, { inbound_count }) => sum + inbound_count, 0)).toBe(sent.length);
  const all = await app.sql((tx) => tx.selectFrom("message").select(["conversation_id", "position"]).execute());
  for (const messages of Map.groupBy(all, (row) => row.conversation_id).values())
    expect(messages.map((row) => row.position).sort((a, b) => a - b)).toEqual(messages.map((_, i) => i + 1));
});

test("recorded and played a thousand times over eight days it is one message, and no tick goes back (V04)", async () => {
  const externalId = "wamid.recorded";
  const recorded = webhook({
    id: 0,
    messages: [{ sender: 900, seq: 0, externalId, text: "Komme" }],
    strayReceipts: [],
  });
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  const { message } = await app.firm.office.reply(id, "Bis morgen.");
  const sent = leftFor(app, who).at(-1)?.outcome;
  const ours = sent?.kind === "sent" ? sent.externalId : "";
  await who.receipt(ours, "delivered");
  for (let today = 0; today < 8; today++) {
    const answers = await Promise.all(Array.from({ length: 125 }, () => app.http.inject(recorded)));
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
    await who.receipt(ours, "sent");
    await app.pass(day);
  }
  const rows = await app.sql((tx) =>
    tx.selectFrom("message").select("message_id").where("external_id", "=", externalId).execute(),
  );
  expect(rows.length).toBe(1);
  expect((await app.firm.office.thread(id)).find((one) => one.id === message.id)?.state).toBe("delivered");
});

test("of two people under one id the first wrote it, and no empty conversation stands in the inbox for the other", async () => {
  const [first, second, third] = [app.firm.customer(), app.firm.customer(), app.firm.customer()];
  const said = { id: "wamid.one-id", timestamp: "1", type: "text", text: { body: "Guten Tag" } };
  const by = ({ phone }: typeof first) => ({ ...said, from: phone });
  await first.delivers({ messages: [by(first), by(second)] });
  await first.delivers({ messages: [by(third)] });
  const all = await app.sql((tx) =>
    tx
      .selectFrom("conversation as c")
      .leftJoin("message as m", (join) =>
        join.onRef("m.conversation_id", "=", "c.conversation_id").on("m.position", "=", 1),
      )
      .select("m.external_id as begunBy")
      .execute(),
  );
  expect(all.filter(({ begunBy }) => begunBy === null || begunBy === said.id)).toEqual([{ begunBy: said.id }]);
});
