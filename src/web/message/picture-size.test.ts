import { expect, test } from "vitest";
import { pictureSize } from "./picture-size.ts";

test("a picture keeps its shape, and a panorama can be hit all the same", () => {
  expect(pictureSize(4, 3, false)).toEqual({ width: 340, height: undefined, ratio: "4 / 3" });
  expect(pictureSize(3600, 500, true)).toEqual({ width: 180, height: 44, ratio: "3600 / 500" });
  expect(pictureSize(100, 4000, true)).toMatchObject({ width: 64, height: undefined });
});
