import { afterEach, expect, test, vi } from "vitest";
import { api, ProblemError } from "../api.ts";
import { assign, markRead, markUnread, reopen } from "./actions.ts";
import { inbox } from "./inbox.svelte.ts";
import { Thread } from "./thread.svelte.ts";
import { threads } from "./threads.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** What is asked waits until the test answers it. */
function server() {
  const asked: {
    readonly what: string;
    readonly body: unknown;
    answer(value: unknown): void;
    fail(why?: unknown): void;
  }[] = [];
  for (const method of ["get", "put", "post"] as const)
    vi.spyOn(api, method).mockImplementation((path: string, body?: unknown) => {
      const { promise, resolve, reject } = Promise.withResolvers<never>();
      const answer = (value: unknown) => resolve(value as never);
      const fail = (why: unknown = new ProblemError("offline", 0, "")) => reject(why);
      asked.push({ what: `${method} ${path.split("?")[0]}`, body, answer, fail });
      return promise;
    });
  return async (what: string) => {
    const at = () => asked.findIndex((one) => one.what === what);
    await vi.waitUntil(() => at() >= 0, { timeout: 30_000, interval: 5 });
    return asked.splice(at(), 1)[0] as (typeof asked)[number];
  };
}
/** Of all that was asked, how much of it was this. */
const askedFor = (what: string) => vi.mocked(api.get).mock.calls.filter(([path]) => path.startsWith(what)).length;
const detail = (draft: string) => ({ row: { id: "c", version: 1, unread: 0 }, readPosition: 0, readMarks: 0, draft });

test("what came to a conversation while a press was on its way stands in the list after the answer to the press", async () => {
  const take = server();
  const row = (version: number, lastPosition: number) => ({
    ...detail("").row,
    id: "busy",
    state: "open",
    version,
    lastPosition,
  });
  type Row = (typeof inbox.items)[number];
  inbox.items = [row(1, 1) as unknown as Row];
  const pressing = assign(row(1, 1) as unknown as Row, null);
  const press = await take("post /api/conversations/busy/assign");
  inbox.apply({ kind: "message-received", conversationId: "busy" } as Parameters<typeof inbox.apply>[0]);
  const look = await take("get /api/conversations/busy");
  press.answer(row(2, 1));
  await pressing;
  look.answer({ ...detail(""), row: row(2, 2) });
  (await take("get /api/conversations/busy")).answer({ ...detail(""), row: row(2, 2) });
  await expect.poll(() => inbox.find("busy")?.lastPosition).toBe(2);
  inbox.items = [];
});

test("words typed and saved while a conversation is fetched anew are not put out by an answer from before", async () => {
  const take = server();
  const thread = new Thread("c");
  const opening = thread.open();
  const [about, messages] = [await take("get /api/conversations/c"), await take("get /api/conversations/c/messages")];
  thread.draft.text = "Morgen um acht";
  const saving = thread.draft.save();
  (await take("put /api/conversations/c/draft")).answer({ text: "Morgen um acht" });
  await saving;
  about.answer(detail("Mor"));
  messages.answer({ items: [], last: 0 });
  await opening;
  expect(thread.draft.text).toBe("Morgen um acht");
});

test("a draft from another screen that comes while one's own words wait for their answer stands there after it", async () => {
  const take = server();
  const thread = new Thread("two");
  const opening = thread.open();
  (await take("get /api/conversations/two")).answer(detail(""));
  (await take("get /api/conversations/two/messages")).answer({ items: [], last: 0 });
  await opening;
  thread.draft.text = "Das Ersatzteil ist da,";
  const saving = thread.draft.save();
  const own = await take("put /api/conversations/two/draft");
  const looking = thread.refreshDetail();
  (await take("get /api/conversations/two")).answer(detail("Das Ersatzteil ist da, kommen Sie."));
  await looking;
  own.answer({ text: "Das Ersatzteil ist da," });
  await saving;
  (await take("get /api/conversations/two")).answer(detail("Das Ersatzteil ist da, kommen Sie."));
  await vi.waitUntil(() => thread.draft.text === "Das Ersatzteil ist da, kommen Sie.", { timeout: 30_000 });
});

