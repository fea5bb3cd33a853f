import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { setLanguage } from "./language.ts";
import { sentences } from "./rule-sentences.en.ts";
import { saySource, sayWhy, whyLanguage } from "./rule-words.ts";

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

test("a law is cited as English does it, and named by what it is called there", () => {
  const cited = {
    "Art. 5 Abs. 1 lit. b und c DSGVO": "Art. 5(1)(b) and (c) GDPR",
    "Art. 28 Abs. 2-4, 32 DSGVO": "Art. 28(2-4), 32 GDPR",
    "§ 7 Abs. 2 Nr. 2 UWG, Art. 7 DSGVO": "§ 7(2) no. 2 Unfair Competition Act (UWG), Art. 7 GDPR",
    "Art. 8 DSGVO, §§ 104 ff. BGB": "Art. 8 GDPR, §§ 104 et seq. Civil Code (BGB)",
    "Art. 6 Abs. 1 f DSGVO": "Art. 6(1)(f) GDPR",
    "Art. 12, 15 bis 21 DSGVO": "Art. 12, 15 to 21 GDPR",
    "§ 13 Abs. 4 VOB/B": "§ 13(4) Construction Contract Procedures (VOB/B)",
    "Art. 25 DSGVO; Bedingungen von WhatsApp": "Art. 25 GDPR; Terms of WhatsApp",
    "eigene Festlegung": "our own decision",
  };
  for (const [german, english] of Object.entries(cited)) expect(saySource(german)).toBe(english);
});
