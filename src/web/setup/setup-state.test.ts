import { expect, test, vi } from "vitest";
import { api, ProblemError } from "../api.ts";
import { setupState } from "./setup-state.svelte.ts";

test("whom the set-up is not for is led back to where they came from, not into the inbox", async () => {
  const get = vi.spyOn(api, "get").mockRejectedValueOnce(new ProblemError("forbidden", 403, "Das darfst du nicht."));
  await setupState.load();
  expect([setupState.failure, setupState.refused, setupState.home.href]).toEqual(["Das darfst du nicht.", true, "/"]);
  get.mockResolvedValueOnce({ readsInbox: false });
  await setupState.load();
  expect([setupState.failure, setupState.refused, setupState.home.href]).toEqual([undefined, false, "/recht"]);
  get.mockRestore();
});
