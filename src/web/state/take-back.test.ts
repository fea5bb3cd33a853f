import { afterEach, expect, test, vi } from "vitest";
import { api, ProblemError } from "../api.ts";
import { outbox } from "../offline/outbox.svelte.ts";
import { close } from "./actions.ts";
import type { inbox } from "./inbox.svelte.ts";
import { Thread } from "./thread.svelte.ts";
import { threads } from "./threads.svelte.ts";
import { toasts } from "./toasts.svelte.ts";
import { undoLast } from "./undo-last.ts";

type Row = (typeof inbox.items)[number];
const row = {
  id: "hasty",
  name: "Eile",
  state: "open",
  version: 1,
  unread: 0,
  waitingSince: "2026-01-05T07:00:00.000Z",
} as Row;

afterEach(() => {
  vi.restoreAllMocks();
  toasts.dismiss();
  outbox.empty();
});

/** What is pressed waits until the test answers it. */
function presses() {
  const asked: { readonly path: string; readonly body: unknown; readonly settle: PromiseWithResolvers<never> }[] = [];
  vi.spyOn(api, "get").mockImplementation(() => Promise.resolve({ row } as never));
  vi.spyOn(api, "post").mockImplementation((path: string, body?: unknown) => {
    const settle = Promise.withResolvers<never>();
    asked.push({ path: path.replace("/api/conversations/hasty/", ""), body, settle });
    return settle.promise;
  });
  return asked;
}

test("done and at once taken back it stays open, whichever is answered when, and nothing says it is done", async () => {
  const asked = presses();
  const led = vi.fn();
  threads.get("hasty").detail = { row } as never;
  const shown = () => threads.get("hasty").detail?.row;
  const closing = close(row, led);
  await expect.poll(() => asked.map(({ path }) => path)).toEqual(["close"]);
  expect(toasts.undo()).toBe(true);
  expect([led.mock.calls, shown()?.state]).toEqual([[["hasty"]], "open"]);
  expect(toasts.undo(), "taken back once").toBe(false);
  asked[0]?.settle.resolve({ ...row, state: "closed", version: 2 } as never);
  await closing;
  await expect.poll(() => asked.map(({ path }) => path)).toEqual(["close", "reopen"]);
  expect(asked[1]?.body).toEqual({ version: 2 });
  expect([toasts.current, shown()?.state]).toEqual([undefined, "open"]);
  asked[1]?.settle.resolve({ ...row, version: 3 } as never);
  await expect.poll(() => shown()?.version).toBe(3);
});

test("a press that was refused leaves nothing to take back", async () => {
  const asked = presses();
  const closing = close({ ...row, id: "refused" }, () => undefined);
  await expect.poll(() => asked.length).toBe(1);
  asked[0]?.settle.reject(new ProblemError("conflict", 409, "") as never);
  await closing;
  expect(toasts.undo()).toBe(false);
});

test("a press that is refused late leaves the way back of a later one", async () => {
  const asked = presses();
  const closing = close({ ...row, id: "late" }, () => undefined);
  await expect.poll(() => asked.length).toBe(1);
  const takeBack = vi.fn();
  toasts.pressed(takeBack);
  asked[0]?.settle.reject(new ProblemError("conflict", 409, "") as never);
  await closing;
  expect([toasts.undo(), takeBack.mock.calls.length]).toEqual([true, 1]);
});

test("a message whose withdrawal fails late leaves the way back of what was pressed since", async () => {
  const asked = presses();
  const withdrawing = new Thread("hasty").withdraw({ id: "m9" } as never);
  const takeBack = vi.fn();
  toasts.pressed(takeBack);
  asked[0]?.settle.reject(new ProblemError("conflict", 409, "") as never);
  await withdrawing;
  expect([toasts.undo(), takeBack.mock.calls.length]).toEqual([true, 1]);
});

test("a way back and an error nobody could read come again after what is said by the way", () => {
  vi.useFakeTimers();
  const said = () => toasts.current?.text;
  const run = vi.fn();
  toasts.pressed()("Erledigt", { action: { label: "Rückgängig", run } });
  vi.advanceTimersByTime(1_000);
  toasts.show("Ging nicht", { kind: "attention" });
  vi.advanceTimersByTime(1_000);
  toasts.show("Kopiert");
  expect(said()).toBe("Kopiert");
  vi.advanceTimersByTime(5_000);
  expect(said(), "nobody could read it").toBe("Ging nicht");
  toasts.show("Ging nicht", { kind: "attention" });
  vi.advanceTimersByTime(3_000);
  toasts.show("Gespeichert");
  toasts.dismiss();
  expect(said(), "read, and done better since").toBe("Erledigt");
  toasts.show("Kopiert");
  expect([toasts.undo(), run.mock.calls.length, said()]).toEqual([true, 1, undefined]);
  toasts.show("Erledigt", { action: { label: "Rückgängig", run } });
  toasts.show("Zurückgestellt", { action: { label: "Rückgängig", run } });
  vi.advanceTimersByTime(5_000);
  expect(said(), "only the last is taken back").toBeUndefined();
  toasts.show("Erledigt", { action: { label: "Rückgängig", run } });
  toasts.show("Kopiert");
  toasts.pressed();
  expect([said(), toasts.undo()]).toEqual([undefined, false]);
  vi.useRealTimers();
});

test("of a press that is answered after a message was sent nothing is said: the message is what is taken back", async () => {
  const asked = presses();
  const closing = close({ ...row, id: "before" }, () => undefined);
  await expect.poll(() => asked.length).toBe(1);
  threads.get("hasty").queue.add({ text: "Bis gleich" }, [], "Bis gleich");
  asked[0]?.settle.resolve({ ...row, id: "before", state: "closed", version: 2 } as never);
  await closing;
  expect(toasts.current).toBeUndefined();
  await expect.poll(() => asked.at(-1)?.path).toBe("messages");
  asked.at(-1)?.settle.reject(new ProblemError("gone", 410, "") as never);
  await expect.poll(() => threads.get("hasty").queue.waiting[0]?.phase).toBe("refused");
});

test("taken back before the answer a message that waits never leaves, and one on its way is withdrawn once it is answered", async () => {
  const asked = presses();
  const thread = new Thread("hasty");
  const sends = (text: string) => thread.queue.add({ text }, [], text);
  const answer = (at: number, position: number) => {
    const press = asked[at]?.body as { clientId: string } | undefined;
    const message = {
      id: `m${position}`,
      clientId: press?.clientId,
      position,
      undoMs: 5_000,
      direction: "out",
      attachments: [],
    };
    asked[at]?.settle.resolve({ message } as never);
  };
  vi.spyOn(api, "put").mockImplementation(async (_path, body) => ({ text: "", ...(body as object), taken: true }));
  sends("Um acht");
  sends("Um neun");
  await expect.poll(() => asked.length).toBe(1);
  expect([undoLast(thread), undoLast(thread)]).toEqual([true, true]);
  answer(0, 1);
  await expect.poll(() => thread.draft.text).toBe("Um neun");
  expect([asked.length, thread.queue.waiting]).toEqual([1, []]);
  thread.draft.clear();
  sends("Um zehn");
  await expect.poll(() => asked.length).toBe(2);
  undoLast(thread);
  expect(thread.draft.text).toBe("");
  answer(1, 2);
  await expect.poll(() => asked.at(-1)?.path).toBe("/api/messages/m2/withdraw");
  asked[2]?.settle.resolve({ messages: [], text: "Um zehn", draft: "Um zehn", attachments: [] } as never);
  await expect.poll(() => thread.draft.text).toBe("Um zehn");
});
