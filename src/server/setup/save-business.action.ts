import { type BusinessAnswer, type BusinessChange, BusinessFields } from "../../contract/setup.ts";
import { refreshImprint } from "../imprint/refresh-imprint.action.ts";
import { unlessOvertaken } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { plainPostcode, validateBusiness, withScheme } from "../tenants/business-fields.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { saveDraft } from "../tenants/save-draft.action.ts";

/**
 * Saves what was changed of step 1; the rest stays as another screen may have left it. The Impressum takes name,
 * address and contact from here, so it is judged anew.
 */
export async function saveBusiness(
  deps: Pick<Deps, "clock" | "publicUrl">,
  tx: Tx,
  tenantId: string,
  { was, ...change }: BusinessChange,
): Promise<BusinessAnswer> {
  await lockSetup(tx, tenantId);
  const { business: before } = await readSetup(tx);
  const typed = BusinessFields.parse({ ...before, ...change });
  const fields = { ...typed, postcode: plainPostcode(typed.postcode), website: withScheme(typed.website) };
  unlessOvertaken(was, before, fields, change);
  const problems = validateBusiness(fields);
  await saveDraft(deps, tx, tenantId, { step: "business", fields, done: problems.length === 0 });
  await refreshImprint(deps, tx, tenantId);
  return { fields, problems };
}
