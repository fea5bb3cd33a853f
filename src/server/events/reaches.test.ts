import { describe, expect, it } from "vitest";
import { EventKind } from "../../contract/events.ts";
import { type Listener, reaches, type StoredEvent } from "./reaches.ts";

const event = (kind: EventKind, ids: Partial<StoredEvent> = {}): StoredEvent => ({
  seq: 1,
  kind,
  at: "2026-11-24T06:30:00.000Z",
  conversationId: null,
  messageId: null,
  contactId: null,
  memberId: null,
  roomId: null,
  projectId: null,
  withheldFrom: null,
  contactReserved: false,
  ...ids,
});
const journeyman: Listener = {
  memberId: "tarik",
  readsConversations: false,
  readsReserved: false,
  seesRoster: true,
  plansRoster: false,
  managesProjects: false,
  grantsInsights: false,
  meetsColleagues: true,
  reserved: new Set(),
  rooms: new Set(["crew-room"]),
  projects: new Set(["boiler"]),
};
const office: Listener = {
  ...journeyman,
  memberId: "sandra",
  readsConversations: true,
  readsReserved: true,
  plansRoster: true,
  managesProjects: true,
};
const officer: Listener = {
  ...journeyman,
  memberId: "anja",
  seesRoster: false,
  reserved: new Set(),
  rooms: new Set(),
  projects: new Set(),
};
const guest: Listener = {
  ...journeyman,
  memberId: "guest",
  seesRoster: false,
  meetsColleagues: false,
  reserved: new Set(),
  rooms: new Set(["boiler-room"]),
};

describe("what an open stream tells", () => {
  it("tells a journeyman nothing of the customers' conversations", () => {
    const told = EventKind.options.filter((kind) => reaches(event(kind, { conversationId: "c" }), journeyman));
    expect(told).toEqual([
      "member-changed",
      "device-changed",
      "roster-changed",
      "swap-changed",
      "duty-alarm-changed",
      "team-changed",
    ]);
  });

  it.each<[string, StoredEvent, Listener, boolean]>([
    ["a message to those in the room", event("room-message-posted", { roomId: "crew-room" }), journeyman, true],
    [
      "nothing to whom it waits for",
      event("room-message-posted", { roomId: "crew-room", withheldFrom: ["uwe", "tarik"] }),
      journeyman,
      false,
    ],
    [
      "a message to those for whom it does not wait",
      event("room-message-posted", { roomId: "crew-room", withheldFrom: ["uwe"] }),
      journeyman,
      true,
    ],
    ["a message to nobody outside the room", event("room-message-posted", { roomId: "other" }), office, false],
    [
      "what was read to the reader",
      event("room-read-changed", { roomId: "crew-room", memberId: "tarik" }),
      journeyman,
      true,
    ],
    [
      "what was read to nobody else",
      event("room-read-changed", { roomId: "crew-room", memberId: "uwe" }),
      journeyman,
      false,
    ],
    ["that one was let into a room", event("room-changed", { roomId: "new", memberId: "tarik" }), journeyman, true],
    ["a shift to its person", event("roster-changed", { memberId: "tarik" }), journeyman, true],
    ["a shift to no colleague", event("roster-changed", { memberId: "uwe" }), journeyman, false],
    ["a shift to the planner", event("roster-changed", { memberId: "tarik" }), office, true],
    ["the roster to no guest", event("roster-changed"), guest, false],
    [
      "that somebody came, went or got a device to colleagues",
      event("device-changed", { memberId: "uwe" }),
      journeyman,
      true,
    ],
    ["who comes and goes to no guest", event("member-changed", { memberId: "uwe" }), guest, false],
    ["whose phone is lost to no guest", event("device-changed", { memberId: "uwe" }), guest, false],
    ["their own name and device to a guest", event("device-changed", { memberId: "guest" }), guest, true],
    ["a project to those on it", event("project-changed", { projectId: "boiler" }), journeyman, true],
    ["a project to nobody else", event("project-changed", { projectId: "roof" }), journeyman, false],
    ["every project to who manages them", event("project-changed", { projectId: "roof" }), office, true],
    ["a decision to the officer who asked", event("insight-changed", { memberId: "anja" }), officer, true],
    ["a decision to no other officer", event("insight-changed", { memberId: "bernd" }), officer, false],
    [
      "a question to who decides",
      event("insight-changed", { memberId: "anja" }),
      { ...office, grantsInsights: true },
      true,
    ],
    ["a question to nobody else in the office", event("insight-changed", { memberId: "anja" }), office, false],
    [
      "a contact with nothing but a Chefsache to no crew's lead",
      event("contact-changed", { contactId: "grimm", contactReserved: true }),
      { ...office, readsReserved: false },
      false,
    ],
    [
      "every other contact to a crew's lead",
      event("contact-changed", { contactId: "mustermann" }),
      { ...office, readsReserved: false },
      true,
    ],
    ["a Chefsache's contact to the office", event("contact-changed", { contactReserved: true }), office, true],
    ["how far one has read to the own screens", event("read-changed", { memberId: "sandra" }), office, true],
    ["how far one has read to no colleague (IN-3)", event("read-changed", { memberId: "uwe" }), office, false],
    ["that one began an answer to no colleague", event("draft-changed", { memberId: "uwe" }), office, false],
    ["a message to no officer", event("message-received", { conversationId: "c" }), officer, false],
    ["a subscription to its own member only", event("push-changed", { memberId: "uwe" }), office, false],
  ])("tells %s", (_what, told, listener, expected) => {
    expect(reaches(told, listener)).toBe(expected);
  });

  it("has an audience for every kind of event", () => {
    const all: Listener = { ...office, reserved: new Set(), rooms: new Set(["r"]), projects: new Set(["p"]) };
    const ids = { roomId: "r", projectId: "p", memberId: "sandra" };
    for (const kind of EventKind.options) expect(reaches(event(kind, ids), all), kind).toBe(true);
  });
});
