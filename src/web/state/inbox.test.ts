import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type { ConversationRow } from "../../contract/conversations.ts";
import { inbox } from "./inbox.svelte.ts";
import type { InboxView } from "./inbox-view.ts";

const view: InboxView = { view: "open", unread: false, waiting: false, channel: "", search: "" };
const row = (n: number, version = 1): ConversationRow =>
  ({
    id: `c${n}`,
    number: n,
    name: `Kunde ${n}`,
    channel: "webchat",
    state: "open",
    assignee: null,
    waitingSince: null,
    lastActivityAt: new Date(Date.UTC(2026, 0, 1) - n * 60_000).toISOString(),
    unread: 0,
    version,
  }) as unknown as ConversationRow;
const counts = { open: 0, mine: 0, unassigned: 0, snoozed: 0, unread: 0 };

/** Answers lie ready until the test gives them out, by what was asked. */
const asked = new Map<string, (rows: readonly ConversationRow[], nextCursor: string | null) => void>();
beforeEach(() => {
  asked.clear();
  vi.stubGlobal("fetch", (path: string) => {
    const { promise, resolve } = Promise.withResolvers<Response>();
    const query = new URLSearchParams(path.split("?")[1]);
    asked.set(query.get("cursor") ?? query.get("state") ?? "", (items, nextCursor) =>
      resolve(Response.json({ items, nextCursor, total: 9, counts, seq: 1 })),
    );
    return promise;
  });
});
afterAll(() => {
  vi.unstubAllGlobals();
});
const give = async (what: string, numbers: readonly number[], next: string | null, version?: number) => {
  await expect.poll(() => asked.has(what)).toBe(true);
  asked.get(what)?.(
    numbers.map((n) => row(n, version)),
    next,
  );
  asked.delete(what);
};
const numbers = () => inbox.items.map(({ number }) => number);

async function open(): Promise<void> {
  const loaded = inbox.load(view);
  await give("open", [1, 2], "after-2");
  await loaded;
  const more = inbox.more();
  await give("after-2", [3, 4], "after-4");
  await more;
  expect(numbers()).toEqual([1, 2, 3, 4]);
}

test("who scrolls on while the list is fetched anew is not left with a gap in it", async () => {
  await open();
  const anew = inbox.reload();
  const more = inbox.more();
  await give("open", [1, 2], "after-2");
  await anew;
  await give("after-4", [5, 6], null);
  await more;
  expect(numbers()).toEqual([1, 2]);
  expect(inbox.hasMore).toBe(true);
});

test("who scrolls on while another view is on its way mixes no two lists", async () => {
  await open();
  const other = inbox.load({ ...view, view: "closed" });
  await inbox.more();
  expect([...asked.keys()].includes("after-4")).toBe(false);
  await give("closed", [], null);
  await other;
  expect(numbers()).toEqual([]);
});

test("of what changed while a page was on its way the newest is laid over it", async () => {
  await open();
  const anew = inbox.reload();
  inbox.put(row(1, 3));
  inbox.put(row(1, 2));
  await give("open", [1, 2], "after-2");
  await anew;
  expect(inbox.find("c1")?.version).toBe(3);
});

test("a row that left the list is not brought back by an answer from before", async () => {
  await open();
  inbox.put({ ...row(2, 5), state: "closed" });
  inbox.put(row(2, 4));
  expect(numbers()).toEqual([1, 3, 4]);
  inbox.put(row(2, 6));
  expect(numbers()).toEqual([1, 2, 3, 4]);
});

test("from a row that left the list one goes on where it stood, not from the top", async () => {
  await open();
  inbox.put({ ...row(2, 2), state: "snoozed" }, { now: true });
  expect(numbers()).toEqual([1, 3, 4]);
  expect(inbox.beside("c2", 1)?.number).toBe(3);
  expect(inbox.beside("c2", -1)?.number).toBe(1);
  inbox.remove("c4");
  expect([inbox.beside("c4", 1), inbox.beside("c4", -1)?.number]).toEqual([undefined, 3]);
  // None was open yet: down begins at the top, up at the end.
  expect([inbox.beside(undefined, 1)?.number, inbox.beside(undefined, -1)?.number]).toEqual([1, 3]);
});

test("the last row that is loaded stays in the list when it is fetched anew, although there are more", async () => {
  await open();
  inbox.put({ ...row(4), unread: 1 });
  expect(numbers()).toEqual([1, 2, 3, 4]);
});

test("the last row that is loaded stays in the list also where everybody waits", async () => {
  const waits = (n: number) => ({ ...row(n), waitingSince: row(9 - n).lastActivityAt });
  const loaded = inbox.load(view);
  await expect.poll(() => asked.has("open")).toBe(true);
  asked.get("open")?.([waits(1), waits(2)], "after-2");
  await loaded;
  inbox.put({ ...waits(2), unread: 1 });
  expect(numbers()).toEqual([1, 2]);
});

test("what was asked for after a row that came while the list was fetched anew stands when it comes after the list", async () => {
  await open();
  const anew = inbox.reload();
  inbox.put({ ...row(1), lastPosition: 1 });
  const asked = inbox.ask();
  await give("open", [1, 2], "after-2");
  await anew;
  inbox.put({ ...row(1), lastPosition: 2 }, { asked });
  expect(inbox.find("c1")?.lastPosition).toBe(2);
});

test("a row that was asked for before the list is not put over it, whether it comes before the list or after", async () => {
  await open();
  const asked = [inbox.ask(), inbox.ask()];
  const anew = inbox.reload();
  inbox.put({ ...row(1), unread: 5 }, { asked: asked[0] });
  await give("open", [1, 2], "after-2");
  await anew;
  inbox.put({ ...row(2), unread: 5 }, { asked: asked[1] });
  expect(inbox.items.map(({ unread }) => unread)).toEqual([0, 0]);
});

test("while somebody points at the list, what waits for its place is what comes, goes or moves, and nothing else", async () => {
  await open();
  inbox.hold(true);
  inbox.put({ ...row(4, 2), waitingSince: row(4).lastActivityAt });
  expect([inbox.waiting, numbers()]).toEqual([1, [1, 2, 3, 4]]);
  // Changed where it stands, of another view, behind what is loaded.
  inbox.put({ ...row(2, 2), unread: 3 });
  inbox.put({ ...row(8), state: "closed" });
  inbox.put(row(9));
  expect([inbox.waiting, inbox.find("c2")?.unread]).toEqual([1, 3]);
  inbox.put({ ...row(1, 2), state: "closed" });
  expect([inbox.waiting, numbers()]).toEqual([2, [1, 2, 3, 4]]);
  inbox.put(row(1, 3));
  expect(inbox.waiting).toBe(1);
  inbox.hold(false);
  expect([inbox.waiting, numbers()]).toEqual([0, [4, 1, 2, 3]]);
});

test("who goes below all that is loaded while somebody points at the list leaves it then, and comes with their page", async () => {
  const waits = (n: number) => ({ ...row(n), waitingSince: row(9 - n).lastActivityAt });
  const loaded = inbox.load(view);
  await expect.poll(() => asked.has("open")).toBe(true);
  asked.get("open")?.([waits(1), waits(2), waits(3)], "after-3");
  await loaded;
  inbox.hold(true);
  inbox.put(row(1, 2));
  expect([inbox.waiting, numbers()]).toEqual([1, [1, 2, 3]]);
  inbox.hold(false);
  expect(numbers()).toEqual([2, 3]);
});
