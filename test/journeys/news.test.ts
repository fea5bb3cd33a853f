import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NewsList, NewsPreview, NewsProof, NewsView } from "../../src/contract/news.ts";
import { openContactKeys } from "../../src/server/contacts/open-contact-keys.action.ts";
import { insertNews } from "../../src/server/news/news.store.ts";
import { day, minute } from "../../src/server/platform/instant.ts";
import { loadClasses } from "../../src/server/subject-requests/packet.store.ts";
import { aktion } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { rejected, uncertain } from "../support/fake-channel.ts";
import { expectEverySendDecided, leftFor } from "../support/fourth-lock.ts";

let app: TestApp;
const people: Customer[] = [];
beforeAll(async () => {
  app = await buildTestApp();
  for (let i = 0; i < 12; i++) {
    const who = app.firm.customer();
    await who.writes("Guten Tag");
    await who.consent("granted");
    people.push(who);
  }
  const no = app.firm.customer();
  await no.writes("Guten Tag");
  await no.consent("refused");
  await app.firm.customer().writes("Nie gefragt");
  app.clock.advance(minute);
});
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});
const draft = { channel: "whatsapp", template: aktion("Heizungen").template };
const got = () => people.filter((who) => leftFor(app, who).some(({ text }) => text.startsWith("aktion"))).length;
const current = async () => NewsList.parse(await app.firm.office.get("/api/news")).items[0];

test("the preview says who gets it, who not and why; nobody who was never asked is on it", async () => {
  const preview = NewsPreview.parse(await app.firm.office.post("/api/news/preview", draft));
  expect([preview.gets.length, preview.keepsBack.length, preview.days]).toEqual([12, 1, 2]);
  expect(preview.keepsBack[0]?.why).toContain("abgelehnt");
  expect(got()).toBe(0);
});

test("news leave one by one, ten a day, and stop for whoever says STOPP in between", async () => {
  const { id } = NewsView.parse(await app.firm.office.post("/api/news", { ...draft, id: app.deps.ids.uuid() }));
  await app.pass(minute);
  expect(got()).toBe(1);
  await app.firm.office.post(`/api/news/${id}`, { state: "paused" });
  await app.pass(minute);
  expect(got()).toBe(1);
  await app.firm.office.post(`/api/news/${id}`, { state: "running" });
  for (let i = 0; i < 11; i++) await app.pass(minute);
  expect(got()).toBe(10);
  const last = people.find((who) => !leftFor(app, who).some(({ text }) => text.startsWith("aktion")));
  await last?.writes("STOPP");
  await app.pass(day);
  for (let i = 0; i < 3; i++) await app.pass(minute);
  expect(got()).toBe(11);
  expect(await current()).toMatchObject({ state: "done", sent: 11, keptBack: 2, waiting: 0 });
  const { recipients } = NewsProof.parse(await app.firm.office.get(`/api/news/${id}`));
  expect(recipients.filter(({ state }) => state === "kept_back").map(({ why }) => why)).toEqual(
    expect.arrayContaining([expect.stringContaining("widerrufen"), expect.stringContaining("abgelehnt")]),
  );
});

test("the proof says of a message that did not arrive, or of which nobody knows, that it is so", async () => {
  app.clock.advance(30 * day);
  app.whatsapp.script.push(uncertain, rejected);
  const { id } = NewsView.parse(await app.firm.office.post("/api/news", { ...draft, id: app.deps.ids.uuid() }));
  for (let i = 0; i < 3; i++) await app.pass(minute);
  const { recipients } = NewsProof.parse(await app.firm.office.get(`/api/news/${id}`));
  const states = recipients.map(({ state }) => state).filter((state) => state !== "kept_back" && state !== "waiting");
  expect(states.toSorted()).toEqual(["failed", "sent", "uncertain"]);
  expect(await current()).toMatchObject({ id, sent: 1, failed: 2 });
  await app.firm.office.post(`/api/news/${id}`, { state: "stopped" });
});

test("pressed again because no answer came, it is one piece of news, also in the same moment", async () => {
  const wish = { ...draft, id: app.deps.ids.uuid() };
  const before = NewsList.parse(await app.firm.office.get("/api/news")).items.length;
  const press = async () => NewsView.parse(await app.firm.office.post("/api/news", wish)).id;
  expect(await Promise.all([press(), press()])).toEqual([wish.id, wish.id]);
  expect(await press()).toBe(wish.id);
  const { items } = NewsList.parse(await app.firm.office.get("/api/news"));
  expect(items.length).toBe(before + 1);
  const started = await app.sql((tx) =>
    tx.selectFrom("audit_entry").select("verb").where("subject_id", "=", wish.id).execute(),
  );
  expect(started.length).toBe(1);
  // With other words it is not passed over in silence.
  const { parameters = [] } = wish.template ?? {};
  const other = { ...wish, template: { ...wish.template, parameters: [...parameters, "mehr"] } };
  const changed = await app.firm.office.call("POST", "/api/news", other);
  expect([changed.statusCode, changed.json().more]).toEqual([409, { pressedBefore: true }]);
});

test("more people and messages than PostgreSQL takes single values are written to, opened and handed over", async () => {
  const everybody = 8_200;
  const more = Array.from({ length: 66_000 }, () => app.deps.ids.uuid());
  const { tenantId, whatsappAccountId } = app.firm;
  const newsId = app.deps.ids.uuid();
  const kept = await app.sql(async (tx) => {
    const { rows } = await sql<{ identityId: string }>`
      with people as (insert into contact (tenant_id, contact_id, created_at)
        select ${tenantId}::uuid, gen_random_uuid(), now() from generate_series(1, ${everybody}) returning contact_id)
      insert into identity (tenant_id, identity_id, contact_id, account_id, channel_kind, created_at)
      select ${tenantId}::uuid, contact_id, contact_id, ${whatsappAccountId}::uuid, 'whatsapp', now() from people
      returning identity_id as "identityId"`.execute(tx);
    const ids = rows.map(({ identityId }) => identityId);
    expect((await openContactKeys(app.deps.seal, tx, tenantId, more)).size).toBe(0);
    expect((await loadClasses(tx, more)).size).toBe(0);
    const news = {
      newsId,
      accountId: whatsappAccountId,
      channelKind: "whatsapp",
      sealedContent: Buffer.from("x"),
    } as const;
    const by = { createdBy: app.firm.office.memberId, at: app.clock.now() };
    const all = ids.map((id, n) => ({ identityId: id, conversationId: id, why: n === 1 ? "abgelehnt" : null }));
    expect(await insertNews(tx, tenantId, { ...news, ...by }, all)).toBe(true);
    const stored = await sql<{ state: string; n: number; last: number }>`
      select state, count(*)::int as n, max(ordinal) as last from news_recipient
      where news_id = ${newsId} group by state order by state`.execute(tx);
    await sql`delete from news_recipient where news_id = ${newsId}`.execute(tx);
    await sql`delete from news where news_id = ${newsId}`.execute(tx);
    return stored.rows;
  });
  expect(kept).toEqual([
    { state: "kept_back", n: 1, last: 1 },
    { state: "waiting", n: everybody - 1, last: everybody - 1 },
  ]);
});
