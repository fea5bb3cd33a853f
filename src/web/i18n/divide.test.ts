import { expect, test } from "vitest";
import { divide } from "./divide.ts";

const shown = (text: string) => divide(text).replaceAll("\u00ad", "|");

test.each([
  ["Datenschutzhinweis", "Datenschutz|hinweis"],
  ["Habt ihr Datenschutzbeauftragte bestellt?", "Habt ihr Datenschutz|beauftragte bestellt?"],
  ["Datenschutz-Folgenabschätzung", "Datenschutz-Folgen|abschätzung"],
  ["Verbraucherschlichtungsstelle", "Verbraucher|schlichtungs|stelle"],
  ["Standardvertragsklauseln", "Standard|vertrags|klauseln"],
])("a long word is divided where two words meet: %s", (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test.each(["Datenschutz", "Sicherheitsrat", "Impressum", "Auftragsblatt", ""])(
  "a word a phone holds stays whole: %s",
  (text) => {
    expect(divide(text)).toBe(text);
  },
);
