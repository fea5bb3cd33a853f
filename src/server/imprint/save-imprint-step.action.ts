import { type ImprintAnswer, type ImprintChange, ImprintFields } from "../../contract/setup.ts";
import { unlessOvertaken } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs } from "../platform/jobs.ts";
import { withScheme } from "../tenants/business-fields.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { saveDraft } from "../tenants/save-draft.action.ts";
import { readImprint } from "./read-imprint.action.ts";
import { refreshImprint } from "./refresh-imprint.action.ts";
import { validateImprint } from "./validate-imprint.ts";

/**
 * Saves what was changed of step 2 and publishes it when it is complete; the rest stays as another screen may have left
 * it. A link to the firm's own site is checked in the background.
 */
export async function saveImprintStep(
  deps: Pick<Deps, "clock" | "publicUrl">,
  tx: Tx,
  tenantId: string,
  { was, ...change }: ImprintChange,
): Promise<ImprintAnswer> {
  await lockSetup(tx, tenantId);
  const { business, imprint: before } = await readSetup(tx);
  const fields = merged(before, change);
  unlessOvertaken(was, before, fields, change);
  const done = validateImprint(business, fields).length === 0;
  await saveDraft(deps, tx, tenantId, { step: "imprint", fields, done });
  await refreshImprint(deps, tx, tenantId);
  if (fields.externalLink !== "" && fields.externalLink !== before.externalLink)
    await addJobs(tx, [{ task: "check-imprint", payload: { tenantId }, key: `check-imprint:${tenantId}` }]);
  return readImprint(deps, tx, tenantId);
}

function merged(before: ImprintFields, change: Omit<ImprintChange, "was">): ImprintFields {
  const reasons = Object.entries({ ...before.notApplicable, ...change.notApplicable });
  const notApplicable = Object.fromEntries(reasons.filter(([, reason]) => reason !== null));
  const fields = ImprintFields.parse({ ...before, ...change, notApplicable });
  return { ...fields, externalLink: withScheme(fields.externalLink) };
}
