import { afterEach, expect, test, vi } from "vitest";
import { adoptBegun, begunFor } from "./begun-files.ts";
import { outbox } from "./outbox.svelte.ts";
import { vault } from "./vault.ts";

afterEach(() => {
  outbox.empty();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test("what a closed window left behind is there as soon as it is said that everything is", async () => {
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
  vi.stubGlobal("navigator", { locks: { query: async () => ({ held: [] }) } });
  vi.spyOn(vault, "all").mockResolvedValue([{ id: "left", value: left, bytes: new Uint8Array() }]);
  vi.spyOn(vault, "put").mockResolvedValue(true);
  vi.spyOn(vault, "open", "get").mockReturnValue(true);
  await outbox.restore(adoptBegun);
  expect(outbox.restored).toBe(true);
  expect(begunFor("draft-file", "conversation/1").map(({ clientId }) => clientId)).toEqual(["left"]);
});
