import { afterEach, expect, test, vi } from "vitest";
import { refreshTalk } from "./talk.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what could not be fetched when it was told of is fetched until it is here, and at once when more is told", async () => {
  vi.useFakeTimers();
  const listens = { addEventListener: () => {}, removeEventListener: () => {} };
  vi.stubGlobal("window", listens);
  const line = { textContent: "" };
  vi.stubGlobal("document", { ...listens, querySelector: (what: string) => (what === "#status" ? line : null) });
  vi.stubGlobal(
    "DOMParser",
    class {
      parseFromString = (html: string) => ({ querySelector: () => (html === "list" ? { children: [] } : null) });
    },
  );
  // A proxy's page may come with 200 in place of the list.
  const answers = [502, undefined, "page", 200, 200, 404];
  let looks = 0;
  vi.stubGlobal("fetch", async () => {
    const status = answers[looks++];
    if (status === undefined) throw new TypeError("Failed to fetch");
    return status === "page"
      ? { status: 200, text: async () => "proxy" }
      : { status, text: async () => (status === 404 ? '{"detail":"Wir haben Ihre Daten gelöscht."}' : "list") };
  });
  void refreshTalk("heizung");
  await vi.advanceTimersByTimeAsync(0);
  expect(looks).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(looks).toBe(2);
  await vi.advanceTimersByTimeAsync(3_999);
  expect(looks).toBe(2);
  void refreshTalk("heizung");
  await vi.advanceTimersByTimeAsync(0);
  expect(looks).toBe(3);
  await vi.advanceTimersByTimeAsync(8_000);
  expect(looks).toBe(4);
  // It is here.
  await vi.advanceTimersByTimeAsync(60_000);
  expect(looks).toBe(4);
  await refreshTalk("heizung");
  expect(looks).toBe(5);
  // The visit is over, and the server says why.
  await refreshTalk("heizung");
  expect(line.textContent).toBe("Wir haben Ihre Daten gelöscht.");
});
