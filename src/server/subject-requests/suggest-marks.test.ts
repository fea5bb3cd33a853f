import { expect, test } from "vitest";
import { blackOut, suggestMarks } from "./suggest-marks.ts";

const own = { names: ["Helga Seidel"], phones: ["+493715550123"], emails: ["helga@beispiel.example"] };
const hits = (text: string) => suggestMarks(text, own).map(({ from, to, why }) => [text.slice(from, to), why]);

test.each<[text: string, found: string[][]]>([
  ["Der Schlüssel liegt bei Nachbarin Frau Kern", [["Frau Kern", "Name"]]],
  ["Bitte bei Herrn Dr. Müller-Lang klingeln", [["Dr. Müller-Lang", "Name"]]],
  [
    "Mein Sohn Jonas ist da, Tel. 0171 2345678",
    [
      ["Jonas", "Name"],
      ["0171 2345678", "Telefonnummer"],
    ],
  ],
  ["Schreiben Sie an kern@firma.example", [["kern@firma.example", "E-Mail-Adresse"]]],
  ["Das Auto C-AB 123 steht im Weg", [["C-AB 123", "Kennzeichen"]]],
  ["IBAN DE02 1203 0000 0000 2020 51", [["DE02 1203 0000 0000 2020 51", "Bankverbindung"]]],
  ["Hier Frau Seidel, 0371 5550123, helga@beispiel.example", []],
  ["Frau Helga Seidel, +49 371 5550123", []],
  ["Fehler F28 am Vaillant ecoTEC, Baujahr 2014, 24.11.2026", []],
  ["Der Mieter hat kein Wasser", []],
  ["", []],
])("%s", (text, found) => expect(hits(text)).toEqual(found));

test("of what is blacked out not even the length is left, and the rest stays readable", () => {
  const text = "Schlüssel bei Frau Kern im Erdgeschoss";
  expect(blackOut(text, suggestMarks(text, own))).toBe("Schlüssel bei Frau [geschwärzt] im Erdgeschoss");
  expect(blackOut("Ganz weg", [])).toBe("[geschwärzt]");
});
