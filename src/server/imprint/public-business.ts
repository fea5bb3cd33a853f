// What customers read of step 1 outside the Impressum: on their page, and in what goes out while nobody is there.
import { BusinessFields } from "../../contract/setup.ts";
import { emptyBusiness, validateBusiness } from "../tenants/business-fields.ts";
import { publicImprint } from "./published-imprint.ts";

/**
 * Name and telephone as the public Impressum has them. What stands in no Impressum counts as it was saved last; while
 * something is wrong with it, as it was published.
 * @param draft step 1 as stored
 * @param kept the public Impressum as stored
 */
export function publicBusiness(draft: unknown, kept: unknown): BusinessFields {
  const typed = BusinessFields.catch(emptyBusiness).parse(draft ?? {});
  const published = publicImprint(kept)?.business;
  const good = [typed, ...(published === undefined ? [] : [published])].map((fields) => {
    const faults = new Set(validateBusiness(fields).map(({ field }) => field));
    return (field: "phone" | "emergencyPhone" | "replyTime") => (faults.has(field) ? undefined : fields[field]);
  });
  const last = (field: "phone" | "emergencyPhone" | "replyTime") =>
    good.map((of) => of(field)).find((value) => value !== undefined) ?? "";
  return {
    ...typed,
    name: published?.name ?? typed.name,
    phone: published?.phone ?? last("phone"),
    emergencyPhone: last("emergencyPhone"),
    replyTime: last("replyTime"),
  };
}
