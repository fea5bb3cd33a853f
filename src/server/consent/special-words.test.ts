import { expect, test } from "vitest";
import { agreesToKeep, specialQuestion } from "./special-words.ts";

test.each([
  ["JA UNTERLAGEN", true],
  ["ja, Unterlagen!", true],
  ["Ja Unterlagen 👍", true],
  ["ja", false],
  ["Ja, die Unterlagen können Sie behalten", false],
  ["NEIN UNTERLAGEN", false],
])("%s is an express yes: %s", (text, is) => {
  expect(agreesToKeep(text)).toBe(is);
});

test("the question names the firm, the word that counts, the right to withdraw and a safer way", () => {
  const text = specialQuestion("Bad & Wärme Lenz", "27.11.2026", "https://lenz.example/k/web");
  for (const part of [
    "Bad & Wärme Lenz",
    "JA UNTERLAGEN",
    "widerrufen",
    "bis zum 27.11.2026",
    "https://lenz.example/k/web",
  ])
    expect(text).toContain(part);
  expect(text.length).toBeLessThan(1_024);
});
