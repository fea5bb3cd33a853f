import { afterAll, beforeAll, expect, test } from "vitest";
import { askInsight } from "../../src/server/insight/ask-insight.action.ts";
import { decideInsight } from "../../src/server/insight/decide-insight.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import { hour } from "../../src/server/platform/instant.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { apiRoutes } from "../support/routes.ts";

/**
 * The data-protection officer reads settings, counts and proofs, and nothing of what customers are called or say
 * (users' step D1; Art. 5(1)(c) GDPR). Every reading route the server has is asked with every id there is.
 */
let app: TestApp;
let token: string;
const name = "Kanaria Vogelsang";
const words = "Kellerschacht";
const phone = "4917099887766";
const content = [/Kanaria|Vogelsang/i, /Kellerschacht/i, /4917099887766|17099887766/, /Nebelhorn/i, /Regenrinne/i];
let talk: string;

beforeAll(async () => {
  app = await buildTestApp();
  const { firm } = app;
  const customer = firm.customer({ name, phone });
  await customer.writes(`Im ${words} tropft es`);
  await firm.customer({ name: "Nora Nebelhorn" }).writes("Die Regenrinne ist lose");
  const id = await customer.conversationId();
  talk = id;
  for (const { outcome } of app.left)
    if (outcome?.kind === "sent") await customer.receipt(outcome.externalId, "delivered");
  await firm.office.reply(id, `Wir sehen uns den ${words} an.`);
  await firm.office.post(`/api/conversations/${id}/notes`, { clientId: app.deps.ids.uuid(), text: `Notiz: ${words}` });
  app.clock.advance(60_000);
  await firm.office.post(`/api/conversations/${id}/consent-question`);
  await customer.consent("granted");
  const template = { name: "aktion", language: "de", parameters: ["Heizungen"] };
  await firm.office.post("/api/news", { channel: "whatsapp", template });
  await app.pass(60_000);
  await customer.writes("Auskunft nach DSGVO, bitte");
  ({ token } = await createToken(app.deps, await firm.callerOf("privacy_officer"), "Prüfung"));
});
afterAll(() => app.stop());

const ask = (path: string, bearer: string) =>
  app.http.inject({ method: "GET", url: path, headers: { host: app.firm.host, authorization: `Bearer ${bearer}` } });

async function everyId(): Promise<string[]> {
  const ids: string[] = [];
  for (const table of [
    "conversation",
    "message",
    "contact",
    "identity",
    "decision",
    "news",
    "subject_request",
  ] as const) {
    const rows = await app.sql((tx) => tx.selectFrom(table).selectAll().execute());
    ids.push(...rows.map((row) => String(Reflect.get(row, `${table.replace("subject_", "")}_id`))));
  }
  return ids;
}

/** Asks every reading route with every id. @returns what was open, and where something of a customer stood */
async function openEverything(): Promise<{ opened: string[]; seen: string[] }> {
  const ids = await everyId();
  const routes = apiRoutes(app.http).filter(
    ({ method, path }) => method === "GET" && !path.startsWith("/api/customer/"),
  );
  expect(routes.length).toBeGreaterThan(40);
  const opened: string[] = [];
  const seen: string[] = [];
  for (const { path } of routes)
    for (const id of path.includes(":") ? ids : [""]) {
      const url = path.replace(":part", "content").replace(":form", "html").replace(/:\w+/g, id);
      const { statusCode, body } = await ask(url, token);
      if (statusCode === 200) opened.push(path);
      seen.push(...content.filter((one) => one.test(body)).map((found) => `${statusCode} ${url} ${found}`));
    }
  return { opened, seen };
}

test("whatever the officer opens, no name, number or word of a customer is in it", async () => {
  const { opened, seen } = await openEverything();
  expect(seen).toEqual([]);
  // It did look: the lists an officer works with were open.
  for (const path of ["/api/consents", "/api/news", "/api/subject-requests", "/api/law/ampel", "/api/insights"])
    expect(opened).toContain(path);
});

test("with the owner's leave the messages of that one conversation are open, nothing else, and only while it lasts", async () => {
  const conversationNumber = (await app.firm.office.row(talk)).number;
  const wish = { conversationNumber, reason: "Beschwerde bei der Aufsicht", hours: 1 } as const;
  const insightId = await askInsight(app.deps, await app.firm.callerOf("privacy_officer"), wish);
  expect((await openEverything()).seen).toEqual([]);
  await decideInsight(app.deps, await app.firm.callerOf("owner"), insightId, "approve");
  const { seen } = await openEverything();
  const messages = `200 /api/conversations/${talk}/messages`;
  expect(seen.filter((one) => !one.startsWith(`${messages} `))).toEqual([]);
  expect(seen).toContain(`${messages} /Kellerschacht/i`);
  app.clock.advance(hour);
  expect((await openEverything()).seen).toEqual([]);
});
