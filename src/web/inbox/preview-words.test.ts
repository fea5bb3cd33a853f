import { expect, test } from "vitest";
import { de } from "../i18n/de.ts";
import { wordless } from "./preview-words.ts";

test.each([
  [{ revoked: true, media: "text" }, "Zurückgezogen"],
  [{ revoked: true, media: "image" }, "Zurückgezogen"],
  [{ revoked: false, media: "text" }, "Leere Nachricht"],
  [{ revoked: false, media: "image" }, "Foto"],
  [{ revoked: false, media: null }, "Noch keine Nachricht"],
])("a row without words of its own says what is there: %o", (preview, said) => {
  expect(de[wordless(preview)]).toBe(said);
});
