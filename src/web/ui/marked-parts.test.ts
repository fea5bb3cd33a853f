import { expect, test } from "vitest";
import { markedParts } from "./marked-parts.ts";

test("the words looked for stand as parts of their own", () => {
  const marks = [
    { from: 0, to: 2 },
    { from: 3, to: 5 },
  ];
  expect(markedParts({ text: "ZE-14 fehlt", marks })).toEqual([
    { text: "ZE", marked: true },
    { text: "-", marked: false },
    { text: "14", marked: true },
    { text: " fehlt", marked: false },
  ]);
});
