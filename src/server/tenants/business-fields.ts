// Step 1 of the set-up: who the business is and how it is reached. Impressum and notice are built from it.
import { isPhoneNumber } from "../../contract/dialled.ts";
import type { BusinessFields, FieldProblem } from "../../contract/setup.ts";
import type { Words } from "../../contract/words.ts";
import { firmNameFault } from "./firm-name.ts";

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

/** Also as people shorten it: "PF 12 34", "Postf. 7", "P.O. Box". */
const postBox = /(?<!\p{L})(post(fach|box|lagernd|schlie(ß|ss)fach)|(postf|p\.? ?f)\.? *\d|p\.? ?o\.? ?box(?!\p{L}))/iu;
/** "c/o", by whoever passes the post on. */
const careOf = /(?<!\p{L})c\s?\/\s?o(?!\p{L})|℅/iu;
const postcodeAndTown = /(?<![\p{L}\d])\d{5} +\p{L}{2}/u;
/** No number of the world has more than 15 digits (E.164), its country's included. */
const isTooLong = (text: string): boolean => isPhoneNumber(text) && text.replace(/\(0\)|\D|^00/g, "").length > 15;
const oneNumber: Words = {
  de: "Das sind mehr als 15 Ziffern. Bitte eine einzige Telefonnummer eintragen.",
  en: "These are more than 15 digits. Please enter one phone number only.",
};
/** A number with something beside it: "0371 12345 (Büro)". */
const holdsNumber = (text: string): boolean => !isPhoneNumber(text) && text.replace(/\D/g, "").length >= 5;
const numberAlone: Words = {
  de: "Bitte nur die Nummer eintragen, zum Beispiel 0371 123456.",
  en: "Please enter the number alone, for example 0371 123456.",
};
/** Numbers of the state: nobody of the business answers there. */
const isPublicEmergency = (text: string): boolean => /^(110|112|116 ?117|19 ?222)$/.test(text.trim());
const noneOfYours: Words = {
  de: "Das ist ein öffentlicher Notruf. Hierher gehört eine Nummer, unter der der Betrieb selbst abhebt.",
  en: "This is a public emergency number. Here belongs one that the business answers itself.",
};
/** A dash, a question mark or a picture in a field says as little as nothing. */
const saysNothing = (text: string): boolean => !/[\p{L}\d]/u.test(text);
const mailAddress = /^[\p{L}\d.!#$%&'*+/=?^_`{|}~-]+@([\p{L}\d-]+\.)+[\p{L}\d-]{2,}$/u;

type Check = readonly [field: keyof BusinessFields, bad: (f: BusinessFields) => boolean, sentence: Words];

/** § 5(1) Nr. 1-2 DDG: name, an address where one can be served papers, mail and a second quick way. */
const checks: readonly Check[] = [
  [
    "name",
    (f) => saysNothing(f.name),
    { de: "Bitte den Namen des Betriebs eintragen.", en: "Please enter the name of the business." },
  ],
  [
    "legalForm",
    (f) => f.legalForm === null,
    { de: "Bitte die Rechtsform wählen.", en: "Please choose the legal form." },
  ],
  [
    "trade",
    (f) => saysNothing(f.trade),
    {
      de: "Bitte das Gewerk eintragen, zum Beispiel Heizung und Sanitär.",
      en: "Please enter the trade, for example heating and plumbing.",
    },
  ],
  [
    "street",
    (f) => f.street === "",
    { de: "Bitte Straße und Hausnummer eintragen.", en: "Please enter street and house number." },
  ],
  [
    "street",
    (f) => postBox.test(f.street),
    {
      de: "Ein Postfach reicht nicht. Das Impressum braucht Straße und Hausnummer (§ 5 DDG).",
      en: "A PO box is not enough. The legal notice (Impressum) needs street and house number (§ 5 DDG).",
    },
  ],
  [
    "street",
    (f) => careOf.test(f.street),
    {
      de: "Eine Anschrift mit c/o reicht nicht. Ist der Betrieb dort selbst zu erreichen, genügen Straße und Hausnummer (§ 5 DDG).",
      en: "An address with c/o is not enough. If the business itself can be reached there, street and house number will do (§ 5 DDG).",
    },
  ],
  [
    "street",
    (f) => f.street !== "" && !postBox.test(f.street) && !/\d/.test(f.street),
    { de: "Es fehlt die Hausnummer.", en: "The house number is missing." },
  ],
  [
    "street",
    (f) => /\d/.test(f.street) && !/\p{L}/u.test(f.street),
    {
      de: "Es fehlt die Straße. Ohne Straßennamen bitte den Ortsteil, zum Beispiel Neudorf 12.",
      en: "The street is missing. Where streets have no name, please enter the district, for example Neudorf 12.",
    },
  ],
  [
    "street",
    (f) => postcodeAndTown.test(f.street),
    {
      de: "Bitte hier nur Straße und Hausnummer. Postleitzahl und Ort haben ein eigenes Feld.",
      en: "Please enter street and house number only. Postcode and town have a field of their own.",
    },
  ],
  [
    "postcode",
    (f) => !/^\d{5}$/.test(f.postcode),
    { de: "Die Postleitzahl hat 5 Ziffern.", en: "A German postcode has 5 digits." },
  ],
  [
    "postcode",
    (f) => f.postcode.startsWith("00"),
    {
      de: "Diese Postleitzahl gibt es nicht. Die kleinste in Deutschland beginnt mit 01.",
      en: "There is no such postcode. The lowest in Germany begins with 01.",
    },
  ],
  ["city", (f) => f.city === "", { de: "Bitte den Ort eintragen.", en: "Please enter the town." }],
  [
    "city",
    (f) => !/\p{L}{2}/u.test(f.city),
    {
      de: "Das ist kein Ort. Bitte den Namen eintragen, zum Beispiel Chemnitz.",
      en: "This is not a town. Please enter its name, for example Chemnitz.",
    },
  ],
  [
    "city",
    (f) => postcodeAndTown.test(f.city),
    {
      de: "Bitte nur den Ort eintragen. Die Postleitzahl hat ein eigenes Feld.",
      en: "Please enter the town only. The postcode has a field of its own.",
    },
  ],
  [
    "city",
    (f) => postBox.test(f.city),
    {
      de: "Ein Postfach reicht nicht. Bitte nur den Ort eintragen.",
      en: "A PO box is not enough. Please enter the town only.",
    },
  ],
  [
    "state",
    (f) => f.state === null,
    {
      de: "Bitte das Bundesland wählen. Danach richtet sich die Aufsichtsbehörde.",
      en: "Please choose the federal state. The supervisory authority depends on it.",
    },
  ],
  [
    "email",
    (f) => !mailAddress.test(f.email),
    {
      de: "Bitte eine E-Mail-Adresse eintragen, zum Beispiel post@euer-betrieb.de.",
      en: "Please enter an email address, for example post@your-business.de.",
    },
  ],
  ["phone", (f) => isPublicEmergency(f.phone), noneOfYours],
  ["phone", (f) => holdsNumber(f.phone), numberAlone],
  ["phone", (f) => isTooLong(f.phone), oneNumber],
  [
    "phone",
    (f) => !isPhoneNumber(f.phone),
    {
      de: "Bitte eine Telefonnummer eintragen. Neben der E-Mail ist ein zweiter schneller Weg Pflicht.",
      en: "Please enter a phone number. The law asks for a second quick way beside email.",
    },
  ],
  ["emergencyPhone", (f) => isPublicEmergency(f.emergencyPhone), noneOfYours],
  ["emergencyPhone", (f) => holdsNumber(f.emergencyPhone), numberAlone],
  ["emergencyPhone", (f) => isTooLong(f.emergencyPhone), oneNumber],
  [
    "emergencyPhone",
    (f) => f.emergencyPhone !== "" && !isPhoneNumber(f.emergencyPhone),
    { de: "Das ist keine Telefonnummer.", en: "This is not a phone number." },
  ],
  [
    "website",
    (f) => f.website !== "" && !isWebsite(f.website),
    {
      de: "Bitte so eintragen: https://www.euer-betrieb.de",
      en: "Please enter it like this: https://www.your-business.de",
    },
  ],
  [
    "replyTime",
    (f) => saysNothing(f.replyTime),
    {
      de: "Wann antwortet ihr Kunden? Zum Beispiel: werktags von 7 bis 16 Uhr.",
      en: "When do you answer customers? In German, for example: werktags von 7 bis 16 Uhr.",
    },
  ],
  [
    "moreThanTen",
    (f) => f.moreThanTen === null,
    {
      de: "Bitte angeben: Ab 11 Personen muss ein Satz zur Streitbeilegung ins Impressum (§ 36 VSBG).",
      en: "Please say: from 11 people on, the legal notice (Impressum) needs a sentence on dispute resolution (§ 36 VSBG).",
    },
  ],
];

function isWebsite(text: string): boolean {
  return /^https:\/\/([\p{L}\d-]+\.)+\p{L}{2,}(\/\S*)?$/iu.test(text);
}

/** "D-09111" and "09 111" are meant as "09111"; anything else stays. */
export const plainPostcode = (typed: string): string =>
  /^(?:DE?[ -]+)?(\d{2} ?\d{3})$/i.exec(typed)?.[1]?.replace(" ", "") ?? typed;

/** "www.euer-betrieb.de", as it stands on the van, gets the https in front that it needs; anything else stays. */
export function withScheme(website: string): string {
  return isWebsite(`https://${website}`) ? `https://${website}` : website;
}

/** What is wrong or missing in step 1, one sentence per field. */
export function validateBusiness(fields: BusinessFields): FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const [field, bad, sentence] of checks)
    if (bad(fields) && !problems.some((problem) => problem.field === field)) problems.push({ field, sentence });
  const { name, legalForm } = fields;
  const fault = name === "" || legalForm === null ? undefined : firmNameFault(name, legalForm);
  return fault === undefined ? problems : [{ field: "name", sentence: fault }, ...problems];
}

/** "Musterweg 1, 09111 Chemnitz" */
export function addressLine(fields: BusinessFields): string {
  return [fields.street, [fields.postcode, fields.city].filter(Boolean).join(" ")].filter(Boolean).join(", ");
}
