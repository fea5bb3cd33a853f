import { afterAll, beforeAll, expect, test } from "vitest";
import { NewsList, NewsPreview, NewsProof, NewsView } from "../../src/contract/news.ts";
import { day, minute } from "../../src/server/platform/instant.ts";
import { aktion } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
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
