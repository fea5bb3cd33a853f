import { expect, test } from "vitest";
import { eightDigits } from "./ids.ts";

test("a code to type has eight digits and none of a thousand begins with a zero", () => {
  const codes = Array.from({ length: 1000 }, (_, n) => eightDigits(`secret ${n}`));
  expect(codes.filter((code) => !/^[1-9]\d{7}$/.test(code))).toEqual([]);
  expect(new Set(codes).size).toBeGreaterThan(990);
});