test("what arrives in an open conversation is asked for once for list and thread, and so is what one has read of it", async () => {
  vi.useFakeTimers();
  const take = server();
  const thread = threads.get("shared");
  thread.onScreen = true;
  const listed = (lastPosition: number, unread: number) => ({
    ...detail(""),
    row: { ...detail("").row, id: "shared", state: "open", lastPosition, unread },
  });
  const opening = thread.open();
  (await take("get /api/conversations/shared")).answer(listed(1, 0));
  (await take("get /api/conversations/shared/messages")).answer({ items: [], last: 0 });
  await opening;
  // A server from before an update tells no numbers with a conversation.
  expect(inbox.counts).toMatchObject({ unread: 0 });
  const told = (kind: string) => {
    const event = { kind, conversationId: "shared" } as Parameters<typeof inbox.apply>[0];
    inbox.apply(event);
    threads.apply(event);
  };
  vi.mocked(api.get).mockClear();
  const rules = thread.told;
  told("message-received");
  (await take("get /api/conversations/shared")).answer({ ...listed(2, 1), counts: { unread: 7 } });
  (await take("get /api/conversations/shared/messages")).answer({ items: [], last: 0 });
  await vi.advanceTimersByTimeAsync(500);
  expect([inbox.find("shared")?.unread, inbox.counts.unread, thread.told - rules]).toEqual([1, 7, 1]);
  expect(askedFor("/api/conversations")).toBe(2);
  told("read-changed");
  (await take("get /api/conversations/shared")).answer(listed(2, 0));
  await vi.advanceTimersByTimeAsync(500);
  expect([inbox.find("shared")?.unread, thread.told - rules]).toEqual([0, 1]);
  expect(askedFor("/api/conversations")).toBe(3);
  inbox.items = [];
});

test("where a conversation is gone the numbers are asked for, whatever another one was answered with before", async () => {
  vi.useFakeTimers();
  const take = server();
  inbox.counts = { open: 2, mine: 0, unassigned: 0, snoozed: 0, unread: 2 };
  // What was begun there goes with it: the customer may have been erased.
  const tab = new Map([
    ["draft/stays", "bleibt"],
    ["draft/leaves", "Sehr geehrter Herr"],
  ]);
  vi.stubGlobal("sessionStorage", { removeItem: (key: string) => tab.delete(key) });
  const told = (conversationId: string) =>
    inbox.apply({ kind: "message-received", conversationId } as Parameters<typeof inbox.apply>[0]);
  told("stays");
  void inbox.looks.now("stays");
  const row = { ...detail("").row, id: "stays", state: "open" };
  (await take("get /api/conversations/stays")).answer({ ...detail(""), row, counts: inbox.counts });
  told("leaves");
  (await take("get /api/conversations/leaves")).fail(new ProblemError("not-found", 404, ""));
  (await take("get /api/conversations")).answer({ items: [], counts: { ...inbox.counts, unread: 1 } });
  await vi.advanceTimersByTimeAsync(0);
  expect(inbox.counts.unread).toBe(1);
  expect([...tab.values()]).toEqual(["bleibt"]);
  vi.unstubAllGlobals();
  inbox.items = [];
});

test("of many conversations in which something happened at once one is asked for with the numbers", async () => {
  vi.useFakeTimers();
  const take = server();
  for (const conversationId of ["a", "b", "c"])
    inbox.apply({ kind: "message-received", conversationId } as Parameters<typeof inbox.apply>[0]);
  await vi.advanceTimersByTimeAsync(200);
  const asked = vi.mocked(api.get).mock.calls.map(([path]) => path.split("/").at(-1));
  expect(asked).toEqual(["a", "b?counts=no", "c?counts=no"]);
  for (const id of ["a", "b", "c"])
    (await take(`get /api/conversations/${id}`)).answer({
      ...detail(""),
      row: { ...detail("").row, id, state: "open" },
    });
  await vi.advanceTimersByTimeAsync(500);
  inbox.items = [];
});

test("another name that is told while a conversation is being opened stands above it, and another consent is asked for", async () => {
  vi.useFakeTimers();
  const take = server();
  const thread = threads.get("renamed");
  const named = (name: string) => ({
    ...detail(""),
    row: { ...detail("").row, id: "renamed", contactId: "k", name, unread: 1 },
  });
  const told = (kind: string) => threads.apply({ kind, contactId: "k" } as Parameters<typeof threads.apply>[0]);
  const opening = thread.open();
  (await take("get /api/conversations/renamed")).answer(named("Unbekannt"));
  const page = { items: [{ id: "m", position: 90, direction: "in", attachments: [] }], last: 90 };
  (await take("get /api/conversations/renamed/messages")).answer(page);
  // What is unread begins further back: that page is still on its way.
  const around = await take("get /api/conversations/renamed/messages");
  told("contact-changed");
  around.answer(page);
  await opening;
  (await take("get /api/conversations/renamed")).answer(named("Zenzi Huber"));
  await expect.poll(() => thread.detail?.row.name).toBe("Zenzi Huber");
  const rules = thread.told;
  told("consent-changed");
  (await take("get /api/conversations/renamed")).answer(named("Zenzi Huber"));
  expect(thread.told).toBe(rules + 1);
  // It was asked for in another conversation of the same person, and counts here as well.
  const elsewhere = { kind: "consent-changed", contactId: "k", conversationId: "other" };
  threads.apply(elsewhere as Parameters<typeof threads.apply>[0]);
  (await take("get /api/conversations/renamed")).answer(named("Zenzi Huber"));
  expect(thread.told).toBe(rules + 2);
  const early = threads.get("early");
  early.onScreen = true;
  void early.open();
  const before = await take("get /api/conversations/early");
  told("contact-changed");
  before.answer(named("Unbekannt"));
  (await take("get /api/conversations/early/messages")).answer({ items: [], last: 0 });
  (await take("get /api/conversations/early")).answer(named("Zenzi Huber"));
  await expect.poll(() => early.detail?.row.name).toBe("Zenzi Huber");
  early.onScreen = false;
  inbox.items = [];
});

