import { afterAll, beforeAll, expect, test } from "vitest";
import { ContactId, ConversationId } from "../../src/contract/ids.ts";
import { findParties } from "../../src/server/conversations/find-parties.action.ts";
import { askInsight } from "../../src/server/insight/ask-insight.action.ts";
import { decideInsight } from "../../src/server/insight/decide-insight.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import { hour } from "../../src/server/platform/instant.ts";
import { setHold } from "../../src/server/retention/hold.action.ts";
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
  await firm.office.post("/api/news", { id: app.deps.ids.uuid(), channel: "whatsapp", template });
  await app.pass(60_000);
  await customer.writes("Auskunft nach DSGVO, bitte");
  await fillTheHouse(id, await customer.contactId());
  ({ token } = await createToken(app.deps, await firm.callerOf("privacy_officer"), "Prüfung"));
});
afterAll(() => app.stop());

/** What else a business writes down: a breach, a hold, a wish to erase, a room, a project, a signed paper. */
async function fillTheHouse(conversationId: string, contactId: string): Promise<void> {
  const { firm } = app;
  const { office, owner } = { office: firm.office, owner: await firm.callerOf("owner") };
  const awareAt = app.clock.now().toISOString();
  await office.post("/api/incidents", { awareAt, what: "Ein Foto ging an die falsche Nummer." });
  // A breach names kinds and numbers; the name of a customer does not even get in.
  for (const what of [`Foto von ${name} verschickt`, `Es ging um ${name.toUpperCase()}.`]) {
    const refused = await office.call("POST", "/api/incidents", { awareAt, what });
    expect([refused.statusCode, refused.json().detail]).toEqual([400, expect.stringContaining("Name")]);
  }
  await app.sql((tx) =>
    setHold(app.deps, tx, owner, {
      contactId: ContactId.parse(contactId),
      conversationId: ConversationId.parse(conversationId),
      kind: "legal",
      reason: `Streit mit ${name} um den ${words}`,
      reviewOn: "2027-06-01",
    }),
  );
  const wish = { conversationId, kind: "erasure", words: `${name} zieht weg`, sameChannel: false, ofOffice: true };
  await office.post("/api/subject-requests", wish);
  await office.post("/api/rooms", { kind: "crew", name: `Bad ${name}`, memberIds: [firm.uwe.memberId] });
  await office.post("/api/projects", { name: `Keller ${name}`, conversationId, access: `Im ${words} rechts` });
  const identityId = await app.sql((tx) =>
    tx.selectFrom("identity").select("identity_id").where("contact_id", "=", contactId).executeTakeFirstOrThrow(),
  );
  await office.call("POST", `/api/contacts/${contactId}/consents`, {
    identityId: identityId.identity_id,
    source: "paper",
    note: `${name} hat unterschrieben`,
    scanIds: [],
  });
}

const ask = (path: string, bearer: string) =>
  app.http.inject({ method: "GET", url: path, headers: { host: app.firm.host, authorization: `Bearer ${bearer}` } });

/** One of every kind, and of what belongs to a conversation one of this talk and one of another's. */
async function everyId(): Promise<string[]> {
  const ofTalk = await idsOfTalk();
  const ids: string[] = [...ofTalk];
  for (const table of [
    "conversation",
    "message",
    "contact",
    "identity",
    "decision",
    "news",
    "subject_request",
    "incident",
    "room",
    "project",
    "retention_hold",
    "device",
    "attachment",
  ] as const) {
    const rows = await app.sql((tx) => tx.selectFrom(table).selectAll().execute());
    const key = `${table.replace("subject_", "").replace("retention_", "")}_id`;
    const others = rows.map((row) => String(Reflect.get(row, key))).filter((id) => !ofTalk.includes(id));
    ids.push(...others.slice(-1));
  }
  return ids;
}

/** The conversation, whose it is, and a message of it. */
const ofOneTalk = 4;
async function idsOfTalk(): Promise<string[]> {
  const row = await app.sql((tx) =>
    tx
      .selectFrom("conversation")
      .innerJoin("message", "message.conversation_id", "conversation.conversation_id")
      .where("conversation.conversation_id", "=", talk)
      .select(["contact_id", "identity_id", "message_id"])
      .executeTakeFirstOrThrow(),
  );
  return [talk, row.contact_id, row.identity_id, row.message_id];
}

/** Asks every reading route with every id. @returns what was open, and where something of a customer stood */
async function openEverything(
  ids: readonly string[],
  below = "/api/",
  atLeast = 40,
): Promise<{ opened: string[]; seen: string[] }> {
  const routes = apiRoutes(app.http).filter(
    ({ method, path }) => method === "GET" && path.startsWith(below) && !path.startsWith("/api/customer/"),
  );
  expect(routes.length).toBeGreaterThan(atLeast);
  const opened: string[] = [];
  const seen: string[] = [];
  const open = async (path: string, id: string) => {
    const url = path
      .replace(":part", "content")
      .replace(":form", "html")
      .replace(":kind", "processing")
      .replace(/:(version|number)/, "1")
      .replace(/:\w+/g, id);
    const { statusCode, body } = await ask(url, token);
    if (statusCode === 200) opened.push(path);
    seen.push(...content.filter((one) => one.test(body)).map((found) => `${statusCode} ${url} ${found}`));
    return statusCode;
  };
  for (const { path } of routes) {
    const first = await open(path, app.deps.ids.uuid());
    // Whoever may not ask at all is told so before anything is looked for: then those of one talk stand for all.
    const refused = first === 403 || first === 400;
    if (path.includes(":")) for (const id of refused ? ids.slice(0, ofOneTalk) : ids) await open(path, id);
  }
  return { opened, seen };
}

test("whatever the officer opens, no name, number or word of a customer is in it", async () => {
  const { opened, seen } = await openEverything(await everyId());
  expect(seen).toEqual([]);
  // It did look: the lists an officer works with were open.
  for (const path of [
    "/api/consents",
    "/api/news",
    "/api/subject-requests",
    "/api/law/ampel",
    "/api/insights",
    "/api/incidents",
    "/api/incidents/:id",
    "/api/retention",
    "/api/backups",
    "/api/law/rules",
    "/api/records",
  ])
    expect(opened).toContain(path);
});

test("with the owner's leave the messages of that one conversation are open, nothing else, and only while it lasts", async () => {
  const conversationNumber = (await app.firm.office.row(talk)).number;
  const wish = { conversationNumber, reason: "Beschwerde bei der Aufsicht", hours: 1 } as const;
  const insightId = await askInsight(app.deps, await app.firm.callerOf("privacy_officer"), wish, (tx) =>
    findParties(tx, conversationNumber),
  );
  // What leave opens lies below this one conversation: that is asked for before it and after it.
  const ofTalk = await idsOfTalk();
  const ofConversations = () => openEverything(ofTalk, "/api/conversations/", 3);
  expect((await ofConversations()).seen).toEqual([]);
  await decideInsight(app.deps, await app.firm.callerOf("owner"), insightId, "approve");
  const { seen } = await openEverything(await everyId());
  const messages = `200 /api/conversations/${talk}/messages`;
  expect(seen.filter((one) => !one.startsWith(`${messages} `))).toEqual([]);
  expect(seen).toContain(`${messages} /Kellerschacht/i`);
  app.clock.advance(hour);
  expect((await ofConversations()).seen).toEqual([]);
});
