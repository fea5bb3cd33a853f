import { expect, test } from "vitest";
import { demoBusiness } from "../demo/demo-business.ts";
import { plainPostcode, validateBusiness } from "./business-fields.ts";

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
  ["gmbh_co_kg", "Müller Bau-Gesellschaft mbH & Co. KG"],
  ["gmbh_co_kg", "Müller GmbH & Co. Kommanditgesellschaft"],
  ["gmbh", "Chemnitzer Dachdeckergesellschaft mbH"],
  ["gmbh", "Müller Handelsgesellschaft m. b. H."],
  ["gmbh", "Baugesellschaft mit beschränkter Haftung Müller"],
  ["gmbh", "Müller Ges.m.b.H."],
  ["gmbh", "Müller G.m.b.H."],
  ["gmbh", "MÜLLER HAUSTECHNIK GMBH"],
  ["ug", "Müller UG(haftungsbeschränkt)"],
  ["eg", "Dachdecker-Einkauf e. G."],
  ["ek", "Müller e. K."],
  ["ek", "Müller e.K"],
  ["ek", "Müller e. Kfr."],
] as const)("a %s may be called %s, as its register has it", (legalForm, name) => {
  expect(validateBusiness({ ...demoBusiness, legalForm, name })).toEqual([]);
});

test.each([
  ["einzelunternehmen", "Novák s.r.o."],
  ["einzelunternehmen", "Smith Ltd"],
  ["gbr", "Bau S.r.l."],
  ["einzelunternehmen", "Budowa Sp. z o.o."],
] as const)("a %s called %s claims to be a company of another state", (legalForm, name) => {
  expect(validateBusiness({ ...demoBusiness, legalForm, name })).toMatchObject([{ field: "name" }]);
});

test.each(["Elektro AB", "Müller Limited Edition Möbel", "Dirk S. Rolle", "Haus-Inc-Technik Berger"])(
  "what may be somebody's name is nobody's legal form: %s",
  (name) => {
    expect(validateBusiness({ ...demoBusiness, legalForm: "einzelunternehmen", name })).toEqual([]);
  },
);

test.each([
  ["postcode", "00000", "gibt es nicht"],
  ["postcode", "00999", "gibt es nicht"],
  ["phone", "0371 12345678901234567890", "mehr als 15 Ziffern"],
  ["phone", "0371 123456 / 0172 1234567", "eine einzige Telefonnummer"],
  ["emergencyPhone", "1234567890123456789012345", "mehr als 15 Ziffern"],
] as const)("%s cannot be %s", (field, value, told) => {
  expect(validateBusiness({ ...demoBusiness, [field]: value })).toMatchObject([
    { field, sentence: { de: expect.stringContaining(told) } },
  ]);
});

test.each([
  ["postcode", "01067"],
  ["phone", "0049 (0)371 12345-67890"],
  ["phone", "+49 (0)371 1234567"],
] as const)("%s may be %s", (field, value) => {
  expect(validateBusiness({ ...demoBusiness, [field]: value })).toEqual([]);
});

test.each(["12", "🏠 1", "09111 12"])("a street of %s names none", (street) => {
  expect(validateBusiness({ ...demoBusiness, street })).toMatchObject([
    { field: "street", sentence: { de: expect.stringContaining("Es fehlt die Straße") } },
  ]);
});
test.each(["Neudorf 12", "Q 7, 24", "Haus Nr. 5"])("%s is where no street has a name", (street) => {
  expect(validateBusiness({ ...demoBusiness, street })).toEqual([]);
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

test.each([
  ["kg", "Müller Baugesellschaft mbH KG"],
  ["einzelunternehmen", "Müller Ges. mbH"],
  ["eg", "Müller Einkaufsgesellschaft mbH eG"],
] as const)("a %s may not be called like a GmbH: %s", (legalForm, name) => {
  expect(validateBusiness({ ...demoBusiness, legalForm, name })).toMatchObject([
    { field: "name", sentence: { de: "Der Name nennt eine andere Rechtsform als die gewählte." } },
  ]);
});

test.each(["name", "trade", "replyTime"] as const)(
  "what says nothing in %s is asked for as if it were empty",
  (field) => {
    const asked = (typed: string) =>
      validateBusiness({ ...demoBusiness, legalForm: "einzelunternehmen", name: "Müller", [field]: typed });
    expect(asked("")).toMatchObject([{ field }]);
    for (const nothing of ["-", "???", "🔧"]) expect(asked(nothing)).toEqual(asked(""));
  },
);

test.each([
  ["D-09111", "09111"],
  ["DE 09111", "09111"],
  ["09 111", "09111"],
  ["A-1010", "A-1010"],
  ["0911", "0911"],
])("a postcode typed as %s is kept as %s", (typed, kept) => {
  expect(plainPostcode(typed)).toBe(kept);
});

test.each([
  ["phone", "0371\u2011123456"],
  ["emergencyPhone", "0371 \u2010 123456"],
  ["website", "https://entrée-küchen.de/über-uns"],
] as const)("%s is taken as it is written in print and in other languages: %s", (field, value) => {
  expect(validateBusiness({ ...demoBusiness, [field]: value })).toEqual([]);
});
