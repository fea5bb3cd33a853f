import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { ParkedDelivery } from "../../src/contract/parked.ts";
import { sweepDeliveries } from "../../src/server/inbound/sweep-deliveries.job.ts";
import { day } from "../../src/server/platform/instant.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** F06 (reliability, fault catalogue): a delivery on which our own code breaks every time. */

let app: TestApp;
let repaired = false;
const bug = () => {
  throw new Error("a bug of ours");
};
/** What is read in one breath. */
const together = new Set<string>();
const alone = (text: string, content: unknown) => {
  together.add(text);
  queueMicrotask(() => together.delete(text));
  return together.size > 1 ? bug() : content;
};
beforeAll(async () => {
  app = await buildTestApp();
  const parse = app.whatsapp.parse;
  Object.assign(app.whatsapp, {
    parse(body: Uint8Array) {
      if (!repaired && Buffer.from(body).includes("BOMBE")) throw new Error("a bug of ours");
      return parse(body).map((item) => {
        if (repaired || item.kind !== "message") return item;
        const { content } = item;
        const text = JSON.stringify(content);
        const get = text.includes("ZÜNDER") ? bug : text.includes("PAAR") && (() => alone(text, content));
        return get ? Object.defineProperty({ ...item }, "content", { get }) : item;
      });
    },
  });
});
afterAll(() => app.stop());

const shown = async () => z.array(ParkedDelivery).parse(await app.firm.office.get("/api/parked-deliveries"));

test("it holds up nobody else, is parked after five tries and shown, and comes in once the bug is mended", async () => {
  const poisoned = app.firm.customer();
  const other = app.firm.customer();
  await poisoned.writes("Guten Tag");
  const id = await poisoned.conversationId();
  await poisoned.writes("BOMBE");
  await other.writes("Bei uns ist die Heizung kalt.");
  expect((await app.firm.office.thread(await other.conversationId())).some((m) => m.direction === "in")).toBe(true);
  // The same conversation goes on, without the one that breaks.
  await poisoned.writes("Hören Sie mich?");
  const said = async () =>
    (await app.firm.office.thread(id)).flatMap((m) =>
      m.direction === "in" && m.content.type === "text" ? [m.content.text] : [],
    );
  expect(await said()).toEqual(["Guten Tag", "Hören Sie mich?"]);
  for (let tries = 0; tries < 5; tries++) await app.drain();
  const [parked, ...more] = await shown();
  expect(more).toEqual([]);
  expect(parked?.problem).not.toBe("");
  repaired = true;
  await app.firm.office.post(`/api/parked-deliveries/${parked?.id}/retry`);
  await app.drain();
  expect(await shown()).toEqual([]);
  expect(await said()).toEqual(["Guten Tag", "Hören Sie mich?", "BOMBE"]);
});

test("what came with it comes in, and nothing of it twice once the bug is mended", async () => {
  repaired = false;
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  const said = async () =>
    (await app.firm.office.thread(id)).flatMap((m) =>
      m.content.type === "text" && !m.automatic ? [m.content.text] : [],
    );
  const before = (await shown()).length;
  await who.writesAll(["Das Bad", "ZÜNDER", "ist nass"]);
  for (let tries = 0; tries < 5; tries++) await app.drain();
  expect(await said()).toEqual(["Guten Tag", "Das Bad", "ist nass"]);
  const parked = await shown();
  expect(parked.length).toBe(before + 1);
  repaired = true;
  await app.firm.office.post(`/api/parked-deliveries/${parked[0]?.id}/retry`);
  await app.drain();
  expect(await said()).toEqual(["Guten Tag", "Das Bad", "ist nass", "ZÜNDER"]);
  expect((await shown()).length).toBe(before);
  // What only breaks together has come in whole then: nothing is left to be seen to.
  repaired = false;
  await who.writesAll(["PAAR 1", "PAAR 2"]);
  for (let tries = 0; tries < 5; tries++) await app.drain();
  expect((await said()).slice(-2)).toEqual(["PAAR 1", "PAAR 2"]);
  expect((await shown()).length).toBe(before);
  // What has no place here beside it has: the delivery stays.
  const text = (body: string, more = {}) => ({ type: "text", text: { body }, ...more });
  await who.delivers({ messages: [text("PAAR 3"), text("PAAR 4"), text("Hallo alle", { group_id: "G" })] });
  for (let tries = 0; tries < 5; tries++) await app.drain();
  expect((await said()).slice(-2)).toEqual(["PAAR 3", "PAAR 4"]);
  const left = await shown();
  expect(left.length).toBe(before + 1);
  repaired = true;
  await app.firm.office.post(`/api/parked-deliveries/${left[0]?.id}/retry`);
  await app.drain();
  expect((await said()).slice(-2)).toEqual(["PAAR 3", "PAAR 4"]);
  await app.firm.tx((tx) => tx.deleteFrom("inbound_delivery").where("state", "=", "parked").execute());
});

test("its raw bytes lie seven days and no longer; what recognises its repetition lies a day more", async () => {
  repaired = false;
  await app.firm.customer().writes("BOMBE");
  for (let tries = 0; tries < 5; tries++) await app.drain();
  expect(await shown()).toHaveLength(1);
  // What was accepted before the machine was off for weeks is not parked: it waits to come in, however old.
  const { tenantId, whatsappAccountId } = app.firm;
  await app.sql((tx) =>
    sql`insert into inbound_delivery (tenant_id, account_id, digest, received_at, state, sealed_body)
      values (${tenantId}, ${whatsappAccountId}, 'unread', '2026-01-01', 'new', 'x')`.execute(tx),
  );
  const lying = async () => {
    await sweepDeliveries(app.deps, app.firm.tenantId);
    const rows = await app.sql((tx) =>
      tx.selectFrom("inbound_delivery").select("sealed_body").where("state", "=", "parked").execute(),
    );
    return rows.map((row) => row.sealed_body !== null);
  };
  app.clock.advance(7 * day - 1_000);
  expect(await lying()).toEqual([true]);
  app.clock.advance(2_000);
  expect(await lying()).toEqual([false]);
  expect(await shown()).toEqual([]);
  app.clock.advance(day);
  expect(await lying()).toEqual([]);
  const kept = app.sql((tx) =>
    tx.deleteFrom("inbound_delivery").where("state", "=", "new").returning("sealed_body").execute(),
  );
  expect((await kept).map(({ sealed_body }) => sealed_body?.toString())).toEqual(["x"]);
});

test("of more than are listed it is said how many there are", async () => {
  await app.firm.tx((tx) =>
    sql`insert into inbound_delivery (tenant_id, account_id, digest, received_at, state, problem, sealed_body)
      select a.tenant_id, a.account_id, decode(md5(n::text), 'hex'), ${app.clock.now()}, 'parked', 'zu viel', 'x'
      from (select * from channel_account limit 1) a, generate_series(1, 103) n`.execute(tx),
  );
  const listed = await shown();
  expect([listed.length, listed[0]?.alike]).toEqual([100, 103]);
});
