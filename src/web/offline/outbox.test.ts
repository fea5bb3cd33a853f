import { afterEach, expect, test, vi } from "vitest";
import { outbox } from "./outbox.svelte.ts";
import { vault } from "./vault.ts";

/** Deleted on the disk since it was chosen. */
const gone = Object.assign(new Blob(), {
  arrayBuffer: () => Promise.reject(new DOMException("gone", "NotReadableError")),
});
const kept: string[] = [];
const add = (kind: string, bytes: Blob) =>
  outbox.add({
    kind,
    lane: kind,
    body: {},
    files: [{ id: `file-${kind}`, name: "Plan.pdf", type: "application/pdf", bytes: Promise.resolve(bytes) }],
  });

afterEach(async () => {
  for (const { clientId } of outbox.entries) outbox.discard(clientId);
  kept.length = 0;
  vi.restoreAllMocks();
});

test("a file that nobody can read any more is no lack of room; the words beside it are kept", async () => {
  vi.spyOn(vault, "put").mockImplementation(async (kind, id) => Boolean(kept.push(`${kind}/${id}`)));
  outbox.sends("spoken-of", () => new Promise(() => undefined));
  const words = add("spoken-of", gone);
  await expect.poll(() => kept).toEqual([`outbox/${words}`]);
  const chosen = add("only-chosen", gone);
  const sound = add("sound", new Blob(["a"]));
  await expect.poll(() => kept).toContain(`outbox/${sound}`);
  expect(kept).not.toContain(`outbox/${chosen}`);
  expect(outbox.unkept.size).toBe(0);
});

test("what there is no room for is said not to be kept", async () => {
  vi.spyOn(vault, "put").mockRejectedValue(new DOMException("full", "QuotaExceededError"));
  const chosen = add("no-room", new Blob(["a"]));
  await expect.poll(() => [...outbox.unkept]).toEqual([chosen]);
});

test("what is added at once stands after a restart as it was added", async () => {
  vi.spyOn(Date, "now").mockReturnValue(Date.parse("2026-11-23T07:00:00Z"));
  const kinds = Array.from({ length: 12 }, (_, n) => `photo-${n}`);
  for (const kind of kinds) add(kind, new Blob(["a"]));
  // All that is kept of the order; ids sort by nothing.
  const moments = outbox.entries.map(({ at }) => at);
  expect(outbox.entries.map(({ kind }) => kind)).toEqual(kinds);
  expect([...new Set(moments)].sort()).toEqual(moments);
});
