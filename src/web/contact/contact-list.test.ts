import { afterEach, expect, test, vi } from "vitest";
import { api } from "../api.ts";
import { ContactList } from "./contact-list.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** What was asked for, and how it is answered. */
function server() {
  const answers: ((page: unknown) => void)[] = [];
  const get = vi.spyOn(api, "get").mockImplementation((_path, signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<never>();
    answers.push((page) => (signal?.aborted ? reject(signal.reason) : resolve(page as never)));
    return promise;
  });
  return { answers, get };
}
const page = (id: string, nextCursor: string | null) => ({ items: [{ id }], total: 9, nextCursor });

test("whoever asks for more while another search is on its way is not shown one list behind another", async () => {
  const { answers } = server();
  const list = new ContactList();
  const first = list.load("a");
  answers[0]?.(page("a1", "after-a1"));
  await first;
  const asked = [list.load("b"), list.more()];
  answers[1]?.(page("b1", null));
  answers[2]?.(page("b9", null));
  await Promise.all(asked);
  expect(list.items?.map(({ id }) => id)).toEqual(["b1"]);
});

test("changes that come quicker than it waits do not keep the list from following", async () => {
  vi.useFakeTimers();
  const { answers, get } = server();
  const list = new ContactList();
  const first = list.load("");
  answers[0]?.(page("a", null));
  await first;
  for (let n = 0; n < 5; n++) {
    list.changed();
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(get).toHaveBeenCalledTimes(2);
  answers[1]?.(page("b", null));
  await vi.advanceTimersByTimeAsync(400);
  expect(get).toHaveBeenCalledTimes(3);
  list.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(get).toHaveBeenCalledTimes(3);
});

test("what came meanwhile takes nobody the page they asked for", async () => {
  vi.useFakeTimers();
  const { answers, get } = server();
  const list = new ContactList();
  const first = list.load("");
  answers[0]?.(page("a", "after-a"));
  await first;
  const more = list.more();
  list.changed();
  await vi.advanceTimersByTimeAsync(500);
  answers[1]?.(page("b", null));
  await more;
  expect(list.items?.map(({ id }) => id)).toEqual(["a", "b"]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(get).toHaveBeenCalledTimes(3);
});

test("a page that is asked for while the list follows does not end the following", async () => {
  vi.useFakeTimers();
  const { answers, get } = server();
  const list = new ContactList();
  const first = list.load("");
  answers[0]?.(page("a", "after-a"));
  await first;
  list.changed();
  await vi.advanceTimersByTimeAsync(400);
  const more = list.more();
  answers[1]?.(page("new", "after-new"));
  answers[2]?.(page("b", null));
  await more;
  expect(list.items?.map(({ id }) => id)).toEqual(["a", "b"]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(get).toHaveBeenCalledTimes(4);
});
