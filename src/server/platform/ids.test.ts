import { expect, test } from "vitest";
import { createIds, eightDigits } from "./ids.ts";

test("a code to type has eight digits and none of a thousand begins with a zero", () => {
  const codes = Array.from({ length: 1000 }, (_, n) => eightDigits(`secret ${n}`));
  expect(codes.filter((code) => !/^[1-9]\d{7}$/.test(code))).toEqual([]);
  expect(new Set(codes).size).toBeGreaterThan(990);
});

test("ids of one millisecond sort in the order they were made, also when the clock went back to it", () => {
  let ms = 1_764_576_000_000;
  const ids = createIds(() => new Date(ms));
  const many = () => Array.from({ length: 5_000 }, () => ids.uuid());
  const first = many();
  ms += 1;
  const later = many();
  ms -= 1;
  const all = [...first, ...many(), ...later];
  expect(all.filter((id, n) => n > 0 && id <= (all[n - 1] ?? ""))).toEqual([]);
  const version7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect(all.filter((id) => !version7.test(id))).toEqual([]);
});
