import { afterAll, beforeAll, expect, test } from "vitest";
import type { FeedEvent } from "../../src/contract/events.ts";
import type { RoomList, RoomMessagePage, RoomMessageView, RoomRow } from "../../src/contract/rooms.ts";
import { hour } from "../../src/server/platform/instant.ts";
import type { Person } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { feedHead, heardOnSite } from "../support/the-feed.ts";

/**
 * The feed law for rooms: whoever held the old state and applied the events that reach them shows what a screen shows
 * that fetched everything anew; and of a room they are not in, no event reaches them (V31, Synapse CVE-2024-53867).
 */
let app: TestApp;
let sandra: Person;
let tarik: Person;
let uwe: Person;
let room: RoomRow;
let asked: RoomMessageView;
/** What his screen shows after the last deed: nothing happens between two of them. */
let held: State;

beforeAll(async () => {
  app = await buildTestApp();
  ({ office: sandra, uwe } = app.firm);
  tarik = await app.firm.person("Tarik (Demo)");
  room = (await sandra.post("/api/rooms", { kind: "crew", name: "Kolonne 1", memberIds: [tarik.memberId] })) as RoomRow;
  const poll = { options: ["ja", "nein"], multiple: false };
  asked = await write({ text: "Samstag?", asksSeen: true, poll });
  held = await fetchAll(tarik);
});
afterAll(() => app.stop());

async function write(what: Record<string, unknown>): Promise<RoomMessageView> {
  const body = { clientId: app.deps.ids.uuid(), ...what };
  return (await sandra.post(`/api/rooms/${room.id}/messages`, body)) as RoomMessageView;
}

interface State {
  readonly rooms: Map<string, RoomRow>;
  readonly messages: Map<string, RoomMessageView>;
}

async function fetchAll(who: Person): Promise<State> {
  const { items } = (await who.get("/api/rooms")) as RoomList;
  const pages = await Promise.all(
    items.map(async ({ id }) => (await who.get(`/api/rooms/${id}/messages?limit=200`)) as RoomMessagePage),
  );
  const messages = pages.flatMap((page) => page.items);
  return {
    rooms: new Map(items.map((row) => [row.id, row])),
    messages: new Map(messages.map((one) => [one.id, one])),
  };
}

/** What the app does with an event: it asks for the room and the message named, and forgets what is not there. */
async function apply(who: Person, old: State, events: readonly FeedEvent[]): Promise<State> {
  const rooms = new Map(old.rooms);
  const messages = new Map(old.messages);
  for (const id of new Set(events.flatMap((event) => event.roomId ?? []))) {
    const row = await who.call("GET", `/api/rooms/${id}`);
    if (row.statusCode === 200) rooms.set(id, row.json() as RoomRow);
    else {
      rooms.delete(id);
      for (const one of [...messages.values()]) if (one.roomId === id) messages.delete(one.id);
    }
    // A room one came into is read whole.
    if (row.statusCode === 200 && !old.rooms.has(id))
      for (const one of ((await who.get(`/api/rooms/${id}/messages?limit=200`)) as RoomMessagePage).items)
        messages.set(one.id, one);
  }
  for (const id of new Set(events.flatMap((event) => (event.roomId && event.messageId ? event.messageId : [])))) {
    const one = await who.call("GET", `/api/room-messages/${id}`);
    if (one.statusCode === 200) messages.set(id, one.json() as RoomMessageView);
  }
  return { rooms, messages };
}

const deeds: [string, () => Promise<unknown>][] = [
  ["a message is written", () => write({ text: "Guten Morgen" })],
  ["a message that names somebody", () => write({ text: "@Tarik", mentions: [tarik.memberId] })],
  [
    "a message is changed",
    async () => sandra.call("PATCH", `/api/room-messages/${(await write({ text: "a" })).id}`, { text: "b" }),
  ],
  [
    "a message is taken back",
    async () => sandra.call("DELETE", `/api/room-messages/${(await write({ text: "weg" })).id}`),
  ],
  ["somebody reacts", () => tarik.call("PUT", `/api/room-messages/${asked.id}/reaction`, { emoji: "👍", on: true })],
  ["somebody confirms", () => tarik.call("PUT", `/api/room-messages/${asked.id}/seen`)],
  ["somebody votes", () => tarik.call("PUT", `/api/room-messages/${asked.id}/vote`, { choices: [1] })],
  ["a poll ends", () => sandra.call("POST", `/api/room-messages/${asked.id}/close-poll`)],
  ["a message is pinned", () => tarik.call("PUT", `/api/room-messages/${asked.id}/pin`, { on: true })],
  ["one's own reading", () => tarik.call("PUT", `/api/rooms/${room.id}/read`, { position: 1 })],
  ["a room is muted", () => tarik.call("PATCH", `/api/rooms/${room.id}`, { muted: true })],
  ["a room is renamed", () => sandra.call("PATCH", `/api/rooms/${room.id}`, { name: "Kolonne A" })],
  ["a room is put away", () => sandra.call("PATCH", `/api/rooms/${room.id}`, { closed: true })],
  ["a room is taken up again", () => sandra.call("PATCH", `/api/rooms/${room.id}`, { closed: false })],
  ["a colleague comes", () => sandra.call("PATCH", `/api/rooms/${room.id}`, { add: [uwe.memberId] })],
  ["a colleague is taken out", () => sandra.call("PATCH", `/api/rooms/${room.id}`, { remove: [uwe.memberId] })],
  [
    "one is let into another room",
    () => sandra.post("/api/rooms", { kind: "crew", name: "Neu", memberIds: [tarik.memberId] }),
  ],
  ["one is written to alone", () => uwe.post("/api/rooms", { kind: "direct", memberId: tarik.memberId })],
  [
    "what waited is given in the morning",
    async () => {
      await app.pass(12 * hour);
      await write({ text: "Hat Zeit" });
      await app.pass(12 * hour);
    },
  ],
  [
    "what was asked of somebody off duty is given, and counts as missing then",
    async () => {
      await app.pass(10 * hour);
      await write({ text: "Bitte bestätigen", asksSeen: true });
      await app.pass(14 * hour);
    },
  ],
  ["one is taken out", () => sandra.call("PATCH", `/api/rooms/${room.id}`, { remove: [tarik.memberId] })],
];

test.each(deeds)("%s: old state and events are the new state", async (_what, deed) => {
  const before = held;
  const from = await feedHead(app);
  await deed();
  held = await fetchAll(tarik);
  const events = await heardOnSite(app, tarik, from);
  expect(events.length).toBeGreaterThan(0);
  expect(await apply(tarik, before, events)).toEqual(held);
});

test("of a room one is not in, nothing is heard", async () => {
  const from = await feedHead(app);
  const { id } = (await sandra.post("/api/rooms", {
    kind: "crew",
    name: "Büro",
    memberIds: [uwe.memberId],
  })) as RoomRow;
  await sandra.post(`/api/rooms/${id}/messages`, { clientId: app.deps.ids.uuid(), text: "Gehälter" });
  expect((await heardOnSite(app, tarik, from)).filter((event) => event.roomId === id)).toEqual([]);
  expect((await heardOnSite(app, uwe, from)).filter((event) => event.roomId === id).length).toBeGreaterThan(1);
});
