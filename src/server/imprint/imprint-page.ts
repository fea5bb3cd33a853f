// The Impressum as the public reads it, in parts: server page and preview draw the same.
import { dialled } from "../../contract/dialled.ts";
import type { BusinessFields, ImprintFields, PageSection } from "../../contract/setup.ts";
import { saysLiquidation } from "../tenants/firm-name.ts";
import { applicableImprint } from "./applicable-imprint.ts";
import { plainVatId } from "./vat-id.ts";

const text = (...lines: readonly (string | false)[]): PageSection["blocks"] =>
  lines
    .filter((line): line is string => typeof line === "string" && line.trim() !== "")
    .map((line) => ({ kind: "text", text: line }));

/** On a phone one taps it; nothing where there is no address. */
const link = (label: string, url: string): PageSection["blocks"] => (url === "" ? [] : [{ kind: "link", label, url }]);

/** Half filled in, the preview shows no comma before nothing. */
const both = (...parts: readonly string[]): string => parts.filter((part) => part.trim() !== "").join(", ");

const section = (heading: string, blocks: PageSection["blocks"]): PageSection => ({ heading, blocks, apart: false });

/** Sections of the page; empty ones are left out. What does not apply is not shown. */
export function imprintSections(business: BusinessFields, stored: ImprintFields): PageSection[] {
  const form = business.legalForm;
  if (form === null) return [];
  const imprint = applicableImprint(business, stored);
  const sections = [
    section("Angaben nach § 5 DDG", [
      ...text(
        business.name + (imprint.inLiquidation && !saysLiquidation(business.name) ? " i. L. (in Abwicklung)" : ""),
        imprint.ownerName !== "" && `Inhaber/in: ${imprint.ownerName}`,
        business.street,
        `${business.postcode} ${business.city}`.trim(),
      ),
    ]),
    section("Vertreten durch", [
      ...text(
        imprint.representatives,
        imprint.generalPartner !== "" &&
          `Persönlich haftend: ${both(imprint.generalPartner, imprint.generalPartnerRegister)}`,
      ),
    ]),
    section("Kontakt", [
      ...link(`Telefon: ${business.phone}`, business.phone && `tel:${dialled(business.phone)}`),
      ...link(`E-Mail: ${business.email}`, business.email && `mailto:${business.email}`),
    ]),
    section("Register", [
      ...text(
        both(imprint.registerCourt, imprint.registerNumber),
        imprint.capital !== "" &&
          `${form === "ag" ? "Grundkapital" : "Stammkapital"}: ${imprint.capital}, ausstehende Einlagen: ${imprint.capitalOutstanding}`,
      ),
    ]),
    section("Steuer", [
      ...text(
        imprint.vatId !== "" && `Umsatzsteuer-Identifikationsnummer (§ 27a UStG): ${imprint.vatId.toUpperCase()}`,
        imprint.businessId !== "" && `Wirtschafts-Identifikationsnummer (§ 139c AO): ${plainVatId(imprint.businessId)}`,
      ),
    ]),
    section("Handwerk", [
      ...text(
        imprint.chamber !== "" && `Kammer: ${imprint.chamber}`,
        imprint.craftRegister !== "" && `Handwerksrolle: ${imprint.craftRegister}`,
        imprint.supervisoryAuthority !== "" && `Aufsichtsbehörde: ${imprint.supervisoryAuthority}`,
        imprint.jobTitle !== "" &&
          `Berufsbezeichnung: ${imprint.jobTitle}${imprint.jobTitleState === "" ? "" : ` (verliehen in: ${imprint.jobTitleState})`}`,
        imprint.professionalRules !== "" && `Berufsrecht: ${imprint.professionalRules}`,
      ),
    ]),
    section("Haftpflichtversicherung", text(...imprint.insurance.split("\n"))),
    section("Verbraucherstreitbeilegung", [...text(disputeSentence(imprint))]),
    section("Weitere Angaben", text(...imprint.furtherText.split("\n"))),
  ];
  return sections.filter(({ blocks }) => blocks.length > 0);
}

function disputeSentence({ disputeBoard, disputeBoardName }: ImprintFields): string | false {
  if (disputeBoard === "yes") return `Wir nehmen an Streitbeilegungsverfahren teil vor: ${disputeBoardName}`;
  if (disputeBoard === "no")
    return "Wir nehmen an Streitbeilegungsverfahren vor einer Verbraucherschlichtungsstelle nicht teil und sind dazu nicht verpflichtet.";
  return false;
}
