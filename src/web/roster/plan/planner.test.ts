import { afterEach, expect, test, vi } from "vitest";
import type { RosterView } from "../../../contract/roster.ts";
import { api, ProblemError } from "../../api.ts";
import { Planner, wantedOf } from "./planner.svelte.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

const planOf = (title: string) => ({ shapes: [{ title }], shifts: [] }) as unknown as RosterView;

/** What is asked for, in its order; `give` answers. */
function looks(): { readonly asked: PromiseWithResolvers<never>[]; give(of: number, plan: RosterView): void } {
  const asked: PromiseWithResolvers<never>[] = [];
  vi.spyOn(api, "get").mockImplementation(() => {
    const answer = Promise.withResolvers<never>();
    asked.push(answer);
    return answer.promise;
  });
  return { asked, give: (of, plan) => asked[of]?.resolve(plan as never) };
}

test("whoever asks what stands there now hears it, although another look was asked for meanwhile and is on its way", async () => {
  const { give } = looks();
  const planner = new Planner();
  const first = planner.open("2026-12-07", 7);
  give(0, planOf("as it was"));
  await first;
  const mine = planner.load();
  const other = planner.load();
  give(1, planOf("as somebody else saved it"));
  expect((await mine)?.shapes[0]?.title).toBe("as somebody else saved it");
  give(2, planOf("as it came last"));
  await other;
  expect(planner.view?.shapes[0]?.title).toBe("as it came last");
});

test("whose shift somebody else was faster with hears what stands there now, although another look is on its way", async () => {
  const { asked, give } = looks();
  const shift = (start: string) => ({ id: "one", memberId: "tarik", kind: "work", start, end: "2026-12-09T15:30" });
  const withShift = (start: string) => ({ shapes: [], shifts: [shift(start)] }) as unknown as RosterView;
  vi.spyOn(api, "put").mockRejectedValue(new ProblemError("conflict", 409, "Inzwischen hat jemand das geändert."));
  const planner = new Planner();
  const first = planner.open("2026-12-07", 7);
  give(0, withShift("2026-12-09T07:00"));
  await first;
  const was = wantedOf(planner.view?.shifts[0] ?? expect.fail());
  const saved = planner.save({ ...was, place: "Musterweg 5" }, "one", "", { was, clientId: "c" });
  await expect.poll(() => asked.length).toBe(2);
  void planner.load();
  give(1, withShift("2026-12-09T08:00"));
  expect(await saved).toBe(false);
  expect(planner.found?.shifts[0]?.start).toBe("2026-12-09T08:00");
});

test("a row is as high as what is shown of it, and not as a duty of the week before", async () => {
  const duty = { id: "d", memberId: "a", kind: "on_call", start: "2026-11-30T07:00", end: "2026-12-09T07:00" };
  vi.spyOn(api, "get").mockResolvedValue({ shapes: [], absences: [], people: [{ id: "a" }], shifts: [duty] } as never);
  const planner = new Planner();
  await planner.open("2026-12-07", 7);
  expect(planner.heights((_, day) => (day < "2026-12-07" ? 70 : 10)).get("a")).toBe(10);
});
