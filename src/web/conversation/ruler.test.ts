import { describe, expect, test } from "vitest";
import { marks, shareGone } from "./ruler.ts";

describe("Das Fenster als Zollstock", () => {
  test("24 hours have 25 marks, every sixth long", () => {
    expect(marks(24)).toHaveLength(25);
    expect(
      marks(24)
        .filter((mark) => mark.long)
        .map((mark) => mark.left),
    ).toEqual([24, 18, 12, 6, 0]);
  });

  test("is whole right after the customer wrote and used up a day later", () => {
    const wrote = Date.UTC(2026, 10, 24, 7);
    const ends = wrote + 24 * 3_600_000;
    expect(shareGone(ends, wrote, 24)).toBe(0);
    expect(shareGone(ends, wrote + 6 * 3_600_000, 24)).toBe(0.25);
    expect(shareGone(ends, ends + 3_600_000, 24)).toBe(1);
  });
});
