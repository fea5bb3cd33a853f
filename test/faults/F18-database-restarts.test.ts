import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { delivery, post } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** F18 (reliability, fault catalogue): the database throws everybody out, again and again. */

let app: TestApp;
let killer: pg.Client;
beforeAll(async () => {
  app = await buildTestApp();
  killer = new pg.Client({ connectionString: app.url, application_name: "killer" });
  killer.on("error", () => {});
  await killer.connect();
});
afterAll(async () => {
  await killer.end();
  await app.stop();
});

const throwOut = () =>
  killer.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'werkbote%'`);

function means() {
  const { firm, http, deps, keyring, clock, drain } = app;
  return { ...firm, house: { deps, keyring, clock, http, drain }, accountId: firm.whatsappAccountId };
}

test("WhatsApp hears 503 and sends again; nothing is lost or doubled, and the server goes on by itself", async () => {
  const who = app.firm.customer();
  const message = (i: number) => ({
    from: who.phone,
    from_user_id: who.bsuid,
    id: `wamid.OUT.OF.REACH.${i}`,
    timestamp: "1795500000",
    type: "text",
    text: { body: `Zeile ${i}` },
  });
  let over = false;
  let rounds = 0;
  const throwing = (async () => {
    while (!over) {
      await throwOut();
      rounds += 1;
      await pause(20);
    }
  })();
  const seen = new Map<number, number>();
  let sent = 0;
  // However quick the machine is: until it was hit, and more than once.
  for (; sent < 30 || rounds <= 5 || !seen.has(503); sent++) {
    const body = Buffer.from(JSON.stringify(delivery(means(), { messages: [message(sent)] })));
    for (;;) {
      const { statusCode } = await post(means(), body);
      seen.set(statusCode, (seen.get(statusCode) ?? 0) + 1);
      if (statusCode === 200) break;
    }
    // The ingest is hit as well; it gives up for now and goes on at the next occasion.
    void app.drain().catch(() => {});
  }
  over = true;
  await throwing;
  await expect
    .poll(
      async () => {
        await app.drain().catch(() => {});
        const rows = await app
          .sql((tx) =>
            tx
              .selectFrom("message")
              .select("external_id")
              .where("external_id", "like", "wamid.OUT.OF.REACH.%")
              .orderBy("position")
              .execute(),
          )
          .catch(() => []);
        return rows.map((row) => row.external_id);
      },
      { interval: 50 },
    )
    .toEqual(Array.from({ length: sent }, (_, i) => `wamid.OUT.OF.REACH.${i}`));
  // Whatever went wrong was said as "not now": never a refusal for good, never a bug.
  expect([...seen.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
});

test("a member's reply that meets the outage can be pressed again and is there once", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  const body = { clientId: app.deps.ids.uuid(), text: "Wir kommen am Montag." };
  const statuses: number[] = [];
  for (let i = 0; i < 8; i++) {
    const [answer] = await Promise.all([
      app.firm.office.call("POST", `/api/conversations/${id}/messages`, body),
      throwOut(),
    ]);
    statuses.push(answer.statusCode);
  }
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  // Each dead connection of the pool may cost one more press; then it is through.
  await expect
    .poll(async () => (await app.firm.office.call("POST", `/api/conversations/${id}/messages`, body)).statusCode, {
      interval: 20,
    })
    .toBe(200);
  const thread = await app.firm.office.thread(id);
  expect(thread.filter((m) => m.clientId === body.clientId).length).toBe(1);
});
