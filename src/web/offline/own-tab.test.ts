import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lockOf, OwnTab } from "./own-tab.ts";

/** Locks of all windows of a browser, and the storage of one of them. */
let held: Set<string>;
let kept: Map<string, string>;
type Asked = (lock: object | null) => unknown;
beforeEach(() => {
  [held, kept] = [new Set(), new Map()];
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  });
  vi.stubGlobal("navigator", {
    locks: {
      request: async (name: string, ...rest: [Asked] | [object, Asked]) => {
        const free = !held.has(name);
        held.add(name);
        return await rest.at(-1 as 0)?.(free ? { name } : null);
      },
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test("a window that was duplicated is another one, and stays so when it is loaded anew", async () => {
  const first = new OwnTab();
  await first.known;
  const second = new OwnTab();
  await second.known;
  expect(second.id).not.toBe(first.id);
  held.delete(lockOf(second.id));
  const again = new OwnTab();
  await again.known;
  expect(again.id).toBe(second.id);
});

test("without locks a window is known all the same", async () => {
  vi.stubGlobal("navigator", {});
  const first = new OwnTab();
  await first.known;
  expect(new OwnTab().id).toBe(first.id);
});
