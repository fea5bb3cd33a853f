import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConversationRow } from "../../src/contract/conversations.ts";
import type { FeedEvent } from "../../src/contract/events.ts";
import type { MessageView } from "../../src/contract/messages.ts";
import { publishNotice } from "../../src/server/notices/publish-notice.action.ts";
import { hour } from "../../src/server/platform/instant.ts";
import type { Person } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { rejected, uncertain, unreachable } from "../support/fake-channel.ts";
import { eventsAfter, feedHead } from "../support/the-feed.ts";

/**
 * The feed law, for every action (Zulip's verify_action): a screen that held the old state and applied the events
 * shows what a screen shows that fetched everything anew. Whatever changes says so; numbers have no gap. And no event
 * holds a word (V30, Mattermost CVE-2026-2578).
 */
let app: TestApp;
let erika: Customer;
let id: string;
let contact: string;
let office: Person;
let watchers: readonly Person[];
/** What their screens show after the last action: nothing happens between two of them. */
let held: State[];
beforeAll(async () => {
  app = await buildTestApp();
  office = app.firm.office;
  erika = app.firm.customer();
  await erika.writes("Guten Tag");
  id = await erika.conversationId();
  contact = await erika.contactId();
  watchers = [office, app.firm.uwe];
  held = await Promise.all(watchers.map(fetchAll));
});
afterAll(() => app.stop());

/** What a member's screens hold. */
interface State {
  readonly rows: Map<string, ConversationRow>;
  readonly messages: Map<string, MessageView>;
  readonly contacts: Map<string, unknown>;
}

async function fetchAll(who: Person): Promise<State> {
  const rows = await who.inbox("limit=200");
  const threads = await Promise.all(rows.map((row) => who.thread(row.id)));
  const contacts = await Promise.all(
    rows.map(async ({ contactId }) => [contactId, await who.get(`/api/contacts/${contactId}`)] as const),
  );
  return {
    rows: new Map(rows.map((row) => [row.id, row])),
    messages: new Map(threads.flat().map((message) => [message.id, message])),
    contacts: new Map(contacts),
  };
}

/**
 * Fetches only what the events name, as the app does. Rows and contacts it asks for where a fresh screen just did, so
 * those answers are taken; of messages it asks for the single one.
 */
async function apply(who: Person, old: State, fresh: State, events: readonly FeedEvent[]): Promise<State> {
  const rows = new Map(old.rows);
  const messages = new Map(old.messages);
  const contacts = new Map(old.contacts);
  const named = new Set(events.flatMap(({ conversationId }) => conversationId ?? []));
  const people = new Set(events.flatMap(({ contactId }) => contactId ?? []));
  for (const row of rows.values()) if (people.has(row.contactId)) named.add(row.id);
  for (const row of fresh.rows.values()) {
    if (!named.has(row.id)) continue;
    rows.set(row.id, row);
    if (people.has(row.contactId)) contacts.set(row.contactId, fresh.contacts.get(row.contactId));
  }
  for (const messageId of new Set(events.flatMap((event) => event.messageId ?? [])))
    messages.set(messageId, (await who.get(`/api/messages/${messageId}`)) as MessageView);
  return { rows, messages, contacts };
}

const version = async () => (await office.row(id)).version;
const lastOwn = async () => (await office.thread(id)).findLast((m) => m.direction === "out" && !m.automatic)?.id ?? "";
const path = (what: string) => `/api/conversations/${id}/${what}`;
const uuid = () => app.deps.ids.uuid();
const failing = (outcome: (typeof app.whatsapp.script)[number]) => async () => {
  app.whatsapp.script.push(outcome);
  await office.reply(id, "Ihr Termin ist am Montag.");
};

