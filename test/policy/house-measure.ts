// Counts how often the guard sees what a person sees: is it the house's own, and which kind.
import { houseMatterOf } from "../../src/server/policy/house-matter.ts";
import type { HouseText } from "./house-texts.ts";

export type HouseMeasure = { precision: number; recall: number; kinds: number; wrong: string[] };

/** `kinds`: of what was caught rightly, how much under its right name (it decides where the one tap leads). */
export function measureHouse(texts: readonly HouseText[]): HouseMeasure {
  let [hits, falseAlarms, misses, named] = [0, 0, 0, 0];
  const wrong: string[] = [];
  for (const [label, text] of texts) {
    const seen = houseMatterOf(text) ?? "-";
    if (seen !== label) wrong.push(`${label} read as ${seen}: ${text}`);
    if (seen === "-" && label !== "-") misses += 1;
    if (seen !== "-" && label === "-") falseAlarms += 1;
    if (seen !== "-" && label !== "-") hits += 1;
    if (seen !== "-" && seen === label) named += 1;
  }
  return {
    precision: hits / Math.max(1, hits + falseAlarms),
    recall: hits / Math.max(1, hits + misses),
    kinds: named / Math.max(1, hits),
    wrong,
  };
}