test("of two answers of one version the one that was asked for last stands: a name does not change the version", async () => {
  const take = server();
  const thread = new Thread("c");
  const asking = [thread.refreshDetail(), thread.refreshDetail()];
  const [first, second] = [await take("get /api/conversations/c"), await take("get /api/conversations/c")];
  const named = (name: string, version = 1) => ({ ...detail(""), row: { ...detail("").row, version, name } });
  second.answer(named("Zenzi Huber"));
  await asking[1];
  first.answer(named("Zenzi"));
  await asking[0];
  expect(thread.detail?.row.name).toBe("Zenzi Huber");
});

test("what a conversation was when it was asked for does not put out in the list what came to it since", async () => {
  const take = server();
  const said = (lastPosition: number) => ({
    ...detail(""),
    row: { ...detail("").row, id: "listed", state: "open", lastPosition },
  });
  inbox.items = [said(1).row as unknown as (typeof inbox.items)[number]];
  const opening = new Thread("listed").open();
  const about = await take("get /api/conversations/listed");
  inbox.apply({ kind: "message-received", conversationId: "listed" } as Parameters<typeof inbox.apply>[0]);
  (await take("get /api/conversations/listed")).answer(said(2));
  await expect.poll(() => inbox.find("listed")?.lastPosition).toBe(2);
  about.answer(said(1));
  (await take("get /api/conversations/listed/messages")).answer({ items: [], last: 0 });
  await opening;
  expect(inbox.find("listed")?.lastPosition).toBe(2);
  inbox.items = [];
});

test("what was read when the net broke off is told as read when it is back", async () => {
  vi.useFakeTimers();
  const take = server();
  threads.get("read").detail = { ...detail(""), readMarks: 3 } as unknown as NonNullable<Thread["detail"]>;
  for (const position of [7, 6]) {
    void markRead("read", position);
    (await take("post /api/conversations/read/read")).fail();
  }
  // As it stood when it was seen: what was marked as unread since stays so.
  threads.get("read").detail = { ...detail(""), readMarks: 4 } as unknown as NonNullable<Thread["detail"]>;
  const again = take("post /api/conversations/read/read");
  await vi.advanceTimersByTimeAsync(5_000);
  expect((await again).body).toEqual({ position: 7, look: 3 });
});

test("a conversation that could not be marked as unread is read on as before", async () => {
  const take = server();
  const thread = threads.get("unread");
  const marking = markUnread({ id: "unread", lastPosition: 4 } as Parameters<typeof markUnread>[0]);
  expect(thread.readPaused).toBe(true);
  (await take("post /api/conversations/unread/read")).fail();
  await marking;
  expect(thread.readPaused).toBe(false);
});

test("what was fetched before a press was answered does not take the press back, in the head and in the list", async () => {
  const take = server();
  const thread = threads.get("own");
  const snoozed = {
    ...detail(""),
    row: { id: "own", version: 4, unread: 0, state: "snoozed", snoozedUntil: "2026-12-01" },
  };
  type Detail = NonNullable<Thread["detail"]>;
  thread.detail = snoozed as unknown as Detail;
  const fetching = thread.refreshDetail();
  const early = await take("get /api/conversations/own");
  const pressing = reopen(thread.detail.row, null);
  const press = await take("post /api/conversations/own/reopen");
  early.answer(snoozed);
  await fetching;
  inbox.put(snoozed.row as unknown as Detail["row"]);
  expect(thread.detail.row.state).toBe("open");
  expect(inbox.find("own")?.state).toBe("open");
  press.answer({ ...snoozed.row, version: 5, state: "open", snoozedUntil: null });
  await pressing;
  expect(thread.detail.row.version).toBe(5);
  (await take("get /api/conversations/own")).answer({ ...snoozed, row: { ...snoozed.row, version: 5, state: "open" } });
  inbox.remove("own");
});

