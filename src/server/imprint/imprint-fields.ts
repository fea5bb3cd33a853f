// Impressum: which fields § 5 DDG and § 2 DL-InfoV ask of which legal form and craft, and how they are called.
import type { BusinessFields, ImprintFields, LegalForm } from "../../contract/setup.ts";
import { isInFormation } from "../tenants/firm-name.ts";

/** Commercial register (HRA, HRB), of partnerships (GsR), cooperatives (GnR), associations (VR); undefined: in none. */
export const registerOf: Readonly<Record<LegalForm, "HRA" | "HRB" | "GsR" | "GnR" | "VR" | undefined>> = {
  einzelunternehmen: undefined,
  ek: "HRA",
  gbr: undefined,
  egbr: "GsR",
  ohg: "HRA",
  kg: "HRA",
  gmbh_co_kg: "HRA",
  ug: "HRB",
  gmbh: "HRB",
  ag: "HRB",
  eg: "GnR",
  ev: "VR",
};

/** These begin with their entry, or stand on a company that does; the others are what they are before it. */
const begunByEntry: ReadonlySet<LegalForm> = new Set<LegalForm>(["gmbh", "ug", "ag", "eg", "ev", "gmbh_co_kg"]);
export const waitsForEntry = ({ name, legalForm }: Pick<BusinessFields, "name" | "legalForm">): boolean =>
  legalForm !== null && begunByEntry.has(legalForm) && isInFormation(name);

export const isOwnedByOne = (form: LegalForm): boolean => form === "einzelunternehmen" || form === "ek";
export const hasSupervisoryBoard = (form: LegalForm): boolean => form === "ag" || form === "eg";
export const hasCapital = (form: LegalForm): boolean => form === "gmbh" || form === "ug" || form === "ag";

export type ImprintField = Exclude<keyof ImprintFields, "notApplicable">;

/** Fields the business may mark "nicht zutreffend", with a reason: contested by law or bound to a condition. */
export const mayNotApply: ReadonlySet<ImprintField> = new Set<ImprintField>([
  "supervisoryChair",
  "vatId",
  "supervisoryAuthority",
  "jobTitle",
  "jobTitleState",
  "professionalRules",
  "craftRegister",
  "insurance",
]);

/** The fields to ask for, in the order of the page. */
export function askedFields(
  business: BusinessFields,
  imprint: Pick<ImprintFields, "craftKind" | "generalPartner">,
): ImprintField[] {
  const form = business.legalForm;
  if (form === null) return [];
  const asked: ImprintField[] = [isOwnedByOne(form) ? "ownerName" : "representatives"];
  if (form === "gmbh_co_kg") asked.push("generalPartner");
  if (form === "gmbh_co_kg" && !isInFormation(imprint.generalPartner)) asked.push("generalPartnerRegister");
  if (hasSupervisoryBoard(form)) asked.push("supervisoryChair");
  if (registerOf[form] !== undefined && !waitsForEntry(business)) asked.push("registerCourt", "registerNumber");
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
