import { afterAll, expect, test, vi } from "vitest";

const kept = new Map<string, string>();
vi.stubGlobal("localStorage", {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
});
vi.stubGlobal("document", { documentElement: { dataset: {} } });
afterAll(() => vi.unstubAllGlobals());

test("what was set in another tab stays when something else is set in this one", async () => {
  const { prefs } = await import("./prefs.svelte.ts");
  kept.set("werkbote.prefs", JSON.stringify({ theme: "dark", enterSends: false }));
  prefs.set({ contextOpen: false });
  expect(JSON.parse(kept.get("werkbote.prefs") ?? "")).toMatchObject({
    theme: "dark",
    enterSends: false,
    contextOpen: false,
  });
});
