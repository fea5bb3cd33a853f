import { afterEach, expect, test, vi } from "vitest";
import type { FeedEvent } from "../../contract/events.ts";
import type { RoomRow } from "../../contract/rooms.ts";
import { api } from "../api.ts";
import { rooms } from "./rooms.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
  rooms.items = [];
});

const called = (name: string) => ({ id: "r", name, last: null }) as unknown as RoomRow;

test("a room's new name is not put out by a look that was asked for before the answer to it was there", async () => {
  const looks: PromiseWithResolvers<unknown>[] = [];
  vi.spyOn(api, "get").mockImplementation(() => {
    const look = Promise.withResolvers<never>();
    looks.push(look);
    return look.promise;
  });
  rooms.put(called("Hof"));
  const press = Promise.withResolvers<RoomRow>();
  const pressing = rooms.take("r", press.promise);
  const looking = rooms.fetch("r");
  press.resolve(called("Hof Süd"));
  await pressing;
  looks[0]?.resolve(called("Hof"));
  await looking;
  expect(rooms.find("r")?.name).toBe("Hof Süd");
  // What that look may have seen beside it is looked at again.
  await vi.waitUntil(() => looks.length === 2, { timeout: 30_000, interval: 5 });
  looks[1]?.resolve(called("Hof Süd, Tor 2"));
  await vi.waitUntil(() => rooms.find("r")?.name === "Hof Süd, Tor 2", { timeout: 30_000, interval: 5 });
});

test("before the list has told that rooms can be read, what happens in one leads to the list and not to the room", async () => {
  const asked: string[] = [];
  vi.spyOn(api, "get").mockImplementation((path: string) => {
    asked.push(path);
    return new Promise<never>(() => {});
  });
  rooms.status = "loading";
  rooms.apply({ kind: "room-message", roomId: "r", messageId: "m" } as unknown as FeedEvent);
  await vi.waitUntil(() => asked.length > 0, { timeout: 30_000, interval: 5 });
  expect(asked[0]).toBe("/api/rooms");
});

test("what is said in a room that lies open while the list is on its way stands there", async () => {
  const said = (id: string, position: number) => ({ id, position, text: id, reactions: [] });
  vi.spyOn(api, "get").mockImplementation((path: string) => {
    if (path === "/api/rooms") return new Promise<never>(() => {});
    if (path === "/api/room-messages/b") return Promise.resolve(said("b", 2) as never);
    if (path === "/api/rooms/linked") return Promise.resolve({ ...called("Hof"), id: "linked", unread: 0 } as never);
    return Promise.resolve({ items: [said("a", 1)], pinned: [], lastPosition: 1, hasOlder: false } as never);
  });
  rooms.status = "loading";
  const talk = rooms.talk("linked");
  await talk.open();
  rooms.apply({ kind: "room-message", roomId: "linked", messageId: "b" } as unknown as FeedEvent);
  await expect.poll(() => talk.items.map(({ id }) => id as string)).toEqual(["a", "b"]);
});

test("while somebody points at the list no room moves, and a new one comes below (U11)", () => {
  const room = (id: string, at: string) => ({ id, name: id, last: { at } }) as unknown as RoomRow;
  rooms.put(room("a", "2026-12-01T08:00:00Z"));
  rooms.put(room("b", "2026-12-01T07:00:00Z"));
  rooms.hold(true);
  rooms.put(room("new", "2026-12-01T10:00:00Z"));
  rooms.put(room("b", "2026-12-01T09:00:00Z"));
  expect(rooms.items.map(({ id }) => id as string)).toEqual(["a", "b", "new"]);
  rooms.hold(false);
  expect(rooms.items.map(({ id }) => id as string)).toEqual(["new", "b", "a"]);
});
