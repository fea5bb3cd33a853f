import type { PlanOptions } from "./plan.ts";
import type { RunOptions } from "./run.ts";

interface Size {
  readonly plan: Omit<PlanOptions, "seed">;
  readonly run: Omit<RunOptions, "plan" | "onProgress">;
}

/** The published proof. */
export const proofSize: Size = {
  plan: { deliveries: 100_000, kills: 50, dbCrashes: 10, lanes: 48, sendersPerLane: 10, duplicates: 12 },
  run: {
    replies: 600,
    moods: { hangs: 0.03, cuts: 0.03, busy: 0.05, receipts: 0.6 },
    waitForReal: true,
    where: "disk",
  },
};

/** The same in some seconds, for every test run. */
export const smallSize: Size = {
  plan: { deliveries: 2_000, kills: 5, dbCrashes: 2, lanes: 16, sendersPerLane: 3, duplicates: 12 },
  run: {
    replies: 24,
    moods: { hangs: 0.02, cuts: 0.06, busy: 0.06, receipts: 0.6 },
    waitForReal: false,
    where: "memory",
  },
};
