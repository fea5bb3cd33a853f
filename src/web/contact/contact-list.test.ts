import { afterEach, expect, test, vi } from "vitest";
import { api } from "../api.ts";
import { ContactList } from "./contact-list.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test("whoever asks for more while another search is on its way is not shown one list behind another", async () => {
  const answers: ((page: unknown) => void)[] = [];
  vi.spyOn(api, "get").mockImplementation((_path, signal) => {
    const { promise, resolve, reject } = Promise.withResolvers<never>();
    answers.push((page) => (signal?.aborted ? reject(signal.reason) : resolve(page as never)));
    return promise;
  });
  const list = new ContactList();
  const page = (id: string, nextCursor: string | null) => ({ items: [{ id }], total: 9, nextCursor });
  const first = list.load("a");
  answers[0]?.(page("a1", "after-a1"));
  await first;
  const asked = [list.load("b"), list.more()];
  answers[1]?.(page("b1", null));
  answers[2]?.(page("b9", null));
  await Promise.all(asked);
  expect(list.items?.map(({ id }) => id)).toEqual(["b1"]);
});
