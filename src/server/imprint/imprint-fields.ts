// Impressum: which fields § 5 DDG and § 2 DL-InfoV ask of which legal form and craft, and how they are called.
import type { BusinessFields, ImprintFields, LegalForm } from "../../contract/setup.ts";

/** Kept by the commercial register (HRA, HRB) or the register of partnerships (GsR); undefined: in no register. */
export const registerOf: Readonly<Record<LegalForm, "HRA" | "HRB" | "GsR" | undefined>> = {
  einzelunternehmen: undefined,
  ek: "HRA",
  gbr: undefined,
  egbr: "GsR",
  ohg: "HRA",
  kg: "HRA",
  gmbh_co_kg: "HRA",
  ug: "HRB",
  gmbh: "HRB",
};

/** What must stand in the firm's name (§ 19 HGB, §§ 4, 5a GmbHG, § 707a BGB); undefined: nothing. */
export const nameSuffix: Readonly<Record<LegalForm, { readonly pattern: RegExp; readonly shown: string } | undefined>> =
  {
    einzelunternehmen: undefined,
    ek: { pattern: /\be\. ?K(\.|fm\.|fr\.)|eingetragene[r]? Kauf(mann|frau)/, shown: "e. K." },
    gbr: undefined,
    egbr: { pattern: /\beGbR\b|eingetragene Gesellschaft bürgerlichen Rechts/, shown: "eGbR" },
    ohg: { pattern: /\bO\.? ?H\.? ?G\b|offene Handelsgesellschaft/i, shown: "OHG" },
    kg: { pattern: /\bKG\b|Kommanditgesellschaft/, shown: "KG" },
    gmbh_co_kg: { pattern: /GmbH & Co\. ?KG|UG \(haftungsbeschränkt\) & Co\. ?KG/, shown: "GmbH & Co. KG" },
    ug: {
      pattern: /(UG|Unternehmergesellschaft) \(haftungsbeschränkt\)/,
      shown: "UG (haftungsbeschränkt)",
    },
    gmbh: { pattern: /\bg?GmbH\b|Gesellschaft mit beschränkter Haftung/, shown: "GmbH" },
  };

/** Most telling first: "GmbH & Co. KG" holds both of its parts. */
const formNames: readonly (readonly [LegalForm, RegExp])[] = [
  ["gmbh_co_kg", /(GmbH|UG \(haftungsbeschränkt\)) & Co\.? ?KG/],
  ["ug", /\bUG\b|Unternehmergesellschaft/],
  ["gmbh", /\bg?GmbH\b|Gesellschaft mit beschränkter Haftung/],
  ["kg", /\bKG\b|Kommanditgesellschaft/],
  ["ohg", /\bOHG\b|offene Handelsgesellschaft/i],
  ["egbr", /\beGbR\b|eingetragene Gesellschaft bürgerlichen Rechts/],
  ["gbr", /\bGbR\b|Gesellschaft bürgerlichen Rechts/],
  ["ek", /\be\. ?K(\.|fm\.|fr\.)|eingetragene[r]? Kauf(mann|frau)/],
];

/** The legal form a firm's name claims; undefined: it claims none. */
export function formInName(name: string): LegalForm | undefined {
  return formNames.find(([, pattern]) => pattern.test(name))?.[0];
}

export const isOwnedByOne = (form: LegalForm): boolean => form === "einzelunternehmen" || form === "ek";
export const hasCapital = (form: LegalForm): boolean => form === "gmbh" || form === "ug";

export type ImprintField = Exclude<keyof ImprintFields, "notApplicable">;

/** Fields the business may mark "nicht zutreffend", with a reason: contested by law or bound to a condition. */
export const mayNotApply: ReadonlySet<ImprintField> = new Set<ImprintField>([
  "vatId",
  "supervisoryAuthority",
  "jobTitle",
  "jobTitleState",
  "professionalRules",
  "craftRegister",
  "insurance",
]);

/** The fields to ask for, in the order of the page. */
export function askedFields(business: BusinessFields, imprint: Pick<ImprintFields, "craftKind">): ImprintField[] {
  const form = business.legalForm;
  if (form === null) return [];
  const asked: ImprintField[] = [isOwnedByOne(form) ? "ownerName" : "representatives"];
  if (form === "gmbh_co_kg") asked.push("generalPartner", "generalPartnerRegister");
  if (registerOf[form] !== undefined) asked.push("registerCourt", "registerNumber");
  if (hasCapital(form)) asked.push("capital", "capitalOutstanding", "inLiquidation");
  asked.push("vatId", "businessId", "craftKind");
  if (imprint.craftKind === "anlage_a" || imprint.craftKind === "anlage_b") asked.push("chamber");
  if (imprint.craftKind === "anlage_a")
    asked.push("craftRegister", "supervisoryAuthority", "jobTitle", "jobTitleState", "professionalRules");
  asked.push("insurance");
  if (business.moreThanTen === true) asked.push("disputeBoard", "disputeBoardName");
  asked.push("furtherText", "externalLink");
  return asked;
}

/** Empty fields of step 1 and step 2, before anyone typed. */
export const emptyImprint: ImprintFields = {
  ownerName: "",
  representatives: "",
  generalPartner: "",
  generalPartnerRegister: "",
  registerCourt: "",
  registerNumber: "",
  capital: "",
  capitalOutstanding: "",
  vatId: "",
  businessId: "",
  craftKind: null,
  chamber: "",
  craftRegister: "",
  supervisoryAuthority: "",
  jobTitle: "",
  jobTitleState: "",
  professionalRules: "",
  insurance: "",
  disputeBoard: null,
  disputeBoardName: "",
  inLiquidation: false,
  furtherText: "",
  externalLink: "",
  notApplicable: {},
};
