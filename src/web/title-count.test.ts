import { expect, test } from "vitest";
import { titleCount } from "./title-count.ts";

test("the title says the numbers of both lists, and not their sum", () => {
  expect(titleCount(0, 0)).toBe("");
  expect(titleCount(1, 0)).toBe("(1) ");
  expect(titleCount(0, 7)).toBe("(7) ");
  expect(titleCount(1, 7)).toBe("(1 + 7) ");
  expect(titleCount(100, 99)).toBe("(99+ + 99) ");
});
