import { expect, test } from "vitest";
import { de } from "../i18n/de.ts";
import { markedParts, wordless } from "./preview-words.ts";

test.each([
  [{ revoked: true, media: "text" }, "Zurückgezogen"],
  [{ revoked: true, media: "image" }, "Zurückgezogen"],
  [{ revoked: false, media: "text" }, "Leere Nachricht"],
  [{ revoked: false, media: "image" }, "Foto"],
  [{ revoked: false, media: null }, "Noch keine Nachricht"],
])("a row without words of its own says what is there: %o", (preview, said) => {
  expect(de[wordless(preview)]).toBe(said);
});

test("the words looked for stand as parts of their own", () => {
  const marks = [
    { from: 0, to: 2 },
    { from: 3, to: 5 },
  ];
  expect(markedParts({ text: "ZE-14 fehlt", marks })).toEqual([
    { text: "ZE", marked: true },
    { text: "-", marked: false },
    { text: "14", marked: true },
    { text: " fehlt", marked: false },
  ]);
});
