import { expect, test } from "vitest";
import { readyMade } from "../support/ready-made.ts";
import { makePlan } from "./plan.ts";
import { runProduct } from "./run.ts";
import { smallSize } from "./sizes.ts";

/** A seed that once found something stays here for ever. */
const seeds = [1];

test.each(seeds)(
  "nothing is lost, doubled or turned round while the server is killed (seed %i)",
  async (seed) => {
    const plan = makePlan({ ...smallSize.plan, seed });
    const result = await runProduct({ ...smallSize.run, plan, made: readyMade(), onProgress: () => {} });
    const broken = Object.entries(result.violations).filter(([, list]) => list.length > 0);
    expect(broken.map(([name, list]) => `${name}: ${list.slice(0, 5).join(", ")}`)).toEqual([]);
    // A run in which nothing went wrong would prove nothing.
    expect(result.figures["server kills"]).toBeGreaterThanOrEqual(smallSize.plan.kills);
    expect(result.figures["database crashes"]).toBe(smallSize.plan.dbCrashes);
    expect(result.figures["attempts without a 200"]).toBeGreaterThan(0);
  },
  600_000,
);
