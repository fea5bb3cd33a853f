import { expect, test } from "vitest";
import { isVisible } from "./visible.ts";

test.each([
  ["nothing", ""],
  ["spaces and line ends", " \u00a0\u2003\r\n\t"],
  ["a joiner of no width", "\u200b\u200d\u2060"],
  ["marks of direction", "\u200e\u202b\u2066"],
  ["fillers that count as letters", "\u115f\u1160\u2800\u3164\uffa0"],
  ["what only changes a sign before it", "\ufe0f\u034f\u{e0020}"],
  ["a soft hyphen", "\u00ad"],
])("of %s nobody sees anything", (_, text) => {
  expect(isVisible(text)).toBe(false);
  expect(isVisible(`${text}Ja`)).toBe(true);
});

test.each(["👍🏽", "👨‍👩‍👧", "1", ".", "\u0301", "ß"])("%s is seen", (text) => {
  expect(isVisible(text)).toBe(true);
});
