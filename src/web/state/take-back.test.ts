import { afterEach, expect, test, vi } from "vitest";
import { api, ProblemError } from "../api.ts";
import { close } from "./actions.ts";
import type { inbox } from "./inbox.svelte.ts";
import { threads } from "./threads.svelte.ts";
import { toasts } from "./toasts.svelte.ts";

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
