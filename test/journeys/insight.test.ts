import { afterAll, beforeAll, expect, test } from "vitest";
import { Me } from "../../src/contract/access.ts";
import { InsightList, type InsightView } from "../../src/contract/insights.ts";
import { mailInsight } from "../../src/server/insight/mail-insight.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import { hour } from "../../src/server/platform/instant.ts";
import type { PlainMail } from "../../src/server/platform/network/mail.adapter.ts";
import { Person } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { listen } from "../support/listen.ts";
import { withoutIntervals } from "../support/without-intervals.ts";

/** The data-protection officer must look into one conversation: reason, the owner's leave, an end (users' step I7). */
let app: TestApp;
let owner: TestBrowser;
let officer: Person;
let erika: Customer;
let talk: string;
let number: number;

beforeAll(async () => {
  ({ app, owner } = await withoutIntervals(buildOwnedApp));
  const caller = await app.firm.callerOf("privacy_officer");
  const { token } = await createToken(app.deps, caller, "Prüfung");
  officer = new Person(app, app.firm.host, token, caller.memberId);
  erika = app.firm.customer({ name: "Erika Einsicht" });
  await erika.writes("Im Kellerschacht tropft es");
  talk = await erika.conversationId();
  ({ number } = await app.firm.office.row(talk));
  const other = app.firm.customer({ name: "Otto Anders" });
  await other.writes("Die Heizung pfeift");
});
afterAll(() => app.stop());

const reason = "Beschwerde bei der Aufsicht, Aktenzeichen 12/26";
const ask = async (hours: 1 | 4 | 24, what: object = { conversationNumber: number }): Promise<InsightView> => {
  const { items } = InsightList.parse(await officer.post("/api/insights", { ...what, reason, hours }));
  const waiting = items.find(({ standing }) => standing === "asked");
  if (!waiting) throw new Error("nothing was asked");
  return waiting;
};
const decide = async (id: string, step: "approve" | "refuse" | "end") => {
  if (step === "approve") await owner.stepUp();
  return (await owner.send("POST", `/api/insights/${id}/${step}`, {})).statusCode;
};
const look = async () => (await officer.call("GET", `/api/conversations/${talk}/messages`)).statusCode;
const shown = async (id: string) =>
  InsightList.parse(await app.firm.owner.get("/api/insights")).items.find((one) => one.id === id);
const audited = (id: string) =>
  app.sql(async (tx) =>
    (
      await tx
        .selectFrom("audit_entry")
        .select("verb")
        .where("subject_kind", "=", "insight")
        .where("subject_id", "=", id)
        .execute()
    )
      .map(({ verb }) => verb)
      .toSorted(),
  );

test("the officer asks with a reason and an end, and until the owner has decided nothing can be read", async () => {
  expect(await look()).toBe(404);
  const asked = await ask(1);
  expect(asked).toMatchObject({ standing: "asked", conversationNumber: number, reason, until: null, looks: 0 });
  expect(await look()).toBe(404);
  expect(
    (await officer.call("POST", "/api/insights", { conversationNumber: number, reason, hours: 1 })).statusCode,
  ).toBe(409);
  expect(await decide(asked.id, "refuse")).toBe(200);
  expect(await look()).toBe(404);
  expect(await shown(asked.id)).toMatchObject({ standing: "refused" });
  expect(await decide(asked.id, "approve")).toBe(409);
  expect(await audited(asked.id)).toEqual(["ask-insight", "refuse-insight"]);
});

test("approved, the officer reads this one conversation and changes nothing; every look is written down", async () => {
  const { id } = await ask(4);
  expect(await decide(id, "approve")).toBe(200);
  const messages = await officer.thread(talk);
  expect(JSON.stringify(messages)).toContain("Kellerschacht");
  await officer.thread(talk);
  const rows = await app.firm.office.inbox();
  for (const row of rows.filter((one) => one.id !== talk))
    expect((await officer.call("GET", `/api/conversations/${row.id}/messages`)).statusCode).toBe(404);
  const version = (await app.firm.office.row(talk)).version;
  const uuid = app.deps.ids.uuid();
  for (const [method, path, body] of [
    ["GET", "", undefined],
    ["POST", "/messages", { clientId: uuid, text: "Guten Tag" }],
    ["POST", "/notes", { clientId: uuid, text: "Notiz" }],
    ["POST", "/assign", { memberId: officer.memberId, version }],
    ["POST", "/close", { version }],
    ["POST", "/read", { position: 1 }],
    ["PUT", "/draft", { text: "Entwurf" }],
    ["POST", "/presence", { activity: "viewing" }],
  ] as const)
    expect([path, (await officer.call(method, `/api/conversations/${talk}${path}`, body)).statusCode]).toEqual([
      path,
      expect.toSatisfy((status) => status === 403 || status === 404),
    ]);
  expect((await officer.call("GET", "/api/conversations")).statusCode).toBe(403);
  expect((await officer.call("GET", `/api/contacts/${await erika.contactId()}`)).statusCode).toBe(404);
  expect(await shown(id)).toMatchObject({ standing: "open", looks: 2, lastLookAt: expect.any(String) });
  expect(await audited(id)).toEqual([
    "approve-insight",
    "ask-insight",
    "look-into-conversation",
    "look-into-conversation",
  ]);
});

