// IM-3: what a business letter must say of who sends it. § 35a GmbHG, § 80 AktG, § 25a GenG, §§ 37a, 125 HGB.
import type { BusinessFields, ImprintFields, LegalForm } from "../../contract/setup.ts";
import { applicableImprint, isExcused } from "./applicable-imprint.ts";
import { hasSupervisoryBoard, isOwnedByOne, registerOf } from "./imprint-fields.ts";

/** A sole trader, a GbR and a Verein owe nothing of their register on a letter. */
const owes = (form: LegalForm): boolean => ["HRA", "HRB", "GnR"].includes(registerOf[form] ?? "");

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
  const owed = [business.name, business.city, registerCourt, registerNumber];
  if (!isOwnedByOne(form) && form !== "ohg" && form !== "kg") owed.push(representatives);
  if (form === "gmbh_co_kg") owed.push(generalPartner, generalPartnerRegister);
  if (hasSupervisoryBoard(form) && !isExcused(imprint, "supervisoryChair")) owed.push(imprint.supervisoryChair);
  if (owed.some((field) => field.trim() === "")) return undefined;
  // A number from the register of the form before: the new one is not there yet.
  if (!registerNumber.startsWith(registerOf[form] ?? "")) return undefined;
  const managers =
    form === "ug" || form === "gmbh" || form === "gmbh_co_kg" ? `Geschäftsführung: ${representatives}` : "";
  const partner = form === "gmbh_co_kg" ? `Komplementärin: ${generalPartner}, ${generalPartnerRegister}` : "";
  const board = hasSupervisoryBoard(form) ? `Vorstand: ${representatives}` : "";
  const chair = imprint.supervisoryChair === "" ? "" : `Vorsitz des Aufsichtsrats: ${imprint.supervisoryChair}`;
  const register = `${registerCourt}, ${registerNumber}`;
  return [`${business.name}, Sitz ${business.city}`, register, partner, managers, board, chair]
    .filter((line) => line !== "")
    .join("\n");
}
