import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { setLanguage } from "../i18n/language.ts";
import { storedPreview } from "./stored-words.ts";

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
