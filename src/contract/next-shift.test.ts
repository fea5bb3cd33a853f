import { describe, expect, it } from "vitest";
import { nextShift } from "./next-shift.ts";
import type { ShiftKind } from "./roster.ts";

const shift = (id: string, kind: ShiftKind, from: number, to: number, more: object = {}) => ({
  id,
  kind,
  startsAt: new Date(from * 3_600_000).toISOString(),
  endsAt: new Date(to * 3_600_000).toISOString(),
  cancelled: false,
  unavailable: false,
  ...more,
});
const now = 100 * 3_600_000;

describe("the next shift", () => {
  it.each([
    ["what runs comes first", [shift("later", "work", 120, 128), shift("runs", "work", 98, 106)], "runs"],
    ["work beside a week on call", [shift("call", "on_call", 90, 258), shift("work", "work", 110, 118)], "work"],
    [
      "on call, where work comes after it",
      [shift("call", "on_call", 104, 118), shift("work", "work", 200, 208)],
      "call",
    ],
    ["not what falls away", [shift("gone", "work", 101, 105, { cancelled: true }), shift("b", "work", 110, 118)], "b"],
    ["not what lies in an absence", [shift("a", "work", 101, 105, { unavailable: true })], undefined],
    ["not what is over", [shift("a", "work", 90, 100)], undefined],
  ])("%s", (_name, shifts, id) => {
    expect(nextShift(shifts, now)?.id).toBe(id);
  });
});
