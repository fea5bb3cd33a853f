import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Me } from "../../src/contract/access.ts";
import { ContactsPage, InboxPage, PresenceView } from "../../src/contract/conversations.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { reservedFrom } from "../../src/server/conversations/access-conversation.action.ts";
import { reaches } from "../../src/server/events/reaches.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import type { Person } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { listen } from "../support/listen.ts";
import { screensOf } from "../support/screens.ts";

/**
 * M4: the customer is unreasonable. The owner takes over, and only owner and office see it. V28 (Zulip CVE-2022-31017): what
 * was moved stayed readable for those it was moved away from.
 */
let app: TestApp;
let owner: Person;
let office: Person;
let lead: Person;
let tarik: Person;
let id: string;
let projectId: string;
let fileId: string;
let messageId: string;
/** A marked copy of the customer's photo. */
let copyId: string;

beforeAll(async () => {
  app = await buildTestApp();
  ({ owner, office } = app.firm);
  ({ lead, tarik } = await crewOf(app, app.firm));
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  const customer = app.firm.customer({ name: "Gernot Grimm" });
  await customer.writes("Kellerschacht: eine Unverschämtheit");
  await customer.sends({ type: "image", image: { id: "9001", mime_type: "image/jpeg", sha256: "" } });
  id = await customer.conversationId();
  await customer.sends({ type: "text", text: { body: "An die ganze Gruppe" }, group_id: "GRUPPE1" });
  const [first] = await office.thread(id);
  messageId = first?.id ?? "";
  fileId = (await office.thread(id)).flatMap(({ attachments }) => attachments)[0]?.id ?? "";
  const made = await office.post("/api/projects", { name: "Keller", conversationId: id, memberIds: [tarik.memberId] });
  projectId = String(Reflect.get(Object(made), "id"));
  const head =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n';
  const form = Buffer.concat([Buffer.from(head), Buffer.from(await photo("jpeg")), Buffer.from("\r\n--b--\r\n")]);
  const query = `clientId=${app.deps.ids.uuid()}&copyOf=${fileId}&copySource=customer`;
  const kept = await office.sendRaw(
    `/api/projects/${projectId}/files?${query}`,
    form,
    "multipart/form-data; boundary=b",
  );
  copyId = String(Reflect.get(Object(kept.json()), "id"));
});
afterAll(() => app.stop());

const path = (end = "") => `/api/conversations/${id}${end}`;
const status = async (who: Person, where: string) => (await who.call("GET", where)).statusCode;
const searched = async (who: Person) =>
  InboxPage.parse(await who.get("/api/conversations?q=Kellerschacht&state=open")).items.length;
const photos = async (who: Person) =>
  ((await who.get(`/api/projects/${projectId}/photos`)) as { items: unknown[] }).items.length;
const mark = (who: Person, verb: "reserve" | "release", version: number) =>
  who.call("POST", path(`/${verb}`), { version });
const heard = async (who: Person, kind: "message-received" | "conversation-reserved") => {
  const caller = await app.firm.callerOf(who === lead ? "crew_lead" : "office");
  const reserved = await app.sql((tx) => reservedFrom(tx, caller));
  const none = new Set<string>();
  const listener = { memberId: who.memberId, seesRoster: true, plansRoster: true, managesProjects: true };
  const event = { seq: 1, kind, at: "", conversationId: id, messageId: null, contactId: null, memberId: null };
  return reaches(
    { ...event, roomId: null, projectId: null, withheldFrom: null, contactReserved: false },
    {
      ...listener,
      readsConversations: true,
      readsReserved: who !== lead,
      grantsInsights: false,
      meetsColleagues: true,
      rooms: none,
      projects: none,
      reserved,
    },
  );
};

test("before the mark the lead of a crew and the people on site see it", async () => {
  expect([await status(lead, path()), await searched(lead), await photos(tarik)]).toEqual([200, 1, 2]);
  expect(await status(tarik, `/api/team-files/${copyId}/content`)).toBe(200);
  expect(await heard(lead, "message-received")).toBe(true);
});

