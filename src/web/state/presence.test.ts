import { afterEach, expect, test, vi } from "vitest";
import { api } from "../api.ts";
import { presence } from "./presence.svelte.ts";

afterEach(() => vi.restoreAllMocks());

test("whoever goes on writing in the next conversation is seen there at once, and in each once in a while", () => {
  const told = vi.spyOn(api, "post").mockResolvedValue(undefined);
  for (const where of ["one", "one", "two", "two"]) presence.typing(where);
  expect(told.mock.calls.map(([path]) => path)).toEqual([
    "/api/conversations/one/presence",
    "/api/conversations/two/presence",
  ]);
});
