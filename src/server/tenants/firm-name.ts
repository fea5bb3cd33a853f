// What the name of a firm says of its legal form.
import type { LegalForm } from "../../contract/setup.ts";
import type { Words } from "../../contract/words.ts";

/** Any short form that everybody understands will do (§ 4 GmbHG): "Baugesellschaft mbH", "Ges. m. b. H.", "GMBH". */
const limited = String.raw`(\bg?G\.? ?[mM]\.? ?[bB]\.? ?H\b|([gG]esellschaft|\bGes\.?) ?(m\.? ?b\.? ?H\b|mit beschränkter Haftung))`;
const limitedLiability = new RegExp(limited);
/** Registers have it with a blank before the bracket and without. */
const entrepreneurial = String.raw`(UG|Unternehmergesellschaft) ?\(haftungsbeschränkt\)`;
/** As registers have it: "&", "und", "u." and "+", with the full stop behind "Co" or without. */
const limitedPartnership = new RegExp(
  `(${limited}\\.?|${entrepreneurial}) ?(&|\\+|und|u\\.) ?Co\\.? ?(KG\\b|Kommanditgesellschaft)`,
);
const association = /\be\. ?V\b|eingetragener Verein/;
const cooperative = /\be\.? ?G\b|eingetragene Genossenschaft/;
const soleTrader = /\be\. ?K(fm|fr)?\b|eingetragene[r]? Kauf(mann|frau)/;

/** What must stand in the firm's name (§ 19 HGB, §§ 4, 5a GmbHG, § 4 AktG, § 3 GenG, §§ 65, 707a BGB); undefined: nothing. */
const nameSuffix: Readonly<Record<LegalForm, { readonly pattern: RegExp; readonly shown: string } | undefined>> = {
  einzelunternehmen: undefined,
  ek: { pattern: soleTrader, shown: "e. K." },
  gbr: undefined,
  egbr: { pattern: /\beGbR\b|eingetragene Gesellschaft bürgerlichen Rechts/, shown: "eGbR" },
  ohg: { pattern: /\bO\.? ?H\.? ?G\b|offene Handelsgesellschaft/i, shown: "OHG" },
  kg: { pattern: /\bKG\b|Kommanditgesellschaft/, shown: "KG" },
  gmbh_co_kg: { pattern: limitedPartnership, shown: "GmbH & Co. KG" },
  ug: {
    pattern: new RegExp(entrepreneurial),
    shown: "UG (haftungsbeschränkt)",
  },
  gmbh: { pattern: limitedLiability, shown: "GmbH" },
  ag: { pattern: /\bAG\b|Aktiengesellschaft/, shown: "AG" },
  eg: { pattern: cooperative, shown: "eG" },
  ev: { pattern: association, shown: "e. V." },
};

/** Most telling first: "GmbH & Co. KG" holds both of its parts. */
const formNames: readonly (readonly [LegalForm, RegExp])[] = [
  ["gmbh_co_kg", limitedPartnership],
  ["ug", /\bUG\b|Unternehmergesellschaft/],
  ["gmbh", limitedLiability],
  ["kg", /\bKG\b|Kommanditgesellschaft/],
  ["ohg", /\bOHG\b|offene Handelsgesellschaft/i],
  ["egbr", /\beGbR\b|eingetragene Gesellschaft bürgerlichen Rechts/],
  ["gbr", /\bGbR\b|Gesellschaft bürgerlichen Rechts/],
  ["ek", soleTrader],
  // At the end alone: at its beginning "AG" may be somebody's initials.
  ["ag", /\bAG$|Aktiengesellschaft/],
  ["eg", /\be\.? ?G\.?$|eingetragene Genossenschaft/],
  ["ev", association],
];

/** Companies of other states, at the end of a name; what may be somebody's initials ("AB", "SA") is left out. */
const foreignForm =
  /(^|[\s,])(s\. ?r\. ?[ol]\.?|srl|s\. ?p\. ?a\.|sàrl|sarl|s\. ?à\.? ?r\. ?l\.?|ltd\.?|limited|llc|inc\.?|plc|b\. ?v\.|n\. ?v\.|sp\. ?z ?o\. ?o\.|(sp\. ?)?d\. ?o\. ?o\.|kft\.?|oü|aps)$/iu;
/** Companies that no choice of the set-up stands for, and that may be the general partner of a KG. */
const otherFirm = /\b(UG|SE)\b|Stiftung/;

/** Before a company is entered it exists as "GmbH i. G.", and says so: it has no register yet (§ 11 GmbHG, § 41 AktG). */
export const isInFormation = (name: string): boolean => /(^|[\s(])(i\. ?Gr?\.?|in Gründung)\)?$/.test(name.trim());

/** The same at its end: "GmbH i. L." (§ 68(2) GmbHG, § 269(6) AktG). */
export const saysLiquidation = (name: string): boolean =>
  /(^|[\s(])(i\. ?L\.?|in (Liquidation|Abwicklung))\)?$/.test(name.trim());

/** Whether a name says which company it is: that of a general partner must. */
export const namesLegalForm = (name: string): boolean =>
  formInName(name.trim()) !== undefined || otherFirm.test(name) || foreignForm.test(name.trim());

/** The legal form a firm's name claims; undefined: it claims none. */
function formInName(name: string): LegalForm | undefined {
  return formNames.find(([, pattern]) => pattern.test(name))?.[0];
}

/** What is wrong with a name beside its legal form; undefined: nothing. */
export function firmNameFault(name: string, form: LegalForm): Words | undefined {
  const suffix = nameSuffix[form];
  if (suffix !== undefined && !suffix.pattern.test(name))
    return { de: `Zum Namen gehört der Zusatz „${suffix.shown}“.`, en: `The name must say “${suffix.shown}”.` };
  const claimed = formInName(name);
  if (claimed === form || (claimed === undefined && !foreignForm.test(name.trim()))) return undefined;
  return {
    de: "Der Name nennt eine andere Rechtsform als die gewählte.",
    en: "The name says another legal form than the one chosen.",
  };
}
