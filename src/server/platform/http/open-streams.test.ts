import { expect, test } from "vitest";
import type { Caller } from "../caller.ts";
import { countScreen } from "./open-streams.ts";

const caller = (tenantId: string, more: Partial<Caller> = {}): Caller => ({
  ...{ tenantId, memberId: `member of ${tenantId}`, name: "Prüfung", role: "office", kind: "api" },
  ...{ sessionId: null, deviceId: null, steppedUpAt: null },
  ...more,
});

/** Opens what is let in, at most so many. */
function openAll(who: Caller, most: number): (() => void)[] {
  const ends: (() => void)[] = [];
  try {
    while (ends.length < most) ends.push(countScreen(who));
  } catch (error) {
    expect(error).toMatchObject({ code: "too-many" });
  }
  return ends;
}

test("however many streams the programs of one business hold open, its neighbours on the server find some left", () => {
  const greedy = openAll(caller("greedy"), 12_000);
  const neighbour = openAll(caller("neighbour"), 1_000);
  // A person's tabs and devices are fewer than a program may need.
  const clerk = openAll(caller("neighbour", { kind: "session", memberId: "clerk" }), 1_000);
  for (const end of [...greedy, ...neighbour, ...clerk]) end();
  expect(greedy.length).toBeGreaterThan(1_000);
  expect(greedy.length).toBeLessThan(6_000);
  expect([neighbour.length, clerk.length]).toEqual([1_000, 40]);
  for (const end of openAll(caller("greedy"), 1)) end();
});
