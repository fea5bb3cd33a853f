import { afterAll, expect, test, vi } from "vitest";
import { showBadge } from "./badge.ts";
import { session } from "./session.svelte.ts";

afterAll(() => {
  vi.unstubAllGlobals();
  session.me = undefined;
});

test("a number that was asked for earlier does not come back to the icon when everything is read", async () => {
  session.me = { member: { id: "m" }, abilities: ["use-team"] } as unknown as NonNullable<typeof session.me>;
  const { promise, resolve } = Promise.withResolvers<Response>();
  vi.stubGlobal("fetch", () => promise);
  const shown: number[] = [];
  vi.stubGlobal("navigator", { ...navigator, setAppBadge: async (n: number) => void shown.push(n) });
  const late = showBadge(5);
  await showBadge(0);
  resolve(Response.json({ quiet: false }));
  await late;
  expect(shown).toEqual([0]);
});
