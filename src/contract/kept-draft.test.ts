import { expect, test } from "vitest";
import { sendWords, takeWords } from "./kept-draft.ts";

const mark = { by: "laptop", count: 2 };
const saved = [{ by: "laptop", taken: 1, closed: 1 }];

test.each([
  ["all of it", "Um acht.", "Um acht.", [], ""],
  ["with what was typed since", "Um ac", "Um acht.", saved, ""],
  ["of half a word that another device began nothing", "Ja", "Jahr", [], "Ja"],
  ["what another device went on with stays", "Um acht. Bis dann", "Um acht.", [], "Bis dann"],
  ["another word than was sent stays", "Jahr", "Ja", [], "Jahr"],
  ["beside a file it stays", "Um acht.", "", [], "Um acht."],
])("of what is kept is sent: %s", (_, text, sent, tellers, left) => {
  expect(sendWords({ text, tellers }, sent, mark).text).toBe(left);
});

test("the twenty windows that told something last are known", () => {
  let kept = { text: "", tellers: saved } as Parameters<typeof takeWords>[0];
  for (let n = 0; n < 20; n += 1) kept = takeWords(kept, { text: "", base: "", mark: { by: `${n}`, count: 1 } }).kept;
  expect(kept.tellers.map(({ by }) => by)).toEqual(Array.from({ length: 20 }, (_, n) => `${n}`));
});

test("a window that told nothing takes nobody's place among them when its message is sent", () => {
  expect(sendWords({ text: "", tellers: saved }, "Um acht.", { by: "phone", count: 0 }).tellers).toBe(saved);
});
