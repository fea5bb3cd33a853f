import { expect, test } from "vitest";
import { excerptAround } from "./hit-excerpt.ts";

/** The excerpt with its marks in brackets. */
function shown(text: string, ...meant: string[]): string | undefined {
  const found = excerptAround(text, (word) => meant.includes(word.toLowerCase()));
  return found?.marks.reduceRight(
    (said, { from, to }) => `${said.slice(0, from)}[${said.slice(from, to)}]${said.slice(to)}`,
    found.text,
  );
}
const long = "Guten Tag, wir hatten gestern schon telefoniert wegen der Anlage im Keller. ";

test.each<[string, string[], string | undefined]>([
  ["Der Boiler pfeift", ["boiler"], "Der [Boiler] pfeift"],
  [`${long}Die Zündelektrode\n fehlt.`, ["zündelektrode"], "… im Keller. Die [Zündelektrode] fehlt."],
  [`Zehn Uhr? ${long}Bitte ZE-14 und Ringe.`, ["zehn", "ze", "14"], "… Keller. Bitte [ZE]-[14] und Ringe."],
  [`Ofen. ${long}Ofen!`, ["ofen"], `[Ofen]. ${long}[Ofen]!`],
  ["Gar nichts davon", ["boiler"], undefined],
])("%j around %j", (text, meant, says) => {
  expect(shown(text, ...meant)).toBe(says);
});

test("a long text is cut between words, and one without any does not grow", () => {
  const cut = excerptAround(`Boiler ${long.repeat(4)}`, (word) => word === "Boiler");
  expect(cut?.text.length).toBeLessThan(150);
  expect(cut?.text).toMatch(/[\p{L}.,] …$/u);
  expect(excerptAround("x".repeat(9000), () => true)?.text.length).toBeLessThan(150);
});

test("of a word said over and over only the first are compared, and shown", () => {
  const cut = excerptAround(`${"x ".repeat(300)}${long}x boiler`, (word) => word === "x" || word === "boiler");
  expect(cut?.text).toMatch(/^x x x /);
});
