// The Impressum as the public reads it, in parts: server page and preview draw the same.
import type { BusinessFields, ImprintFields, PageSection } from "../../contract/setup.ts";
import { hasCapital, isOwnedByOne, registerOf } from "./imprint-fields.ts";
import { isExcused } from "./validate-imprint.ts";

const text = (...lines: readonly (string | false)[]): PageSection["blocks"] =>
  lines
    .filter((line): line is string => typeof line === "string" && line.trim() !== "")
    .map((line) => ({ kind: "text", text: line }));

const section = (heading: string, blocks: PageSection["blocks"]): PageSection => ({ heading, blocks, apart: false });

/** Sections of the page; empty ones are left out. What does not apply is not shown. */
export function imprintSections(business: BusinessFields, imprint: ImprintFields): PageSection[] {
  const form = business.legalForm;
  if (form === null) return [];
  const shown = (field: keyof ImprintFields & string): string => {
    const value = imprint[field as Exclude<keyof ImprintFields, "notApplicable">];
    return typeof value === "string" ? value : "";
  };
  const register = registerOf[form];
  const craft = imprint.craftKind === "anlage_a" || imprint.craftKind === "anlage_b";
  const sections = [
    section("Angaben nach § 5 DDG", [
      ...text(
        business.name + (imprint.inLiquidation ? " i. L. (in Abwicklung)" : ""),
        isOwnedByOne(form) && imprint.ownerName !== "" && `Inhaber/in: ${imprint.ownerName}`,
        business.street,
        `${business.postcode} ${business.city}`.trim(),
      ),
    ]),
    section("Vertreten durch", [
      ...text(
        !isOwnedByOne(form) && imprint.representatives,
        form === "gmbh_co_kg" &&
          imprint.generalPartner !== "" &&
          `Persönlich haftend: ${imprint.generalPartner}, ${imprint.generalPartnerRegister}`,
      ),
    ]),
    section("Kontakt", [
      ...text(
        business.phone !== "" && `Telefon: ${business.phone}`,
        business.email !== "" && `E-Mail: ${business.email}`,
      ),
    ]),
    section("Register", [
      ...text(
        register !== undefined &&
          imprint.registerNumber !== "" &&
          `${imprint.registerCourt}, ${imprint.registerNumber}`,
        hasCapital(form) &&
          imprint.capital !== "" &&
          `Stammkapital: ${imprint.capital}, ausstehende Einlagen: ${imprint.capitalOutstanding}`,
      ),
    ]),
    section("Steuer", [
      ...text(
        imprint.vatId !== "" && `Umsatzsteuer-Identifikationsnummer (§ 27a UStG): ${imprint.vatId}`,
        imprint.businessId !== "" && `Wirtschafts-Identifikationsnummer (§ 139c AO): ${imprint.businessId}`,
      ),
    ]),
    section("Handwerk", [
      ...text(
        craft && shown("chamber") !== "" && `Kammer: ${imprint.chamber}`,
        craft && shown("craftRegister") !== "" && `Handwerksrolle: ${imprint.craftRegister}`,
        imprint.craftKind === "anlage_a" &&
          shown("supervisoryAuthority") !== "" &&
          `Aufsichtsbehörde: ${imprint.supervisoryAuthority}`,
        imprint.craftKind === "anlage_a" &&
          shown("jobTitle") !== "" &&
          `Berufsbezeichnung: ${imprint.jobTitle}${isExcused(imprint, "jobTitleState") || imprint.jobTitleState === "" ? "" : ` (verliehen in: ${imprint.jobTitleState})`}`,
        imprint.craftKind === "anlage_a" &&
          shown("professionalRules") !== "" &&
          `Berufsrecht: ${imprint.professionalRules}`,
      ),
    ]),
    section("Haftpflichtversicherung", [...text(imprint.insurance)]),
    section("Verbraucherstreitbeilegung", [...text(business.moreThanTen === true && disputeSentence(imprint))]),
    section("Weitere Angaben", [...text(imprint.furtherText)]),
  ];
  return sections.filter(({ blocks }) => blocks.length > 0);
}

function disputeSentence({ disputeBoard, disputeBoardName }: ImprintFields): string | false {
  if (disputeBoard === "yes") return `Wir nehmen an Streitbeilegungsverfahren teil vor: ${disputeBoardName}`;
  if (disputeBoard === "no")
    return "Wir nehmen an Streitbeilegungsverfahren vor einer Verbraucherschlichtungsstelle nicht teil und sind dazu nicht verpflichtet.";
  return false;
}
