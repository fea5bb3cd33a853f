import { expect, it } from "vitest";
import { numbersOf } from "./labels.ts";

it("says which pictures show before, after and the type plate, and nothing of the others", () => {
  expect(numbersOf(["before", undefined, "plate", "before"])).toEqual([
    { label: "before", numbers: "1, 4" },
    { label: "plate", numbers: "3" },
  ]);
});
