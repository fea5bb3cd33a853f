import { afterEach, expect, test, vi } from "vitest";
import type { RequestList } from "../../contract/subject-requests.ts";
import { api } from "../api.ts";
import { requests } from "./requests.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test("of two looks at the list the later one stands, whichever answer comes first", async () => {
  const [first, second] = [Promise.withResolvers<never>(), Promise.withResolvers<never>()];
  vi.spyOn(api, "get").mockReturnValueOnce(first.promise).mockReturnValueOnce(second.promise);
  const [before, now] = [{ items: [] }, { items: [{ id: "answered" }] }] as unknown as [RequestList, RequestList];
  const looks = [requests.loadList(), requests.loadList()];
  second.resolve(now as never);
  await looks[1];
  first.resolve(before as never);
  await looks[0];
  expect(requests.list).toBe(now);
});

test("a look at the list that fails late says nothing over what a later one brought", async () => {
  const [first, second] = [Promise.withResolvers<never>(), Promise.withResolvers<never>()];
  vi.spyOn(api, "get").mockReturnValueOnce(first.promise).mockReturnValueOnce(second.promise);
  const looks = [requests.loadList(), requests.loadList()];
  second.resolve({ items: [] } as never);
  await looks[1];
  first.reject(new Error("no net"));
  await looks[0];
  expect(requests.failure).toBe("");
});
