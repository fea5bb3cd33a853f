import { expect, test } from "vitest";
import { InviteMember } from "./access.ts";
import { AskIban } from "./bank.ts";
import { BusinessFields, ImprintFields } from "./setup.ts";
import { StaffAddresses } from "./team.ts";
import { typedLine, typedText } from "./typed.ts";

test.each([
  ["a number copied from an address book", "\u202a0371\u00a0123456\u202c", "0371 123456"],
  ["a word copied from a web page", "Sanitär\u00adtechnik\u200b \ufeff", "Sanitärtechnik"],
  ["a cell of a table with its end of line", "\tBeispielweg\r\n12\u2028", "Beispielweg 12"],
  ["a text that would turn the line around", "\u202eHbmG", "HbmG"],
  ["an umlaut in two signs, as from a PDF file", "mu\u0308ller", "müller"],
  ["what nobody sees", "\u200b\u2060", ""],
  ["a family of signs joined into one", "👨‍👩‍👧", "👨‍👩‍👧"],
])("of %s what is seen stays", (_, typed, seen) => {
  expect(typedLine(60).parse(typed)).toBe(seen);
});

test("a longer text keeps its lines, and is measured by what is seen", () => {
  expect(typedText(9).parse(" \u200bAnna\r\nBert\u00ad\u200b ")).toBe("Anna\nBert");
  expect(typedLine(4).safeParse("Anna\u200b").success).toBe(true);
  expect(typedLine(4).safeParse("Annas").success).toBe(false);
});

test("what customers read of the business, and the names of its people, come in like that", () => {
  const business = BusinessFields.parse({ phone: "\u202a0371 123456\u202c", email: "post@\u200bbrandt.example" });
  expect(business).toMatchObject({ phone: "0371 123456", email: "post@brandt.example" });
  const imprint = ImprintFields.parse({ vatId: "DE000000003\u202c", notApplicable: { jobTitle: "\u200bkein Titel" } });
  expect(imprint).toMatchObject({ vatId: "DE000000003", notApplicable: { jobTitle: "kein Titel" } });
  expect(StaffAddresses.parse({ addresses: ["\u202aanna@brandt.example\u202c"] }).addresses).toEqual([
    "anna@brandt.example",
  ]);
  expect(AskIban.parse({ iban: "\u200bDE02 1203" }).iban).toBe("DE02 1203");
  expect(InviteMember.safeParse({ name: "\u200b", role: "crew" }).success).toBe(false);
});
