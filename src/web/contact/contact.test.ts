import { afterEach, expect, test, vi } from "vitest";
import { api, ProblemError } from "../api.ts";
import { ContactCard } from "./contact.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  ["done", () => Promise.resolve(undefined)],
  ["theirs", () => Promise.reject(new ProblemError("conflict", 409, ""))],
] as const)(
  "a change is %s when the name that stands there now is known, also where another look overtook its own",
  async (became, patched) => {
    const [own, told] = [Promise.withResolvers<never>(), Promise.withResolvers<never>()];
    const get = vi.spyOn(api, "get").mockResolvedValueOnce({ name: "Kern" });
    get.mockReturnValueOnce(own.promise).mockReturnValueOnce(told.promise).mockResolvedValue({ name: "Kern neu" });
    vi.spyOn(api, "patch").mockImplementation(patched as never);
    const card = new ContactCard("c");
    await card.load();
    const renaming = card.rename("Kern neu", "Kern");
    await expect.poll(() => get.mock.calls.length).toBe(2);
    // Told by the feed, and not answered yet.
    void card.load();
    own.resolve({ name: "Kern neu" } as never);
    expect([await renaming, card.view?.name]).toEqual([became, "Kern neu"]);
    told.resolve({ name: "Kern neu" } as never);
  },
);
