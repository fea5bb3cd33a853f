import { afterEach, expect, test, vi } from "vitest";
import type { FeedEvent } from "../../contract/events.ts";
import type { RoomMessageView, RoomRow } from "../../contract/rooms.ts";
import { api, ProblemError } from "../api.ts";
import { RoomTalk } from "./room-talk.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const message = (text: string) =>
  ({ id: "m", position: 1, text, reactions: [] as unknown[] }) as unknown as RoomMessageView;
const signed = (...memberIds: string[]) => [{ emoji: "👍", memberIds }] as unknown as RoomMessageView["reactions"];

/** A room in which this was said, open. */
async function opened(said: RoomMessageView, look: () => Promise<RoomMessageView>, unread = 0): Promise<RoomTalk> {
  vi.spyOn(api, "get").mockImplementation((path: string) => {
    if (path === "/api/room-messages/m") return look() as never;
    return Promise.resolve({ items: [said], pinned: [], lastPosition: 1, hasOlder: false }) as never;
  });
  const row = { id: "r", unread, readPosition: 1 - unread } as unknown as RoomRow;
  const talk = new RoomTalk("r", { find: () => row, fetch: async () => {}, looked: async () => {} });
  await talk.open();
  return talk;
}

test("a sign that is pressed stays while a look from before it comes, and is taken back when it does not get through", async () => {
  const said = message("Rohr bestelt");
  const look = vi.fn(async () => ({ ...said, text: "Rohr bestellt" }));
  const talk = await opened(said, look);
  const answer = Promise.withResolvers<RoomMessageView>();
  const pressed = talk.change(said, { reactions: signed("me") }, () => answer.promise);
  talk.apply({ kind: "room-message-changed", messageId: "m" } as unknown as FeedEvent);
  await vi.waitUntil(() => talk.items[0]?.text === "Rohr bestellt", { timeout: 30_000 });
  expect(talk.items[0]?.reactions).toEqual(signed("me"));
  // Nothing repairs afterwards what would be put over it now.
  look.mockReturnValue(new Promise(() => {}));
  answer.reject(new ProblemError("offline", 0, ""));
  expect(await pressed).toBe(false);
  expect(talk.items[0]).toMatchObject({ text: "Rohr bestellt", reactions: [] });
});

test("signs of others that a look brought while one's own press was on its way stand there after its answer", async () => {
  const said = message("Rohr bestellt");
  const look = vi.fn(async () => ({ ...said, text: "Bestellt", reactions: signed("me", "anna") }));
  const talk = await opened(said, look);
  const answer = Promise.withResolvers<RoomMessageView>();
  const pressed = talk.change(said, { reactions: signed("me") }, () => answer.promise);
  talk.apply({ kind: "room-message-changed", messageId: "m" } as unknown as FeedEvent);
  await vi.waitUntil(() => talk.items[0]?.text === "Bestellt", { timeout: 30_000, interval: 5 });
  answer.resolve({ ...said, reactions: signed("me") });
  expect(await pressed).toBe(true);
  await expect.poll(() => talk.items[0]?.reactions).toEqual(signed("me", "anna"));
});

test("what was seen is not new again for who goes out and comes back before that is told", async () => {
  const said = { ...message("Rohr bestellt"), authorId: "anna" } as unknown as RoomMessageView;
  const talk = await opened(said, async () => said, 1);
  expect(talk.firstUnread).toBe(1);
  vi.spyOn(api, "put").mockReturnValue(new Promise(() => {}));
  talk.read(1);
  await talk.reopen();
  expect(talk.firstUnread).toBeUndefined();
});
