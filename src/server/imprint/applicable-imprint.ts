// What of the stored Impressum fields holds today: the form keeps what was typed once, the public reads only this.
import type { BusinessFields, ImprintFields } from "../../contract/setup.ts";
import { emptyImprint } from "../tenants/empty-drafts.ts";
import { askedFields, type ImprintField, mayNotApply } from "./imprint-fields.ts";
import { plainRegisterNumber } from "./register-number.ts";

/** The owner ticked "nicht zutreffend" on a field that leaves room for it, with a reason or without one yet. */
function isTicked(imprint: ImprintFields, field: ImprintField): boolean {
  return mayNotApply.has(field) && imprint.notApplicable[field] !== undefined;
}

/** A reason short of a sentence's length is no reason. */
export function isExcused(imprint: ImprintFields, field: ImprintField): boolean {
  return isTicked(imprint, field) && (imprint.notApplicable[field] ?? "").trim().length >= 10;
}

/** A reason was begun and is too short to count. */
export function hasShortReason(imprint: ImprintFields, field: ImprintField): boolean {
  return isTicked(imprint, field) && imprint.notApplicable[field]?.trim() !== "" && !isExcused(imprint, field);
}

/**
 * The fields without what was stored for another legal form, another craft or another size, and without what does not
 * apply. Page, letters and records read these: a wrong entry in the Impressum is as unlawful as a missing one.
 */
export function applicableImprint(business: BusinessFields, imprint: ImprintFields): ImprintFields {
  const held = askedFields(business, imprint).filter((field) => !isTicked(imprint, field));
  const kept = Object.fromEntries(held.map((field) => [field, imprint[field]]));
  const shown = { ...emptyImprint, notApplicable: imprint.notApplicable, ...kept };
  return { ...shown, registerNumber: plainRegisterNumber(shown.registerNumber) };
}
