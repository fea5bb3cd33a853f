import { afterEach, expect, test, vi } from "vitest";
import type { Me } from "../../contract/access.ts";
import { api } from "../api.ts";
import { net } from "../net.svelte.ts";
import { outbox } from "../offline/outbox.svelte.ts";
import { vault } from "../offline/vault.ts";
import { inbox } from "../state/inbox.svelte.ts";
import { rooms } from "../state/rooms.svelte.ts";
import { session } from "../state/session.svelte.ts";
import { goOn, keepParts, layInbox, openStore } from "./open-store.ts";

afterEach(() => {
  session.me = undefined;
  outbox.empty();
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A store of this device that is open, and what lies in it; no room is known yet. */
function openVault(): Map<string, unknown> {
  rooms.items = [];
  rooms.status = "loading";
  vi.stubGlobal("navigator", { onLine: true });
  const kept = new Map<string, unknown>();
  vi.spyOn(vault, "unlock").mockResolvedValue(true);
  vi.spyOn(vault, "open", "get").mockReturnValue(true);
  vi.spyOn(vault, "all").mockResolvedValue([]);
  vi.spyOn(vault, "ids").mockImplementation(async (kind) =>
    [...kept.keys()].filter((key) => key.startsWith(`${kind}/`)).map((key) => key.slice(kind.length + 1)),
  );
  vi.spyOn(vault, "remove").mockImplementation(async (kind, id) => void kept.delete(`${kind}/${id}`));
  vi.spyOn(vault, "put").mockImplementation(async (kind, id, value) => Boolean(kept.set(`${kind}/${id}`, value)));
  vi.spyOn(vault, "get").mockImplementation(async (kind, id) => {
    const value = kept.get(`${kind}/${id}`) as never;
    return value && { id, value, bytes: new Uint8Array() };
  });
  return kept;
}
const me = { member: { id: "m" }, abilities: ["use-team"], sessionId: "s", device: { id: "d" }, seq: 7 };

test("a list of rooms that could not be fetched is no empty one: what lies here of the rooms stays", async () => {
  const kept = openVault();
  kept.set("copy-room/old", { items: [], at: "2026-01-01T08:00:00Z" });
  const asked = vi.spyOn(api, "get").mockRejectedValue(new TypeError("no answer"));
  session.me = me as unknown as Me;
  await rooms.load();
  await openStore();
  expect(asked).toHaveBeenCalledWith("/api/rooms");
  expect([rooms.status, kept.has("copy-room/old")]).toEqual(["failed", true]);
});

test("a list of rooms that comes late is laid ahead all the same", async () => {
  const kept = openVault();
  const list = Promise.withResolvers<never>();
  const row = { id: "late", name: "Trupp", closed: false, unread: 0, last: null };
  vi.spyOn(api, "get").mockImplementation(async (path) => {
    return path === "/api/rooms" ? await list.promise : ({ items: [], pinned: [] } as never);
  });
  session.me = { ...me, abilities: ["use-team", "see-roster"] } as unknown as Me;
  const loaded = rooms.load();
  const opened = openStore();
  await expect.poll(() => kept.has("copy-shifts/mine")).toBe(true);
  list.resolve({ items: [row], closed: null } as never);
  await Promise.all([loaded, opened]);
  expect(kept.has("copy-room/late")).toBe(true);
});

test("where the net went in the middle, the rest is laid here as soon as it is back, and once", async () => {
  const kept = openVault();
  const row = { id: "far", name: "Trupp", closed: false, unread: 0, last: null };
  vi.spyOn(api, "get").mockImplementation(async (path) => {
    if (path === "/api/rooms") return { items: [row], closed: null } as never;
    if (!navigator.onLine) throw new TypeError("no answer");
    return { items: [], pinned: [] } as never;
  });
  session.me = me as unknown as Me;
  await rooms.load();
  vi.stubGlobal("navigator", { onLine: false });
  await openStore();
  const wake = vi.spyOn(vault, "unlock");
  wake.mockClear();
  goOn();
  expect([kept.has("copy-room/far"), wake.mock.calls.length]).toEqual([false, 0]);
  vi.stubGlobal("navigator", { onLine: true });
  goOn();
  goOn();
  await expect.poll(() => kept.has("copy-ahead/mine")).toBe(true);
  expect([kept.has("copy-room/far"), wake.mock.calls.length]).toEqual([true, 1]);
});

test("where the net went and was back before the end, what it took is laid here all the same", async () => {
  const kept = openVault();
  const row = { id: "near", name: "Trupp", closed: false, unread: 0, last: null };
  let lost = 0;
  vi.spyOn(api, "get").mockImplementation(async (path) => {
    if (path === "/api/rooms") return { items: [row], closed: null } as never;
    if (!path.startsWith("/api/rooms/near") || lost++ > 0) return { items: [], pinned: [] } as never;
    net.returns += 1;
    throw new TypeError("no answer");
  });
  session.me = me as unknown as Me;
  await rooms.load();
  await openStore();
  await expect.poll(() => kept.has("copy-ahead/mine")).toBe(true);
  expect([kept.has("copy-room/near"), lost]).toEqual([true, 2]);
});

test("conversations that could not be listed are not gone: what lies here of them stays", async () => {
  const kept = openVault();
  kept.set("copy-thread/old", { at: "2026-01-01T08:00:00Z" });
  vi.spyOn(api, "get").mockRejectedValue(new TypeError("no answer"));
  session.me = { ...me, abilities: ["read-conversations"] } as unknown as Me;
  inbox.items = [];
  await inbox.load({ view: "open", unread: false, waiting: false, channel: "", search: "" });
  await openStore();
  expect([inbox.status, kept.has("copy-thread/old"), kept.has("copy-ahead/mine")]).toEqual(["failed", true, false]);
});

test("whoever opened the app at another list has the inbox laid ahead when they walk to it, once", async () => {
  const kept = openVault();
  const asked: string[] = [];
  vi.spyOn(api, "get").mockImplementation(async (path) => {
    asked.push(path);
    const id = /state=closed|\/done/.test(path) ? "done" : "open";
    const row = { id, version: 1, waitingSince: null };
    if (path.startsWith("/api/conversations?"))
      return { items: [row], counts: {}, total: 1, nextCursor: null } as never;
    return (path.includes("/messages") ? { items: [{ position: 1 }], last: 1 } : { row }) as never;
  });
  session.me = { ...me, abilities: ["read-conversations"] } as unknown as Me;
  const list = { unread: false, waiting: false, channel: "", search: "" };
  await inbox.load({ ...list, view: "closed" });
  await openStore();
  expect([kept.has("copy-thread/done"), kept.has("copy-thread/open")]).toEqual([true, false]);
  await inbox.load({ ...list, view: "open" });
  await layInbox();
  expect(kept.has("copy-thread/open")).toBe(true);
  const before = asked.length;
  await layInbox();
  expect(asked.length).toBe(before);
});

test("opened again while nothing happened in the house, no room is fetched a second time", async () => {
  const kept = openVault();
  const asked: string[] = [];
  vi.spyOn(api, "get").mockImplementation(async (path) => {
    asked.push(path.split("?")[0] ?? "");
    const row = { id: "r", name: "Trupp", closed: false, unread: 0, last: null };
    return (path === "/api/rooms" ? { items: [row], closed: null } : { items: [], pinned: [] }) as never;
  });
  session.me = me as unknown as Me;
  const fetched = () => asked.filter((path) => path === "/api/rooms/r/messages").length;
  const start = async () => {
    await rooms.load();
    await openStore();
  };
  await start();
  // Only when all of it lies here is it told so.
  await expect.poll(() => kept.has("copy-ahead/mine")).toBe(true);
  expect(fetched()).toBe(1);
  await start();
  await start();
  expect(fetched()).toBe(1);
  session.me = { ...me, seq: 8 } as unknown as Me;
  await start();
  await expect.poll(fetched).toBe(2);
});

test("parts of the app that did not come through at once are asked for again, until they lie here", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const asked: MessagePort[] = [];
  const active = { postMessage: (_: unknown, [port]: MessagePort[]) => asked.push(port as MessagePort) };
  vi.stubGlobal("navigator", { onLine: true, serviceWorker: { ready: Promise.resolve({ active }) } });
  session.me = me as unknown as Me;
  keepParts();
  for (const [n, kept] of [false, false, true].entries()) {
    await expect.poll(() => asked.length).toBe(n + 1);
    const heard = new Promise((resolve) => asked[n]?.addEventListener("close", resolve));
    asked[n]?.postMessage(kept);
    await heard;
    expect(vi.getTimerCount()).toBe(kept ? 0 : 1);
    vi.runAllTimers();
  }
});
