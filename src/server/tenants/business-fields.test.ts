import { expect, test } from "vitest";
import { demoBusiness } from "../demo/demo-business.ts";
import { validateBusiness } from "./business-fields.ts";

test("a GmbH without its legal form in the name hears so where the name is entered", () => {
  expect(validateBusiness(demoBusiness)).toEqual([]);
  expect(validateBusiness({ ...demoBusiness, name: "Brandt Haustechnik" })).toEqual([
    { field: "name", sentence: { de: "Zum Namen gehört der Zusatz „GmbH“.", en: "The name must say “GmbH”." } },
  ]);
  expect(validateBusiness({ ...demoBusiness, legalForm: "kg" })).toMatchObject([{ field: "name" }]);
});

test.each([
  ["gmbh_co_kg", "Müller & Söhne GmbH & Co. KG"],
  ["gmbh_co_kg", "Müller GmbH & Co KG"],
  ["gmbh_co_kg", "Müller GmbH und Co. KG"],
  ["gmbh_co_kg", "Müller GmbH u. Co. KG"],
  ["gmbh_co_kg", "Müller GmbH + Co.KG"],
  ["gmbh_co_kg", "Müller UG (haftungsbeschränkt) & Co. KG"],
  ["ek", "Müller e. K."],
  ["ek", "Müller e.K"],
  ["ek", "Müller e. Kfr."],
] as const)("a %s may be called %s, as its register has it", (legalForm, name) => {
  expect(validateBusiness({ ...demoBusiness, legalForm, name })).toEqual([]);
});

test.each([
  ["street", "Hauptstraße 5, 09111 Chemnitz", "nur Straße und Hausnummer"],
  ["street", "Müller GmbH Weg 3 09111 Chemnitz", "nur Straße und Hausnummer"],
  ["city", "09111 Chemnitz", "nur den Ort"],
] as const)("a whole address pasted into %s would stand twice in the Impressum", (field, value, told) => {
  expect(validateBusiness({ ...demoBusiness, [field]: value })).toMatchObject([
    { field, sentence: { de: expect.stringContaining(told) } },
  ]);
});

test.each([
  ["street", "Straße des 17. Juni 135"],
  ["street", "Gewerbepark 10115a"],
  ["city", "Berlin 36"],
] as const)("a number in %s is not taken for a postcode: %s", (field, value) => {
  expect(validateBusiness({ ...demoBusiness, [field]: value })).toEqual([]);
});

test.each([
  ["emergencyPhone", "112"],
  ["emergencyPhone", " 110 "],
  ["emergencyPhone", "116 117"],
  ["phone", "112"],
] as const)("%s takes no emergency number of the state, and says why: %s", (field, value) => {
  expect(validateBusiness({ ...demoBusiness, [field]: value })).toMatchObject([
    { field, sentence: { de: expect.stringContaining("öffentlicher Notruf") } },
  ]);
});

test.each([
  ["phone", "0371 12345 (Büro)"],
  ["emergencyPhone", "0171 1234567 rund um die Uhr"],
] as const)("words in %s are named: it takes the number alone", (field, value) => {
  expect(validateBusiness({ ...demoBusiness, [field]: value })).toMatchObject([
    { field, sentence: { de: "Bitte nur die Nummer eintragen, zum Beispiel 0371 123456." } },
  ]);
});
