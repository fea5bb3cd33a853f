import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { setLanguage } from "./language.ts";
import { sentences } from "./rule-sentences.en.ts";
import { sayWhy, sourceLanguage, whyLanguage } from "./rule-words.ts";

const [german = "", english = ""] = Object.entries(sentences)[0] ?? [];
const old = "So stand es in einer Regel von früher.";

beforeAll(async () => {
  vi.stubGlobal("document", { documentElement: {} });
  setLanguage("en");
  sayWhy(german);
  await vi.waitFor(() => expect(sayWhy(german)).toBe(english), { timeout: 30_000 });
});

// Other tests run in the same process.
afterAll(() => {
  setLanguage("de");
  vi.unstubAllGlobals();
});

test("on a screen in English a sentence of today is English", () => {
  expect(whyLanguage(german)).toBeUndefined();
});

test.each([old, `${german} ${old}`])(
  "what a rule said in other words before stays, and is marked as German: %s",
  (said) => {
    expect(sayWhy(said)).toContain(old);
    expect(whyLanguage(said)).toBe("de");
  },
);

test("laws keep their German names and are marked as German; what Meta lays down is English", () => {
  expect(["§ 7 UWG", "Art. 13 und 21 DSGVO", "Bedingungen von WhatsApp"].map(sourceLanguage)).toEqual([
    "de",
    "de",
    undefined,
  ]);
});