const actions: Readonly<Record<string, () => Promise<unknown>>> = {
  "a message comes in": () => erika.writes("Und noch etwas"),
  "somebody new writes": () => app.firm.customer().writes("Hallo"),
  "a visitor writes on the page": () => new Visitor(app).writes("Heizung kalt"),
  "a reply leaves": () => office.reply(id, "Wir kommen am Montag um acht."),
  "a reply is refused": () => office.reply(id, "Nur diese Woche 20 % Rabatt auf alle Badmöbel!"),
  "a reply is tried again": failing(unreachable),
  "time passes and it leaves": () => app.pass(60_000),
  "WhatsApp refuses a reply": failing(rejected),
  "a failed reply is sent once more": async () => {
    await office.post(`/api/messages/${await lastOwn()}/retry`);
    await app.drain();
  },
  "the fate of a reply is unknown": failing(uncertain),
  "a member settles it": async () => office.post(`/api/messages/${await lastOwn()}/settle`, { outcome: "failed" }),
  "a receipt comes": async () => {
    const taken = app.left.findLast(({ outcome }) => outcome?.kind === "sent")?.outcome;
    await erika.receipt(taken?.kind === "sent" ? taken.externalId : "", "read");
  },
  "a stop word is about the job": () => erika.writes("Stopp, bitte erst Montag anfangen"),
  "a consent on paper is recorded": async () =>
    office.post(`/api/contacts/${contact}/consents`, {
      identityId: await erika.identityId(),
      source: "paper",
      note: "Unterschrieben am 12. Mai.",
    }),
  "it is confirmed": async () => {
    app.clock.advance(1_000);
    await erika.writes("START");
  },
  "the customer tells a member to stop": async () =>
    office.post(`/api/contacts/${contact}/consents/withdraw`, { identityId: await erika.identityId() }),
  "the customer reacts": () => erika.sends({ type: "reaction", reaction: { message_id: erika.last, emoji: "👍" } }),
  "a note is written": () => office.post(path("notes"), { clientId: uuid(), text: "Schlüssel beim Nachbarn" }),
  "a draft is begun": () => office.call("PUT", path("draft"), { text: "Wir könnten" }),
  "a draft is dropped": () => office.call("PUT", path("draft"), { text: "" }),
  "it is read": async () => office.post(path("read"), { position: (await office.row(id)).lastPosition }),
  "it is made unread": () => office.post(path("read"), { position: 0 }),
  "it is assigned": async () => office.post(path("assign"), { memberId: office.memberId, version: await version() }),
  "it is given back": async () => office.post(path("assign"), { memberId: null, version: await version() }),
  "it is handed to the owner": async () => office.post(path("reserve"), { version: await version() }),
  "the owner opens it to all again": async () => app.firm.owner.post(path("release"), { version: await version() }),
  "it is snoozed": async () =>
    office.post(path("snooze"), {
      until: new Date(app.clock.now().getTime() + hour).toISOString(),
      version: await version(),
    }),
  "its time comes": () => app.pass(hour),
  "it is closed": async () => office.post(path("close"), { version: await version() }),
  "it is opened again": async () => office.post(path("reopen"), { version: await version() }),
  "a contact is renamed": () => office.call("PATCH", `/api/contacts/${contact}`, { name: "Erika Muster (Demo)" }),
  "an order begins": () => office.post(`/api/contacts/${contact}/order`, { openOrder: true }),
  "a contact is kept": () => office.post(`/api/contacts/${contact}/save`),
  "a contact is a firm": () => office.post(`/api/contacts/${contact}/kind`, { recipientType: "business" }),
  "the customer says STOPP": () => erika.writes("STOPP"),
  "the customer asks for the notice": () => erika.writes("DATENSCHUTZ"),
  "Meta reports a stop": () => erika.prefers("stop"),
  "a new notice is published and handed over": async () => {
    const owner = await app.firm.callerOf("owner");
    const input = { change: "material", reason: "Neue Fassung" } as const;
    await app.sql((tx) => publishNotice(app.deps, tx, owner, "whatsapp", input));
    await erika.writes("Guten Morgen");
  },
  "a number appears beside the user name": async () => {
    erika.phone = "4915550777001";
    await erika.writes("Jetzt mit anderer Nummer");
  },
};

test.each(Object.entries(actions))("%s: events tell everything that changed", async (_name, act) => {
  const before = await feedHead(app);
  const old = held;
  await act();
  held = await Promise.all(watchers.map(fetchAll));
  const events = await eventsAfter(app, before);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => before + 1 + i));
  expect(events.at(-1)?.seq ?? before).toBe(await feedHead(app));
  expect(events.length).toBeGreaterThan(0);
  for (const [i, who] of watchers.entries()) {
    const had = old[i];
    const fresh = held[i];
    if (!had || !fresh) throw new Error("no watcher");
    const applied = await apply(who, had, fresh, events);
    expect(Object.fromEntries(applied.rows)).toEqual(Object.fromEntries(fresh.rows));
    expect(Object.fromEntries(applied.messages)).toEqual(Object.fromEntries(fresh.messages));
    expect(Object.fromEntries(applied.contacts)).toEqual(Object.fromEntries(fresh.contacts));
  }
});

test("an event carries ids and no word", async () => {
  for (const event of await eventsAfter(app, 0))
    for (const value of [event.conversationId, event.messageId, event.contactId, event.memberId])
      expect(value === null || /^[0-9a-f-]{36}$/.test(value)).toBe(true);
});
