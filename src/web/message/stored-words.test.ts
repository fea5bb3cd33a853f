import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { setLanguage } from "../i18n/language.ts";
import { storedPreview, storedReason } from "./stored-words.ts";

beforeAll(() => {
  vi.stubGlobal("document", { documentElement: {} });
  setLanguage("en");
});

// Other tests run in the same process.
afterAll(() => {
  setLanguage("de");
  vi.unstubAllGlobals();
});

test.each([
  ["Nicht darstellbar: Gas: es riecht", "unsupported", "Cannot be shown: Gas: es riecht"],
  ["Nicht darstellbar", "unsupported", "Cannot be shown"],
  ["Nicht darstellbar: Gas: es riecht", "text", "Nicht darstellbar: Gas: es riecht"],
])("in a list in English our words are English and a person's as they are: %s, %s", (stored, media, said) => {
  expect(storedPreview(stored, media)).toBe(said);
});

test.each([
  ["Die Datei ist zu groß. Sieh auf dem Telefon nach.", "The file is too large. Look at the phone."],
  [
    "Die Datei ist größer als 25 MB und deshalb nicht gespeichert.",
    "The file is larger than 25 MB and therefore not kept.",
  ],
  ["Von früher. Das Senden wurde abgebrochen.", "Von früher. The sending was cancelled."],
])("why a file is not here is said in English, sentence by sentence: %s", (stored, said) => {
  expect(storedReason(stored)).toBe(said);
});
