import { inject } from "vitest";
import type { ReadyMade } from "../prove/stage.ts";

/** What global-setup.ts made for tests that start the program on a database of their own. */
export function readyMade(): ReadyMade {
  return { database: inject("migratedFolder"), program: inject("program") };
}