test("the time runs out by itself, to the second", async () => {
  const open = InsightList.parse(await officer.get("/api/insights")).items.find(({ standing }) => standing === "open");
  app.clock.advance(4 * hour - 1_000);
  expect(await look()).toBe(200);
  app.clock.advance(1_000);
  expect(await look()).toBe(404);
  expect(await shown(open?.id ?? "")).toMatchObject({ standing: "over" });
});

test("only the owner in person lets in: no program, no colleague, not the officer", async () => {
  const { id } = await ask(1);
  for (const who of [app.firm.owner, app.firm.office, officer])
    expect((await who.call("POST", `/api/insights/${id}/approve`, {})).statusCode).toBe(403);
  expect((await app.firm.office.call("GET", "/api/insights")).statusCode).toBe(403);
  expect(
    (await app.firm.owner.call("POST", "/api/insights", { conversationNumber: number, reason, hours: 1 })).statusCode,
  ).toBe(403);
  expect(await look()).toBe(404);
  await officer.post(`/api/insights/${id}/end`);
  expect(await shown(id)).toMatchObject({ standing: "withdrawn" });
});

test("a day is the longest, a reason must be given, and a number must exist", async () => {
  const wrong = [
    { conversationNumber: number, reason, hours: 48 },
    { conversationNumber: number, reason: "weil", hours: 1 },
    { conversationNumber: 9_999, reason, hours: 1 },
    { reason, hours: 1 },
  ];
  for (const body of wrong) expect((await officer.call("POST", "/api/insights", body)).statusCode).toBe(400);
});

test("from a subject request the officer asks without knowing the number", async () => {
  await erika.writes("Auskunft nach DSGVO, bitte");
  const { items } = (await officer.get("/api/subject-requests")) as { items: { id: string }[] };
  const asked = await ask(24, { requestId: items[0]?.id });
  expect(asked).toMatchObject({ conversationNumber: number, hours: 24 });
  expect(await decide(asked.id, "approve")).toBe(200);
  app.clock.advance(24 * hour - 1);
  expect(await look()).toBe(200);
  app.clock.advance(1);
  expect(await look()).toBe(404);
  await owner.signIn();
});

test("ended early, the officer's stream says so without waiting for a poll, and never carried the conversation", async () => {
  const { port } = new URL(await app.http.listen({ port: 0, host: "127.0.0.1" }));
  const { id } = await ask(1);
  const { seq } = Me.parse(await officer.get("/api/me"));
  const { token } = await createToken(app.deps, await app.firm.callerOf("privacy_officer"), "Strom");
  const stream = await listen(`http://localhost:${port}/api/events?after=${seq}`, token);
  expect(await decide(id, "approve")).toBe(200);
  await stream.until((text) => text.includes("insight-changed"));
  await erika.writes("Noch etwas: Es riecht");
  expect(await look()).toBe(200);
  expect(await decide(id, "end")).toBe(200);
  expect(await look()).toBe(404);
  await stream.until((text) => text.split("insight-changed").length > 2);
  expect(stream.text()).not.toMatch(/message-received|conversation-|presence/);
  expect(stream.text()).not.toContain(talk);
  stream.stop();
});

test("the mail names the number and who asks; the reason stays in the house, and what is decided is not mailed", async () => {
  const mails: PlainMail[] = [];
  const send = (id: string) => mailInsight(app.deps, async (mail) => void mails.push(mail), app.firm.tenantId, id);
  const { id } = await ask(4);
  await send(id);
  expect(mails).toMatchObject([{ to: "post@brandt-haustechnik.example" }]);
  expect(mails[0]?.text).toContain(`Gespräch Nr. ${number}, für 4 Stunden`);
  expect(mails[0]?.text).not.toMatch(/Aufsicht|Erika|Kellerschacht/);
  await decide(id, "refuse");
  await send(id);
  expect(mails.length).toBe(1);
});

test("when the customer is erased meanwhile, the glass is empty and the reason gone; the proof stays", async () => {
  const { id } = await ask(24);
  expect(await decide(id, "approve")).toBe(200);
  expect(await look()).toBe(200);
  await owner.stepUp();
  const erased = await owner.send("POST", `/api/contacts/${await erika.contactId()}/erasure`, { cause: "owner" });
  expect(erased.statusCode).toBe(200);
  expect(await look()).toBe(404);
  expect(await shown(id)).toMatchObject({ reason: null, looks: 1, conversationNumber: number, standing: "ended" });
});
