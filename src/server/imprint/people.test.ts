import { expect, test } from "vitest";
import { isFullName, peopleIn } from "./people.ts";

test.each([
  "Anna Müller",
  "Dr. Anna Müller",
  "Prof. Dr. med. h. c. Anna Müller",
  "Dipl.-Ing. Karl-Heinz Brandt",
  "Dr.Anna Müller",
  "Herr Jörg Brandt",
  "Geschäftsführerin: Anna Müller",
  "Anna Müller-Lüdenscheidt",
  "Jan de Vries",
  "Nguyen Van An",
  "Van Nguyen",
  "Sean O'Neill",
  "Sean O’Neill",
  "José García",
  "Jan Peter",
  "Jörg P. Brandt",
  "Ali el-Masri",
  "Özgür Yılmaz",
  "Drago Ingo",
  "Anna Meister",
  "Jörg Herr",
  "Otto Frank",
  "Frauke Frank",
  "Fred Prost",
  "Prüfer Verwaltungs GmbH",
])("%s is written out", (name) => {
  expect(isFullName(name)).toBe(true);
});

test.each([
  "Brandt",
  "J. Brandt",
  "J Brandt",
  "J.Brandt",
  "J.-P. Brandt",
  "J-P Brandt",
  "j. brandt",
  "Ö. B. Yılmaz",
  "Herr Brandt",
  "Frau Müller",
  "Dr. Müller",
  "Prof. Dr. h. c. Müller",
  "Herr Dr. Müller",
  "Dachdeckermeister Brandt",
  "Familie Brandt",
  "J. de Vries",
  "de Vries",
  "Anna M.",
  "Karl-Heinz",
  "...",
])("%s is not", (name) => {
  expect(isFullName(name)).toBe(false);
});

test("people in one field are told apart", () => {
  expect(peopleIn("Anna Müller (Demo), Kai von und zu Berg und Olga Roth / Gundula Bund")).toEqual([
    "Anna Müller",
    "Kai von und zu Berg",
    "Olga Roth",
    "Gundula Bund",
  ]);
});
