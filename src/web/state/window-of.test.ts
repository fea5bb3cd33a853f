import { describe, expect, test } from "vitest";
import { around, growDown, growUp, maxDrawn, shifted, tailOf } from "./window-of.ts";

describe("Ein Gespräch mit 10.000 Nachrichten", () => {
  test("never draws more than the limit, however far one scrolls up", () => {
    let slice = tailOf(10_000);
    for (let turn = 0; turn < 300; turn += 1) {
      slice = growUp(slice);
      expect(slice.end - slice.start).toBeLessThanOrEqual(maxDrawn);
    }
    expect(slice.start).toBe(0);
  });

  test("comes back to the newest message when one scrolls down", () => {
    let slice = around(500, 10_000);
    for (let turn = 0; turn < 300; turn += 1) {
      slice = growDown(slice, 10_000);
      expect(slice.end - slice.start).toBeLessThanOrEqual(maxDrawn);
    }
    expect(slice.end).toBe(10_000);
  });

  test("shows the same messages after older ones were loaded in front", () => {
    expect(shifted({ start: 0, end: 80 }, 60)).toEqual({ start: 60, end: 140 });
  });

  test("a short conversation is drawn whole", () => {
    expect(tailOf(3)).toEqual({ start: 0, end: 3 });
    expect(around(0, 3)).toEqual({ start: 0, end: 3 });
  });
});
