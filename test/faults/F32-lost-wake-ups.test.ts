import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp, type RunningApp } from "../../src/app.ts";
import type { FeedEvent } from "../../src/contract/events.ts";
import { createFeed } from "../../src/server/events/follow-feed.action.ts";
import { createAcceptDelivery } from "../../src/server/inbound/accept-delivery.action.ts";
import { claimDeliveries } from "../../src/server/inbound/inbound-delivery.store.ts";
import { createPace } from "../../src/server/inbound/pace.ts";
import type { Database } from "../../src/server/platform/db.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import { startWake } from "../../src/server/platform/wake.ts";
import { delivery } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { deafWake } from "../support/deaf-wake.ts";
import { noNetwork } from "../support/fake-channel.ts";
import { silentLog } from "../support/silent-log.ts";
import { feedHead } from "../support/the-feed.ts";
import { withoutIntervals } from "../support/without-intervals.ts";

/** F32 (reliability, fault catalogue): every wake-up gets lost. They only wake; the tables tell. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

test("with every note lost a message still comes in at the next poll, and every screen hears of it in order", async () => {
  const wake = deafWake();
  const deps: Deps = { ...app.deps, wake };
  const channels = { whatsapp: app.whatsapp };
  const running: RunningApp = await buildApp(deps, { channels, fetch: noNetwork, pages: false, background: false });
  const heard: FeedEvent[] = [];
  const head = await feedHead(app);
  const { tenantId } = app.firm;
  const stop = await running.feed.follow(tenantId, head, { event: (event) => heard.push(event), gone: () => {} });
  const who = app.firm.customer();
  // Written through the other server's door, so that this one hears nothing of it.
  await who.writes("Guten Tag");
  await who.writes("Sind Sie da?");
  expect(heard).toEqual([]);
  wake.poll();
  const received = () => heard.filter((event) => event.kind === "message-received").length;
  await expect.poll(received).toBe(2);
  await who.writes("Hallo?");
  wake.poll();
  await expect.poll(received).toBe(3);
  expect(heard.map((event) => event.seq)).toEqual(heard.map((_, i) => head + 1 + i));
  stop();
  await running.stop();
});

test("a phone that comes back with an older number just as the last other screen leaves misses nothing", async () => {
  const { tenantId } = app.firm;
  const head = await feedHead(app);
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const now = await feedHead(app);
  // One look into the table is answered, and its answer waits until the test lets it through.
  let pass = () => {};
  let held: Promise<void> | undefined;
  let answered = 0;
  const query = async (asked: never) => {
    const answer = await app.deps.db.pool.query(asked);
    await held;
    answered += 1;
    return answer;
  };
  const db = { ...app.deps.db, pool: { query } } as unknown as Database;
  const wake = deafWake();
  const feed = createFeed({ db, wake, log: silentLog });
  const leave = await feed.follow(tenantId, now, { event: () => {}, gone: () => {} });
  await expect.poll(() => answered).toBe(1);
  held = new Promise((resolve) => {
    pass = resolve;
  });
  await who.writes("Sind Sie da?");
  wake.poll();
  leave();
  const heard: number[] = [];
  const stop = await feed.follow(tenantId, head, { event: ({ seq }) => heard.push(seq), gone: () => {} });
  pass();
  held = undefined;
  const last = await feedHead(app);
  await expect.poll(() => heard.at(-1)).toBe(last);
  expect(heard).toEqual(Array.from({ length: last - head }, (_, i) => head + 1 + i));
  stop();
  feed.stop();
});

test.each([
  ["all of them", 0, true],
  ["the older ones", 1, true],
  ["the older ones, and no other screen is open", 1, false],
])("a screen whose events are swept while it comes back fetches anew: %s", async (_which, left, another) => {
  const { tenantId } = app.firm;
  const head = await feedHead(app);
  await app.firm.customer().writes("Guten Tag");
  const now = await feedHead(app);
  let looks = 0;
  const query = async (asked: never) => {
    if (++looks > 50) throw new Error("it reads without pause");
    if (looks > Number(another))
      await app.sql((tx) =>
        tx
          .deleteFrom("event")
          .where("seq", "<=", now - left)
          .execute(),
      );
    return await app.deps.db.pool.query(asked);
  };
  const db = { ...app.deps.db, pool: { query } } as unknown as Database;
  const feed = createFeed({ db, wake: deafWake(), log: silentLog });
  if (another) await feed.follow(tenantId, now, { event: () => {}, gone: () => {} });
  await expect.poll(() => looks).toBe(Number(another));
  const heard: unknown[] = [];
  await feed.follow(tenantId, head, { event: ({ seq }) => heard.push(seq), gone: () => heard.push("gone") });
  await expect.poll(() => heard).toEqual(["gone"]);
  feed.stop();
});

test("what another server accepted before it died is read at the next poll", async () => {
  const wake = deafWake();
  const deps: Deps = { ...app.deps, wake };
  const running = await buildApp(deps, { channels: { whatsapp: app.whatsapp }, fetch: noNetwork, background: false });
  const who = app.firm.customer();
  const means = { ...app.firm, house: app, accountId: app.firm.whatsappAccountId };
  const from = { from: who.phone, from_user_id: who.bsuid, timestamp: "1795500000", type: "text" };
  const body = delivery(means, { messages: [{ ...from, id: "wamid.UNHEARD", text: { body: "Hallo" } }] });
  // Stored and answered; the ingest of the server that took it in never hears of it.
  await createAcceptDelivery(app.deps, createPace(), () => {})(
    app.firm.tenantId,
    means.accountId,
    Buffer.from(JSON.stringify(body)),
  );
  const there = () =>
    app.sql((tx) => tx.selectFrom("message").select("message_id").where("external_id", "=", "wamid.UNHEARD").execute());
  expect(await there()).toEqual([]);
  wake.poll();
  await expect.poll(async () => (await there()).length).toBe(1);
  await running.stop();
});

test("while another server is at it, the ingest looks again until what is left is in", async () => {
  const who = app.firm.customer();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let taken = () => {};
  const isTaken = new Promise<void>((resolve) => {
    taken = resolve;
  });
  const other = app.deps.db.withTenant(app.firm.tenantId, async (tx) => {
    expect(await claimDeliveries(tx, app.firm.tenantId, 500)).toEqual([]);
    taken();
    await held;
  });
  await isTaken;
  const written = who.writes("Ist da jemand?");
  const there = () => app.sql((tx) => tx.selectFrom("intake").select("intake_id").execute());
  await expect.poll(async () => (await there()).length).toBe(1);
  release();
  await Promise.all([other, written]);
  expect(await there()).toEqual([]);
  expect((await app.firm.office.thread(await who.conversationId())).length).toBeGreaterThan(0);
});

test("a listener whose connection is cut comes back and looks at everything", async () => {
  const wake = await withoutIntervals(() => startWake(app.url, silentLog));
  let looks = 0;
  const notes: string[] = [];
  wake.on("feed", (subject) => (subject === undefined ? looks++ : notes.push(subject)));
  const killer = new pg.Client({ connectionString: app.url });
  await killer.connect();
  await killer.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'werkbote listen'`);
  await expect.poll(() => looks).toBeGreaterThan(0);
  await killer.query("SELECT pg_notify('werkbote', 'feed:after the cut')");
  await expect.poll(() => notes).toEqual(["after the cut"]);
  await killer.end();
  await wake.stop();
});
