import { expect, test } from "vitest";
import type { PlannedShift } from "../../../contract/roster.ts";
import { cellHeight } from "./cell-looks.ts";

test("the place of an on-call duty has the lines it needs: a whole region is longer than a site, and a sign stands beside it", () => {
  const high = (kind: string, place: string, compact = false) => {
    const shift = { kind, place, start: "2026-12-07T07:00" } as PlannedShift;
    return cellHeight({ shifts: [shift], absence: undefined } as never, "2026-12-07", compact);
  };
  const two = high("work", "Neubau Kaßberg");
  expect(high("on_call", "Chemnitz")).toBe(two);
  expect(high("on_call", "Chemnitz und Umgebung")).toBeGreaterThan(two);
  expect(high("on_call", "Chemnitz und Umgebung", true)).toBe(high("work", "", true));
});
