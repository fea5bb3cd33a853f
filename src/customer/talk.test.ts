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
  const said: { textContent?: string }[] = [];
  const removed: string[] = [];
  const part = (kind: string) => ({ matches: (what: string) => what.includes(kind), remove: () => removed.push(kind) });
  const places = new Map<string, object>([
    ["main", { children: [".emergency", "h1", "#talk", "#send", ".contact"].map(part) }],
    ["h1", { after: (...all: object[]) => said.push(...all) }],
  ]);
  vi.stubGlobal("document", {
    ...listens,
    body: { dataset: { slug: "heizung" } },
    querySelector: (what: string) => places.get(what) ?? null,
    createElement: () => ({ append: () => {}, setAttribute: () => {} }),
  });
  vi.stubGlobal(
    "DOMParser",
    class {
      parseFromString = (html: string) => ({ querySelector: () => (html === "list" ? { children: [] } : null) });
    },
  );
  // A proxy's page may come with 200 in place of the list.
  const answers = [502, undefined, "page", 200, 200, "nowhere", 404];
  let looks = 0;
  vi.stubGlobal("fetch", async () => {
    const status = answers[looks++];
    if (status === undefined) throw new TypeError("Failed to fetch");
    if (status === "page" || status === "nowhere")
      return { status: status === "page" ? 200 : 404, text: async () => "proxy" };
    return { status, text: async () => (status === 404 ? '{"detail":"Wir haben Ihre Daten gelöscht."}' : "list") };
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
  // A proxy that has lost its way ends no visit. It is over when the server says why, and nothing of it stays in sight.
  void refreshTalk("heizung");
  await vi.advanceTimersByTimeAsync(0);
  expect([looks, removed]).toEqual([6, []]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(removed).toEqual(["#talk", "#send"]);
  expect(said[0]?.textContent).toBe("Wir haben Ihre Daten gelöscht.");
});
