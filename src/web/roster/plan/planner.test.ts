import { afterEach, expect, test, vi } from "vitest";
import type { RosterView } from "../../../contract/roster.ts";
import { api } from "../../api.ts";
import { Planner } from "./planner.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const planOf = (title: string) => ({ shapes: [{ title }], shifts: [] }) as unknown as RosterView;

test("whoever asks what stands there now hears it, although another look was asked for meanwhile and is on its way", async () => {
  const asked: PromiseWithResolvers<never>[] = [];
  vi.spyOn(api, "get").mockImplementation(() => {
    const answer = Promise.withResolvers<never>();
    asked.push(answer);
    return answer.promise;
  });
  const give = (of: number, title: string) => asked[of]?.resolve(planOf(title) as never);
  const planner = new Planner();
  const first = planner.open("2026-12-07", 7);
  give(0, "as it was");
  await first;
  const mine = planner.load();
  const other = planner.load();
  give(1, "as somebody else saved it");
  expect((await mine)?.shapes[0]?.title).toBe("as somebody else saved it");
  give(2, "as it came last");
  await other;
  expect(planner.view?.shapes[0]?.title).toBe("as it came last");
});
