import fc from "fast-check";
import { expect, test } from "vitest";
import { bothWords } from "./both-words.ts";

test.each([
  [
    "both began with nothing",
    "",
    "Wir kommen um acht.",
    "Rohr 15 mitbringen",
    "Wir kommen um acht.\nRohr 15 mitbringen",
  ],
  ["both went on", "Guten Tag,", "Guten Tag, wir kommen.", "Guten Tag, um acht ", "Guten Tag, wir kommen.\num acht "],
  ["the same word was finished differently", "Guten T", "Guten Tag", "Guten Termin", "Guten Tag\nTermin"],
  ["at two places", "Um acht mit Rohr", "Um neun mit Rohr", "Um acht mit Rohr 15", "Um neun mit Rohr 15"],
  ["the same word was changed differently", "Um acht", "Um neun", "Um zehn", "Um neun\nzehn"],
  ["one was sent, the other went on", "Um acht.", "", "Um acht. Bis dann", "Bis dann"],
  ["one went on, the other was sent", "Um acht.", "Um acht. Bis dann", "", "Bis dann"],
  ["one was sent while it was saved", "Um acht", "Um acht", "", ""],
  ["both were sent", "Um acht", "", "", ""],
  ["what was sent had been put between", "Um acht", "Um\nRohr acht", "", "Rohr"],
  ["one was sent, the other put words before and behind it", "acht", "", "Um\nacht\nneun", "Um\nneun"],
  ["words were put in at two places, another one between", "a b c d", "x a b c y d", "a b z c d", "x a b z c y d"],
  ["the same was said twice", "Um", "Um acht", "Um acht", "Um acht"],
  ["one began with what the other's word begins with", "", "Ja", "Jahr", "Ja\nJahr"],
  ["the same, the other way round", "Um", "Um acht", "Um ach", "Um acht\nach"],
])("%s", (_, base, first, second, both) => {
  expect(bothWords(base, first, second)).toBe(both);
});

test("no word that was put in is lost, and none that both took out comes back", () => {
  const words = fc.uniqueArray(fc.constantFrom(..."abcdefgh"), { maxLength: 6 });
  const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean);
  fc.assert(
    fc.property(words, words, words, (was, one, other) => {
      const said = wordsOf(bothWords(was.join(" "), one.join(" "), other.join(" ")));
      for (const word of [...one, ...other]) if (!was.includes(word)) expect(said).toContain(word);
      for (const word of was) if (!one.includes(word) && !other.includes(word)) expect(said).not.toContain(word);
    }),
    { numRuns: 500 },
  );
});

test("the longest there may be are one in a moment, however much was changed at both", () => {
  const words = Array.from({ length: 15_000 }, (_, at) => at.toString(36).padStart(3, "0"));
  const [first, second] = [1, 2].map((n) => words.filter((_, at) => at % 3 === n).join(" "));
  const begun = performance.now();
  expect(bothWords(words.join(" "), first ?? "", second ?? "")).toBe("");
  expect(performance.now() - begun).toBeLessThan(2_500);
});
