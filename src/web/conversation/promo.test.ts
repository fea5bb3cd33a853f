import { describe, expect, test } from "vitest";
import { signalRanges, withoutPromo } from "./promo.ts";

describe("Ohne Werbesatz senden", () => {
  test("keeps the answer and drops the sentence with the discount", () => {
    expect(withoutPromo("Wir kommen Donnerstag um 8 Uhr. Jetzt 10 % Rabatt auf Armaturen.", ["Rabatt"])).toBe(
      "Wir kommen Donnerstag um 8 Uhr.",
    );
  });

  test("drops a greeting in the middle and keeps what stands around it", () => {
    expect(withoutPromo("Das Teil ist da. Frohe Weihnachten! Wir rufen morgen an.", ["Frohe Weihnachten"])).toBe(
      "Das Teil ist da. Wir rufen morgen an.",
    );
  });

  test("leaves nothing when everything is advertising", () => {
    expect(withoutPromo("Winteraktion: jetzt Termin sichern", ["Winteraktion"])).toBe("");
  });

  test("treats a line as a sentence of its own", () => {
    expect(withoutPromo("Guten Tag Frau Seidel\nNeu: unser Wartungsangebot\nBis Donnerstag", ["Wartungsangebot"])).toBe(
      "Guten Tag Frau Seidel\nBis Donnerstag",
    );
  });

  test("finds words in the spelling of the rules: small letters, no umlauts, one space", () => {
    const text = "Bis Freitag!  Schöne  Weihnachtsgrüße\nvom Team.";
    expect(signalRanges(text, ["schoene weihnachtsgruesse"]).map(({ start, end }) => text.slice(start, end))).toEqual([
      "Schöne  Weihnachtsgrüße",
    ]);
    expect(withoutPromo("Bis Freitag. Schöne Weihnachten!", ["schoene weihnachten"])).toBe("Bis Freitag.");
  });

  test("marks each signal word once, whatever its case", () => {
    expect(signalRanges("Rabatt und rabatt", ["Rabatt", "rabatt"])).toEqual([
      { start: 0, end: 6 },
      { start: 11, end: 17 },
    ]);
  });
});