describe("handed to the owner", () => {
  test("by the one who has it: it is the owner's, marked, and gone for who handed it over", async () => {
    const { version } = await lead.row(id);
    const answer = await mark(lead, "reserve", version);
    expect([answer.statusCode, answer.json()]).toEqual([200, { row: null }]);
    const row = await office.row(id);
    expect(row).toMatchObject({ reserved: true, assignee: { id: owner.memberId } });
    const [entry] = await app.sql((tx) =>
      tx.selectFrom("audit_entry").selectAll().where("verb", "=", "reserve-conversation").execute(),
    );
    expect(entry).toMatchObject({ subject_id: id, actor_id: lead.memberId });
  });

  test("owner and office find it everywhere", async () => {
    for (const who of [owner, office])
      expect([
        await status(who, path()),
        await status(who, path("/messages")),
        await status(who, `/api/messages/${messageId}`),
        await status(who, `/api/attachments/${fileId}/content`),
        await searched(who),
        await photos(who),
        await status(who, `/api/team-files/${copyId}/content`),
      ]).toEqual([200, 200, 200, 200, 1, 2, 200]);
  });

  test("what the same customer wrote and found no place is read by nobody it is kept from", async () => {
    const [parked] = (await office.get("/api/parked-deliveries")) as { id: number }[];
    const words = `/api/parked-deliveries/${parked?.id}/words`;
    expect(await office.get(words)).toMatchObject([{ from: "Gernot Grimm", text: "An die ganze Gruppe" }]);
    expect(await status(lead, words)).toBe(403);
  });

  test("on the project the customer is nobody to those it is kept from", async () => {
    const customers = async (who: Person) =>
      ((await who.get(`/api/projects/${projectId}`)) as { customers: unknown[] }).customers;
    const nobody = [{ name: { de: "Kunde", en: "Customer" }, phone: null, contactId: null }];
    expect([await customers(lead), await customers(tarik)]).toEqual([nobody, nobody]);
    expect(await customers(office)).toMatchObject([{ name: "Gernot Grimm", contactId: expect.any(String) }]);
  });

  test("a crew's lead gets the answer of a conversation that is not there, on every way", async () => {
    const strange = app.deps.ids.uuid();
    for (const [method, where, body] of [
      ["GET", path(), undefined],
      ["GET", path("/messages"), undefined],
      ["POST", path("/notes"), { clientId: strange, text: "Ich sehe dich" }],
      ["POST", path("/messages"), { clientId: strange, text: "Guten Tag" }],
      ["POST", path("/assign"), { memberId: lead.memberId, version: 1 }],
      ["POST", path("/read"), { position: 1 }],
      ["PUT", path("/draft"), { text: "Entwurf" }],
      ["POST", path("/presence"), { activity: "viewing" }],
      ["POST", path("/permit"), {}],
      ["GET", `/api/messages/${messageId}`, undefined],
      ["GET", `/api/messages/${messageId}/retention`, undefined],
      ["GET", `/api/attachments/${fileId}/content`, undefined],
      ["GET", `/api/attachments/${fileId}/thumbnail`, undefined],
      ["PUT", `/api/attachments/${fileId}/sensitive`, { reported: true }],
      ["PUT", `/api/projects/${projectId}/conversations`, { conversationId: id, linked: true }],
      ["POST", path("/release"), { version: 1 }],
    ] as const) {
      const there = await lead.call(method, where, body);
      const nowhere = await lead.call(
        method,
        where.replace(id, strange).replace(messageId, strange).replace(fileId, strange),
        body,
      );
      expect([method, where, there.statusCode, there.body]).toEqual([method, where, nowhere.statusCode, nowhere.body]);
      expect(there.statusCode).toBeGreaterThanOrEqual(400);
    }
  });

  test("no list, search, count, contact, project or export of theirs knows it", async () => {
    const projectsOf = (who: Person) => who.get(`/api/projects?conversationId=${id}`);
    expect(await projectsOf(office)).toMatchObject({ items: [{ id: projectId }] });
    expect(await projectsOf(lead)).toMatchObject({ items: [] });
    expect(await searched(lead)).toBe(0);
    const page = InboxPage.parse(await lead.get("/api/conversations?state=open"));
    expect([page.items.some((row) => row.id === id), page.total, page.counts.open]).toEqual([false, 0, 0]);
    const { contactId } = await office.row(id);
    const [there, nowhere] = await Promise.all(
      [contactId, app.deps.ids.uuid()].map((one) => lead.call("GET", `/api/contacts/${one}`)),
    );
    expect([there?.statusCode, there?.body]).toEqual([404, nowhere?.body]);
    const listed = async (who: Person) => {
      const { items, total } = ContactsPage.parse(await who.get("/api/contacts"));
      return { total, there: items.some((one) => one.id === contactId) };
    };
    const seen = await listed(office);
    expect([seen.there, await listed(lead)]).toEqual([true, { total: seen.total - 1, there: false }]);
    const project = await lead.get(`/api/projects/${projectId}`);
    expect(project).toMatchObject({ conversations: [], writes: false, photos: 0 });
    expect([await photos(lead), await photos(tarik)]).toEqual([0, 0]);
    for (const who of [lead, tarik]) expect(await status(who, `/api/team-files/${copyId}/content`)).toBe(404);
    expect(await status(tarik, `/api/projects/${projectId}/customer-photos/${fileId}/content`)).toBe(404);
    const zip = await lead.call("GET", `/api/projects/${projectId}/photos.zip`);
    expect(zip.rawPayload.includes(Buffer.from(".jpg"))).toBe(false);
    const word = { kind: "done", clientId: app.deps.ids.uuid() };
    expect((await tarik.call("POST", `/api/projects/${projectId}/customer-messages`, word)).statusCode).not.toBe(200);
  });

  test("their open screen hears that it went, and nothing of it after that", async () => {
    expect(await heard(lead, "conversation-reserved")).toBe(true);
    expect(await heard(lead, "message-received")).toBe(false);
    expect(await heard(office, "message-received")).toBe(true);
  });

  test("what changes about somebody who has nothing else does not reach their open screen either", async () => {
    const { port } = await screensOf(app.http);
    const { token } = await createToken(app.deps, await app.firm.callerOf("crew_lead"), "Offener Schirm");
    const { seq } = Me.parse(await office.get("/api/me"));
    const { contactId } = await office.row(id);
    const other = app.firm.customer({ name: "Petra Offen" });
    await other.writes("Guten Tag");
    const seen = await office.row(await other.conversationId());
    const { token: whole } = await createToken(app.deps, await app.firm.callerOf("office"), "Offener Schirm");
    const url = `http://localhost:${port}/api/events?after=${seq}`;
    const [live, all] = [await listen(url, token), await listen(url, whole)];
    await office.post(`/api/contacts/${contactId}/order`, { openOrder: true });
    await office.call("PATCH", `/api/contacts/${contactId}`, { name: "Gernot Grimm junior" });
    await office.post(`/api/contacts/${seen.contactId}/order`, { openOrder: true });
    const last = (text: string) => text.includes(`"kind":"contact-changed"`) && text.includes(seen.contactId);
    const told = (text: string) => text.split("\n").some((line) => line.includes("contact-changed") && last(line));
    for (const stream of [live, all]) await stream.until(told);
    // And on the screen that comes back and reads what it missed.
    const late = await listen(url, token);
    await late.until(told);
    for (const stream of [live, late]) expect(stream.text()).not.toContain(contactId);
    expect(all.text()).toContain(contactId);
    for (const stream of [live, all, late]) stream.stop();
  });

  test("it goes to nobody who may not see it, and only the owner takes the mark away", async () => {
    const { version } = await office.row(id);
    const given = await office.call("POST", path("/assign"), { memberId: lead.memberId, version });
    expect([given.statusCode, given.json().detail]).toEqual([
      400,
      "Chefsache sehen nur Inhaber und Büro. Gib sie jemandem von dort.",
    ]);
    const refused = await mark(office, "release", version);
    expect([refused.statusCode, refused.json().detail]).toEqual([
      403,
      "Chefsache aufheben kann, wem der Betrieb gehört.",
    ]);
    expect((await mark(owner, "release", version - 1)).statusCode).toBe(409);
    expect((await mark(owner, "release", version)).statusCode).toBe(200);
    expect(await status(lead, path())).toBe(200);
    expect([await searched(lead), await photos(tarik)]).toEqual([1, 2]);
  });

  test("whoever read it just now is not said to read it any more", async () => {
    const look = async (who: Person) =>
      PresenceView.parse(await who.post(path("/presence"), { activity: "viewing" })).members.map((one) => one.id);
    await look(owner);
    expect(await look(lead)).toEqual(expect.arrayContaining([owner.memberId, lead.memberId]));
    expect((await mark(office, "reserve", (await office.row(id)).version)).statusCode).toBe(200);
    expect(await look(owner)).toEqual([owner.memberId]);
  });
});
