import { afterEach, expect, test, vi } from "vitest";
import { adoptBegun, begunFor, hereTab } from "./begun-files.ts";
import { outbox } from "./outbox.svelte.ts";
import { vault } from "./vault.ts";

afterEach(() => {
  outbox.empty();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const left = {
  clientId: "left",
  kind: "draft-file",
  lane: "draft-file/conversation/1",
  at: "2026-12-01T06:30:00Z",
  body: { voice: false, tab: "closed" },
  files: [{ id: "f", name: "Plan.pdf", type: "application/pdf" }],
  phase: "sending",
  sentence: "",
};

/** @param meanwhile happens while this window waits for its turn to look */
function deviceStore(meanwhile: (store: Map<string, unknown>) => void) {
  const store = new Map<string, unknown>([["left", left]]);
  const kept = (id: string) => ({ id, value: store.get(id), bytes: new Uint8Array() });
  const request = async (_name: string, work: () => Promise<void>) => {
    meanwhile(store);
    await work();
  };
  const query = async () => ({ held: [{ name: "werkbote-tab/other" }] });
  vi.stubGlobal("navigator", { locks: { request, query } });
  vi.spyOn(vault, "all").mockImplementation(async () => [...store.keys()].map(kept) as never);
  vi.spyOn(vault, "get").mockImplementation(async (_kind, id) => (store.has(id) ? kept(id) : undefined) as never);
  vi.spyOn(vault, "put").mockImplementation(async (_kind, id, value) => !!store.set(id, value));
  vi.spyOn(vault, "open", "get").mockReturnValue(true);
  return store;
}
const idsHere = () => begunFor("draft-file", "conversation/1").map(({ clientId }) => clientId);

test("what a closed window left behind is there as soon as it is said that everything is", async () => {
  const store = deviceStore(() => {});
  await outbox.restore(adoptBegun);
  expect(outbox.restored).toBe(true);
  expect(idsHere()).toEqual(["left"]);
  expect(store.get("left")).toMatchObject({ body: { tab: hereTab() } });
});

test.each([
  ["took", { ...left, body: { voice: false, tab: "other" } }],
  ["sent", undefined],
])("of two windows opened at once one has what a closed one left behind: not what the other %s", async (_did, now) => {
  const store = deviceStore((kept) => (now ? kept.set("left", now) : kept.delete("left")));
  await outbox.restore(adoptBegun);
  expect([idsHere(), store.get("left")]).toEqual([[], now]);
});
