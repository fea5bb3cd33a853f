import { expect, test } from "vitest";
import { makePlan } from "./plan.ts";
import { runWrong } from "./run-wrong.ts";

const size = { seed: 20_261_124, lanes: 16, sendersPerLane: 3, duplicates: 12 };

test("the proof finds a design that says 200 before it has stored anything", async () => {
  const found = await runWrong(makePlan({ ...size, deliveries: 1_000, kills: 5, dbCrashes: 1 }), { killed: true });
  expect(found.lost.length).toBeGreaterThan(0);
  expect(found.gaps.length + found.doubled.length + found.disordered.length).toBeGreaterThan(0);
});

test("it finds the doubles of check-then-insert even when nothing is killed", async () => {
  // Each comes twice in the same moment.
  const twice = { ...size, lanes: 4, deliveries: 300, kills: 0, dbCrashes: 0, duplicates: 250 };
  const found = await runWrong(makePlan(twice), { killed: false });
  expect(found.lost).toEqual([]);
  expect(found.doubled.length).toBeGreaterThan(0);
});
