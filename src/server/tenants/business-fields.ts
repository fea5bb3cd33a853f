// Step 1 of the set-up: who the business is and how it is reached. Impressum and notice are built from it.
import type { BusinessFields, FieldProblem } from "../../contract/setup.ts";

export const emptyBusiness: BusinessFields = {
  name: "",
  legalForm: null,
  trade: "",
  street: "",
  postcode: "",
  city: "",
  state: null,
  email: "",
  phone: "",
  website: "",
  replyTime: "",
  emergencyPhone: "",
  moreThanTen: null,
};

const postBox = /\bpost(fach|box|lagernd)|\bp\.? ?o\.? ?box\b/i;
const phone = /^\+?[\d ()/-]{6,}$/;

type Check = readonly [field: keyof BusinessFields, bad: (f: BusinessFields) => boolean, sentence: string];

/** § 5(1) Nr. 1-2 DDG: name, an address where one can be served papers, mail and a second quick way. */
const checks: readonly Check[] = [
  ["name", (f) => f.name === "", "Bitte den Namen des Betriebs eintragen."],
  ["legalForm", (f) => f.legalForm === null, "Bitte die Rechtsform wählen."],
  ["trade", (f) => f.trade === "", "Bitte das Gewerk eintragen, zum Beispiel Heizung und Sanitär."],
  ["street", (f) => f.street === "", "Bitte Straße und Hausnummer eintragen."],
  [
    "street",
    (f) => postBox.test(f.street),
    "Ein Postfach reicht nicht. Das Impressum braucht Straße und Hausnummer (§ 5 DDG).",
  ],
  ["street", (f) => f.street !== "" && !postBox.test(f.street) && !/\d/.test(f.street), "Es fehlt die Hausnummer."],
  ["postcode", (f) => !/^\d{5}$/.test(f.postcode), "Die Postleitzahl hat 5 Ziffern."],
  ["city", (f) => f.city === "", "Bitte den Ort eintragen."],
  ["city", (f) => postBox.test(f.city), "Ein Postfach reicht nicht. Bitte nur den Ort eintragen."],
  ["state", (f) => f.state === null, "Bitte das Bundesland wählen. Danach richtet sich die Aufsichtsbehörde."],
  ["email", (f) => !/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(f.email), "Bitte eine E-Mail-Adresse eintragen."],
  [
    "phone",
    (f) => !phone.test(f.phone),
    "Bitte eine Telefonnummer eintragen. Neben der E-Mail ist ein zweiter schneller Weg Pflicht.",
  ],
  ["emergencyPhone", (f) => f.emergencyPhone !== "" && !phone.test(f.emergencyPhone), "Das ist keine Telefonnummer."],
  ["website", (f) => f.website !== "" && !isWebsite(f.website), "Bitte so eintragen: https://www.ihr-betrieb.de"],
  ["replyTime", (f) => f.replyTime === "", "Wann antwortet ihr Kunden? Zum Beispiel: werktags von 7 bis 16 Uhr."],
  [
    "moreThanTen",
    (f) => f.moreThanTen === null,
    "Bitte angeben: Ab 11 Personen muss ein Satz zur Streitbeilegung ins Impressum (§ 36 VSBG).",
  ],
];

function isWebsite(text: string): boolean {
  return /^https:\/\/[a-z0-9äöüß.-]+\.[a-z]{2,}(\/\S*)?$/i.test(text);
}

/** What is wrong or missing in step 1, one sentence per field. */
export function validateBusiness(fields: BusinessFields): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const [field, bad, sentence] of checks)
    if (bad(fields) && !problems.some((problem) => problem.field === field)) problems.push({ field, sentence });
  return problems;
}

/** "Musterweg 1, 09111 Chemnitz" */
export function addressLine(fields: BusinessFields): string {
  return [fields.street, [fields.postcode, fields.city].filter(Boolean).join(" ")].filter(Boolean).join(", ");
}
