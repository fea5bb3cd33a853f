// IM-3: what a business letter must say of who sends it. §§ 35a, 71(5) GmbHG, §§ 80, 268(4) AktG, § 25a GenG,
// §§ 37a, 125 HGB.
import type { BusinessFields, ImprintFields, LegalForm } from "../../contract/setup.ts";
import { isInFormation, saysLiquidation } from "../tenants/firm-name.ts";
import { applicableImprint, isExcused } from "./applicable-imprint.ts";
import { hasSupervisoryBoard, isOwnedByOne, registerOf, waitsForEntry } from "./imprint-fields.ts";

/** A sole trader, a GbR and a Verein owe nothing of their register on a letter. */
const owes = (form: LegalForm): boolean => ["HRA", "HRB", "GnR"].includes(registerOf[form] ?? "");

const both = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(", ");

/**
 * The lines below an offer or a confirmation. `null`: this legal form owes none; `undefined`: some are owed, and the
 * set-up does not have them all yet.
 */
export function letterBlock(business: BusinessFields, stored: ImprintFields): string | null | undefined {
  const form = business.legalForm;
  if (form === null) return undefined;
  if (!owes(form)) return null;
  const imprint = applicableImprint(business, stored);
  const { registerCourt, registerNumber, representatives, generalPartner, generalPartnerRegister } = imprint;
  const waits = waitsForEntry(business);
  const owed = [business.name, business.city];
  if (!waits) owed.push(registerCourt, registerNumber);
  if (!isOwnedByOne(form) && form !== "ohg" && form !== "kg") owed.push(representatives);
  if (form === "gmbh_co_kg") owed.push(generalPartner);
  if (form === "gmbh_co_kg" && !isInFormation(generalPartner)) owed.push(generalPartnerRegister);
  if (hasSupervisoryBoard(form) && !isExcused(imprint, "supervisoryChair")) owed.push(imprint.supervisoryChair);
  if (owed.some((field) => field.trim() === "")) return undefined;
  // A number from the register of the form before: the new one is not there yet.
  if (!waits && !registerNumber.startsWith(registerOf[form] ?? "")) return undefined;
  const managers =
    form === "ug" || form === "gmbh" || form === "gmbh_co_kg"
      ? `${imprint.inLiquidation ? "Liquidator/in" : "Geschäftsführung"}: ${representatives}`
      : "";
  const partner = form === "gmbh_co_kg" ? `Komplementärin: ${both(generalPartner, generalPartnerRegister)}` : "";
  const board = hasSupervisoryBoard(form)
    ? `${imprint.inLiquidation ? "Abwickler/in" : "Vorstand"}: ${representatives}`
    : "";
  const chair = imprint.supervisoryChair === "" ? "" : `Vorsitz des Aufsichtsrats: ${imprint.supervisoryChair}`;
  const register = both(registerCourt, registerNumber);
  const firm = imprint.inLiquidation && !saysLiquidation(business.name) ? `${business.name} i. L.` : business.name;
  return [`${firm}, Sitz ${business.city}`, register, partner, managers, board, chair]
    .filter((line) => line !== "")
    .join("\n");
}