test("a press that is refused holds no longer: what the server says stands there", async () => {
  const take = server();
  const thread = threads.get("refused");
  const open = { ...detail(""), row: { id: "refused", version: 4, unread: 0, state: "closed" } };
  thread.detail = open as unknown as NonNullable<Thread["detail"]>;
  const pressing = reopen(thread.detail.row, null);
  (await take("post /api/conversations/refused/reopen")).fail();
  (await take("get /api/conversations/refused")).answer({ ...open, row: { ...open.row, version: 6 } });
  await pressing;
  expect(thread.detail.row).toMatchObject({ version: 6, state: "closed" });
  // Also in the list, at once, wherever one points just then.
  const taken = { ...open.row, version: 7, state: "open" } as unknown as (typeof inbox.items)[number];
  inbox.items = [taken];
  inbox.hold(true);
  const taking = assign(taken, null);
  (await take("post /api/conversations/refused/assign")).fail();
  (await take("get /api/conversations/refused")).answer({ ...open, row: { ...open.row, version: 8 } });
  await taking;
  expect([inbox.items, inbox.waiting]).toEqual([[], 0]);
  inbox.hold(false);
});

test("a conversation come back to while nothing answers breaks nothing off, and asks again for what is new", async () => {
  const take = server();
  const thread = new Thread("back");
  const opening = thread.open();
  (await take("get /api/conversations/back")).answer(detail(""));
  (await take("get /api/conversations/back/messages")).answer({ items: [], last: 0 });
  await opening;
  const coming = thread.reopen();
  (await take("get /api/conversations/back")).fail();
  (await take("get /api/conversations/back/messages")).fail();
  await expect(coming).resolves.toBeUndefined();
  await take("get /api/conversations/back/messages");
});

test("what came to an open conversation while a press was on its way stands above it after the answer", async () => {
  const take = server();
  const row = (lastPosition: number) => ({ ...detail("").row, id: "open", state: "open", lastPosition });
  type Row = (typeof inbox.items)[number];
  inbox.items = [row(1) as unknown as Row];
  const thread = threads.get("open");
  const opening = thread.open();
  (await take("get /api/conversations/open")).answer({ ...detail(""), row: row(1) });
  (await take("get /api/conversations/open/messages")).answer({ items: [], last: 0 });
  await opening;
  const pressing = markUnread(row(1) as unknown as Row);
  const press = await take("post /api/conversations/open/read");
  const looking = thread.refreshDetail();
  (await take("get /api/conversations/open")).answer({ ...detail(""), row: row(2) });
  await looking;
  press.answer(row(1));
  await pressing;
  (await take("get /api/conversations/open")).answer({ ...detail(""), row: row(2) });
  await expect.poll(() => thread.detail?.row.lastPosition).toBe(2);
  inbox.items = [];
});

test("a draft of another screen is not put out by what was asked for when the conversation was opened", async () => {
  const take = server();
  const thread = new Thread("twice");
  const opening = thread.open();
  const first = await take("get /api/conversations/twice");
  const looking = thread.refreshDetail();
  (await take("get /api/conversations/twice")).answer({
    ...detail("Wir kommen morgen."),
    row: { ...detail("").row, id: "twice" },
  });
  await looking;
  first.answer({ ...detail("Wir"), row: { ...detail("").row, id: "twice" } });
  (await take("get /api/conversations/twice/messages")).answer({ items: [], last: 0 });
  await opening;
  expect(thread.draft.text).toBe("Wir kommen morgen.");
});

test("what was seen is not new again by an answer from before, and is when somebody marked it as unread", async () => {
  const take = server();
  const thread = new Thread("seen");
  const about = (readPosition: number, readMarks: number) => ({
    ...detail(""),
    row: { ...detail("").row, unread: 2 - readPosition },
    readPosition,
    readMarks,
  });
  const items = [1, 2].map((position) => ({ id: `${position}`, position, direction: "in", attachments: [] }));
  const opening = thread.open();
  (await take("get /api/conversations/seen")).answer(about(0, 0));
  (await take("get /api/conversations/seen/messages")).answer({ items, last: 2 });
  await opening;
  expect(thread.firstUnread).toBe(1);
  const looks = async (meanwhile: () => void, answer: unknown) => {
    const looking = thread.refreshDetail();
    const look = await take("get /api/conversations/seen");
    meanwhile();
    look.answer(answer);
    await looking;
    thread.placeNew();
  };
  const sees = () => {
    if (thread.detail) thread.detail = { ...thread.detail, readPosition: 2 };
  };
  await looks(sees, about(0, 0));
  expect(thread.firstUnread).toBeUndefined();
  await looks(() => undefined, about(1, 1));
  expect(thread.firstUnread).toBe(2);
});
