import { expect, test } from "vitest";
import { colourSheet, contrastWithWhite } from "./firm-colour.ts";
import { firmHeader, titleOf } from "./frame-view.ts";

test.each([
  ["#ffffff", 1],
  ["#000000", 21],
  ["#767676", 4.54],
  ["#777777", 4.48],
])("%s against white is %d to 1", (colour, contrast) => {
  expect(contrastWithWhite(colour)).toBeCloseTo(contrast, 1);
});

test("a firm's colour is used where white text on it can be read, and left out where it cannot", () => {
  expect(colourSheet("#8A1C1C")).toBe(":root{--firm:#8a1c1c}");
  expect(colourSheet("#ffd500")).toBeUndefined();
  expect(colourSheet(null)).toBeUndefined();
  expect(colourSheet("#000}body{display:none")).toBeUndefined();
});

test("a firm that has not said its name yet has no empty strip for it, and no dash in the title", () => {
  expect([firmHeader(""), titleOf("Schreiben Sie uns", "")]).toEqual([false, "Schreiben Sie uns"]);
  expect(titleOf("Schreiben Sie uns", "Kern")).toBe("Schreiben Sie uns – Kern");
});
