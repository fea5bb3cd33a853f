import { afterEach, expect, test, vi } from "vitest";
import type { Me } from "../../contract/access.ts";
import { api } from "../api.ts";
import { rooms } from "../state/rooms.svelte.ts";
import { session } from "../state/session.svelte.ts";
import { openStore } from "./offline.ts";
import { outbox } from "./outbox.svelte.ts";
import { vault } from "./vault.ts";

afterEach(() => {
  session.me = undefined;
  rooms.items = [];
  rooms.status = "loading";
  outbox.empty();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("opened again while nothing happened in the house, no room is fetched a second time", async () => {
  vi.stubGlobal("navigator", { onLine: true });
  const kept = new Map<string, unknown>();
  vi.spyOn(vault, "unlock").mockResolvedValue(true);
  vi.spyOn(vault, "open", "get").mockReturnValue(true);
  vi.spyOn(vault, "all").mockResolvedValue([]);
  vi.spyOn(vault, "ids").mockResolvedValue([]);
  vi.spyOn(vault, "put").mockImplementation(async (kind, id, value) => Boolean(kept.set(`${kind}/${id}`, value)));
  vi.spyOn(vault, "get").mockImplementation(async (kind, id) => {
    const value = kept.get(`${kind}/${id}`) as never;
    return value && { id, value, bytes: new Uint8Array() };
  });
  const asked: string[] = [];
  vi.spyOn(api, "get").mockImplementation(async (path) => {
    asked.push(path.split("?")[0] ?? "");
    const row = { id: "r", name: "Trupp", closed: false, unread: 0, last: null };
    return (path === "/api/rooms" ? { items: [row], closed: null } : { items: [], pinned: [] }) as never;
  });
  const me = { member: { id: "m" }, abilities: ["use-team"], sessionId: "s", device: { id: "d" }, seq: 7 };
  session.me = me as unknown as Me;
  const fetched = () => asked.filter((path) => path === "/api/rooms/r/messages").length;
  const start = async () => {
    await rooms.load();
    await openStore();
  };
  await start();
  await expect.poll(fetched).toBe(1);
  await start();
  await start();
  expect(fetched()).toBe(1);
  session.me = { ...me, seq: 8 } as unknown as Me;
  await start();
  await expect.poll(fetched).toBe(2);
});
