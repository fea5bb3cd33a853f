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
