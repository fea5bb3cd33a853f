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

test("a good-bye leaves when what was said before it has arrived, and of what waits only the last is said", async () => {
  const answer = Promise.withResolvers<undefined>();
  const told = vi.spyOn(api, "post").mockReturnValueOnce(answer.promise).mockResolvedValue(undefined);
  vi.stubGlobal("document", { visibilityState: "visible" });
  const leave = presence.enter("three");
  presence.typing("three");
  leave();
  expect(told.mock.calls.map(([, body]) => body)).toEqual([{ activity: "viewing" }]);
  answer.resolve(undefined);
  await expect
    .poll(() => told.mock.calls.map(([, body]) => body))
    .toEqual([{ activity: "viewing" }, { activity: "left" }]);
  vi.unstubAllGlobals();
});
