// Lists to choose from, in the order people read them. Without Zod, so that a page stays small.

export const roles = [
  "owner",
  "office",
  "crew_lead",
  "crew",
  "apprentice",
  "accountant",
  "privacy_officer",
  "guest",
] as const;

/** Who runs the business, in law. The Impressum asks other things of each (§ 5 DDG). */
export const legalForms = [
  "einzelunternehmen",
  "ek",
  "gbr",
  "egbr",
  "ohg",
  "kg",
  "gmbh_co_kg",
  "ug",
  "gmbh",
  "ag",
  "eg",
  "ev",
] as const;

export const federalStates = [
  "BW",
  "BY",
  "BE",
  "BB",
  "HB",
  "HH",
  "HE",
  "MV",
  "NI",
  "NW",
  "RP",
  "SL",
  "SN",
  "ST",
  "SH",
  "TH",
] as const;

/** The most characters of a text of one line and of a longer one in the set-up; the forms take no more. */
export const lineLimit = 300;
export const paragraphLimit = 4_000;
