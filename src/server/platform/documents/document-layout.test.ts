import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columnWidths, linesHere, wrapLines } from "./document-layout.ts";

/** A typewriter: every sign is one wide. */
const measure = (text: string) => text.length;
const wrap = (text: string, width: number) => wrapLines(text, width, measure).map((line) => line.trimEnd());

describe("lines of a document", () => {
  it("break at blanks", () => {
    expect(wrap("Der Kessel tropft seit gestern", 12)).toEqual(["Der Kessel", "tropft seit", "gestern"]);
  });

  it("break after a hyphen and a slash inside a word", () => {
    expect(wrap("Gas-Wasser-Installation und/oder Bad", 12)).toEqual(["Gas-Wasser-", "Installation", "und/oder Bad"]);
  });

  it("leave a minus with its number", () => {
    expect(wrap("heute -5 Grad", 8)).toEqual(["heute -5", "Grad"]);
  });

  it("leave a paragraph sign with its number", () => {
    expect(wrap("nach § 257 HGB, Art. 6 DSGVO", 11)).toEqual(["nach § 257", "HGB, Art. 6", "DSGVO"]);
  });

  it("leave a telephone number whole, and a number that is none alone", () => {
    expect(wrap("Telefon 0371 000 00-12 ab acht", 16)).toEqual(["Telefon", "0371 000 00-12", "ab acht"]);
    expect(wrap("Anruf +49 371 00012, dann Mail", 16)).toEqual(["Anruf", "+49 371 00012,", "dann Mail"]);
    expect(wrap("am 24 11 2026 um 07 Uhr", 8)).toEqual(["am 24 11", "2026 um", "07 Uhr"]);
  });

  it.each([
    [5, 9, 5],
    [5, 5, 5],
    [5, 4, 3],
    [9, 4, 4],
    [9, 1, 0],
    [3, 2, 0],
    [1, 0, 0],
  ])("of %d lines with room for %d, %d stand here: none is left or taken alone", (lines, room, here) => {
    expect(linesHere(lines, room)).toBe(here);
  });

  it("cut a word that is longer than the line", () => {
    expect(wrap("ab Abwasserhebeanlage", 10)).toEqual(["ab", "Abwasserhe", "beanlage"]);
  });

  it("keep the line breaks of the text, and empty lines", () => {
    expect(wrap("Hauptstraße 1\r\n12345 Köln\n\nEnde", 20)).toEqual(["Hauptstraße 1", "12345 Köln", "", "Ende"]);
  });

  it("keep a blank between words of two lines, so that they are read aloud as two", () => {
    expect(wrapLines("eins zwei\ndrei", 4, measure)).toEqual(["eins ", "zwei ", "drei"]);
  });

  it("lose no sign and are never too wide", () => {
    const words = fc.string({ unit: fc.constantFrom("a", "ß", " ", "-", "/", "\n", "é"), maxLength: 80 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 20 }), (text, width) => {
        const lines = wrap(text, width);
        expect(lines.join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        expect(Math.max(...lines.map(measure))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe("columns of a table", () => {
  it("fill the page exactly and give most room where most text stands", () => {
    const widths = columnWidths(
      [
        ["Frist", "Zweck"],
        ["3 Jahre", "Anfragen beantworten und Aufträge abwickeln"],
      ],
      40,
      measure,
    );
    expect(widths.reduce((a, b) => a + b)).toBeCloseTo(40);
    expect(widths[1]).toBeGreaterThan(widths[0] ?? 0);
  });

  it("show a short column whole beside one of long sentences", () => {
    const [short = 0] = columnWidths([["Rechtsgrundlage", "x ".repeat(500)]], 60, measure);
    expect(short).toBeGreaterThanOrEqual(15);
  });
});
