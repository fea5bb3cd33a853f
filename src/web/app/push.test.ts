import { afterAll, afterEach, expect, test, vi } from "vitest";
import type { PushStanding } from "../../contract/push.ts";

// The window they run in is none here.
vi.hoisted(() => {
  vi.stubGlobal("addEventListener", () => {});
  vi.stubGlobal("location", new URL("https://werkbote.example/einstellungen/app"));
  vi.stubGlobal("localStorage", { getItem: () => null });
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("navigator", { userAgent: "", maxTouchPoints: 0 });
});

import { api } from "../api.ts";
import { push } from "./push.svelte.ts";
import { PushTest } from "./push-test.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});
afterAll(() => {
  vi.unstubAllGlobals();
});
const standing = (problem: string) => ({ problem, address: null }) as unknown as PushStanding;

test("of two looks at how pushes stand the one asked for last is shown, whichever answer comes first", async () => {
  const answers = [Promise.withResolvers<never>(), Promise.withResolvers<never>()];
  let asked = 0;
  vi.spyOn(api, "get").mockImplementation(() => answers[asked++]?.promise as Promise<never>);
  const [older, newer] = [push.load(), push.load()];
  answers[1]?.resolve(standing("as it is now") as never);
  await newer;
  answers[0]?.resolve(standing("as it was") as never);
  await older;
  expect(push.standing?.problem).toBe("as it is now");
});

test("a test sent again is late twenty seconds after it was sent, and not after the one before", async () => {
  vi.useFakeTimers();
  vi.spyOn(api, "post").mockResolvedValue(undefined as never);
  const looks = vi.spyOn(api, "get").mockResolvedValue(standing("") as never);
  const sent = new PushTest();
  await sent.send();
  await vi.advanceTimersByTimeAsync(15_000);
  await sent.send();
  await vi.advanceTimersByTimeAsync(15_000);
  expect([sent.late, looks.mock.calls.length]).toEqual([false, 8]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent.late).toBe(true);
});
