import { afterAll, beforeAll, expect, test } from "vitest";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
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
const content = [/Kanaria|Vogelsang/i, /Kellerschacht/i, /4917099887766|17099887766/];

beforeAll(async () => {
  app = await buildTestApp();
  const { firm } = app;
  const customer = firm.customer({ name, phone });
  await customer.writes(`Im ${words} tropft es`);
  const id = await customer.conversationId();
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

test("whatever the officer opens, no name, number or word of a customer is in it", async () => {
  const ids = await everyId();
  const routes = apiRoutes(app.http).filter(
    ({ method, path }) => method === "GET" && !path.startsWith("/api/customer/"),
  );
  expect(routes.length).toBeGreaterThan(40);
  const opened: string[] = [];
  const seen: unknown[] = [];
  for (const { path } of routes)
    for (const id of path.includes(":") ? ids : [""]) {
      const url = path.replace(":part", "content").replace(":form", "html").replace(/:\w+/g, id);
      const { statusCode, body } = await ask(url, token);
      if (statusCode === 200) opened.push(path);
      const found = content.filter((one) => one.test(body));
      if (found.length > 0) seen.push([path, statusCode, found.map(String)]);
    }
  expect(seen).toEqual([]);
  // It did look: the lists an officer works with were open.
  for (const path of ["/api/consents", "/api/news", "/api/subject-requests", "/api/law/ampel"])
    expect(opened).toContain(path);
});
