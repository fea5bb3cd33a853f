import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { delivery, post } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { deliveriesOf } from "../support/deliveries.ts";

/** F08 (reliability, fault catalogue): messages and deliveries at the limits and beyond. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

function means() {
  const { firm, http, deps, keyring, clock, drain } = app;
  return { house: { deps, keyring, clock, http, drain }, accountId: firm.whatsappAccountId, ...firm };
}
const textMessages = (who: { phone: string | undefined; bsuid: string | undefined }, name: string, texts: string[]) =>
  texts.map((body, i) => ({
    from: who.phone,
    from_user_id: who.bsuid,
    id: `wamid.${name}.${i}`,
    timestamp: "1795500000",
    type: "text",
    text: { body },
  }));

test("WhatsApp's longest text is stored whole", async () => {
  const who = app.firm.customer();
  const text = "ä".repeat(4_096);
  await who.writes(text);
  const [first] = await app.firm.office.thread(await who.conversationId());
  expect(first?.content).toEqual({ type: "text", text });
});

test("a delivery of three megabytes with a thousand messages is taken, and every one is there", async () => {
  const who = app.firm.customer();
  const texts = Array.from({ length: 1_000 }, (_, i) => `${i} ${"x".repeat(2_700)}`);
  const body = Buffer.from(JSON.stringify(delivery(means(), { messages: textMessages(who, "BIG", texts) })));
  expect(body.length).toBeGreaterThan(2_800_000);
  expect((await post(means(), body)).statusCode).toBe(200);
  await app.drain();
  const rows = await app.sql((tx) =>
    tx.selectFrom("message").select("position").where("external_id", "like", "wamid.BIG.%").execute(),
  );
  expect(rows.length).toBe(1_000);
});

test("ten thousand receipts of messages another program sent are taken at once, and the next message comes in", async () => {
  const statuses = Array.from({ length: 10_000 }, (_, i) => ({
    id: `wamid.FOREIGN.${i}`,
    status: "delivered",
    timestamp: "1795500000",
  }));
  expect((await post(means(), Buffer.from(JSON.stringify(delivery(means(), { statuses }))))).statusCode).toBe(200);
  await app.drain();
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  expect((await app.firm.office.thread(await who.conversationId()))[0]?.direction).toBe("in");
  const { count } = await app.sql((tx) =>
    tx
      .selectFrom("parked_receipt")
      .select((eb) => eb.fn.countAll<string>().as("count"))
      .where("external_id", "like", "wamid.FOREIGN.%")
      .executeTakeFirstOrThrow(),
  );
  expect(Number(count)).toBe(10_000);
});

test("a backlog of large deliveries comes in by several commits: whoever writes meanwhile waits for one of them", async () => {
  const who = app.firm.customer();
  await app.sql(async (tx) => {
    // As if this server had been busy until all three were there.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`ingest ${app.firm.tenantId}`}, 0))`.execute(tx);
    for (const name of ["LOG1", "LOG2", "LOG3"]) {
      const messages = textMessages(who, name, Array<string>(300).fill("Guten Tag"));
      await post(means(), Buffer.from(JSON.stringify(delivery(means(), { messages }))));
    }
  });
  await app.drain();
  const { rows } = await app.sql((tx) =>
    sql<{ names: string[] }>`
      select array_agg(distinct substring(external_id from 'LOG.')) as names from message
      where external_id like 'wamid.LOG%' group by xmin::text order by 1`.execute(tx),
  );
  expect(rows.map(({ names }) => names)).toEqual([["LOG1", "LOG2"], ["LOG3"]]);
});

test("a delivery beyond Meta's limit is refused and not stored", async () => {
  const before = await app.sql(deliveriesOf);
  expect((await post(means(), Buffer.alloc(3_300_000, 0x20))).statusCode).toBe(413);
  expect(await app.sql(deliveriesOf)).toEqual(before);
});

test.each([
  ["a hundred thousand brackets", "[".repeat(100_000)],
  ["brackets that are closed again", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
  ["a very deep object", `${'{"entry":'.repeat(50_000)}1${"}".repeat(50_000)}`],
  ["a number with a million digits", `{"entry":${"9".repeat(1_000_000)}}`],
])("%s do not bring the server down, and the next message comes in", async (_name, text) => {
  expect((await post(means(), Buffer.from(text))).statusCode).toBe(200);
  await app.drain();
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  expect((await app.firm.office.thread(await who.conversationId()))[0]?.direction).toBe("in");
});
