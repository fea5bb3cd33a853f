import { expect, test } from "vitest";
import { fileLimit, fileTrouble } from "./file-trouble.ts";

test.each([
  ["an empty file", 0, "application/pdf", "empty"],
  ["a file over the limit", 300_000_000, "video/mp4", "too-large"],
  ["a file at the limit", 50_000_000, "application/pdf", undefined],
  ["a photo that is reduced anyway", 60_000_000, "image/jpeg", undefined],
])("%s is looked at when it is chosen", (_what, size, type, trouble) => {
  expect(fileTrouble({ size, type })).toBe(trouble);
});

test("the limit is said in words", () => {
  expect(fileLimit).toBe("50 MB");
});
