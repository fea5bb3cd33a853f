import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance } from "./edit-distance.ts";

/** The whole table, as the books have it: nothing left out and nothing given up. */
function plainly(a: string, b: string): number {
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.NaN;
  const rows: number[][] = [];
  for (let i = 0; i <= a.length; i++) {
    rows.push([]);
    for (let j = 0; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i]?.push(
        i === 0 || j === 0
          ? i + j
          : Math.min(
              at(i - 1, j) + 1,
              at(i, j - 1) + 1,
              at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
              swapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY,
            ),
      );
    }
  }
  return at(a.length, b.length);
}

test("the distance is that of the whole table, up to the limit", () => {
  const word = fc.string({ unit: fc.constantFrom(..."stop"), maxLength: 7 });
  fc.assert(
    fc.property(word, word, fc.constantFrom(1, 2, 3), (a, b, limit) => {
      expect(Math.min(editDistance(a, b, limit), limit + 1)).toBe(Math.min(plainly(a, b), limit + 1));
    }),
    { numRuns: 5_000 },
  );
});
