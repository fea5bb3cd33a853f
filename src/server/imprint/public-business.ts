// What customers read of step 1 outside the Impressum: on their page, and in what goes out while nobody is there.
import { BusinessFields } from "../../contract/setup.ts";
import { emptyBusiness, validateBusiness } from "../tenants/business-fields.ts";
import { publicImprint } from "./published-imprint.ts";

/** What a paper says that somebody signs or shows before that. */
export const stillDraft = "Entwurf, noch ist kein Impressum veröffentlicht";

type Told = "phone" | "emergencyPhone" | "replyTime";

/** Of what customers are told, the last that was right: as it was saved, or as it was published. */
function lastOf(field: Told, typed: BusinessFields, published: BusinessFields | undefined): string {
  const isGood = (fields: BusinessFields) => !validateBusiness(fields).some((fault) => fault.field === field);
  return [typed, ...(published === undefined ? [] : [published])].find(isGood)?.[field] ?? "";
}

/** What stands in no Impressum, and so keeps none from being published while it is wrong. */
export const lastGood = (
  typed: BusinessFields,
  published: BusinessFields | undefined,
): Pick<BusinessFields, "emergencyPhone" | "replyTime"> => ({
  emergencyPhone: lastOf("emergencyPhone", typed, published),
  replyTime: lastOf("replyTime", typed, published),
});

/**
 * Name and telephone as the public Impressum has them. What stands in no Impressum counts as it was saved last; while
 * something is wrong with it, as it was before.
 * @param draft step 1 as stored
 * @param kept the public Impressum as stored
 */
export function publicBusiness(draft: unknown, kept: unknown): BusinessFields {
  const typed = BusinessFields.catch(emptyBusiness).parse(draft ?? {});
  const published = publicImprint(kept)?.business;
  return {
    ...typed,
    name: published?.name ?? typed.name,
    phone: published?.phone ?? lastOf("phone", typed, published),
    ...lastGood(typed, published),
  };
}
