import { expect, test } from "vitest";
import { isSameText, printOf } from "./text-print.ts";

const advert =
  "Guten Tag Frau Seidel, am 12. Juni feiern wir unser Sommerfest auf dem Hof in der Leipziger Straße. Es gibt Kuchen, Musik und eine Führung durch die neue Ausstellung mit Wärmepumpen, Bädern und Öfen. Kommen Sie vorbei, wir freuen uns auf Sie und Ihre Familie.";

test("the same invitation with another name in it is the same text", () => {
  expect(isSameText(printOf(advert), printOf(advert.replace("Frau Seidel", "Herr Kern")))).toBe(true);
});

test("another invitation is another text", () => {
  const other =
    "Guten Tag, im Advent haben wir samstags geöffnet. Schauen Sie herein, es gibt Glühwein und Plätzchen in der Ausstellung.";
  expect(isSameText(printOf(advert), printOf(other))).toBe(false);
});

test("an invitation of which the last sentence is another one is another text", () => {
  const ending = "Kommen Sie vorbei, wir freuen uns auf Sie und Ihre Familie.";
  const other = advert.replace(ending, "Bringen Sie gern Nachbarn mit, geparkt wird hinter der großen Halle.");
  expect(isSameText(printOf(advert), printOf(other))).toBe(false);
});

test("a short text has a print too", () => {
  expect(isSameText(printOf("20 %"), printOf("20 %"))).toBe(true);
  expect(isSameText(printOf(""), printOf("Rabatt"))).toBe(false);
});
