import { forgetConsents } from "../consent/forget-consents.action.ts";
import { dropErased } from "../contacts/forget-contact.action.ts";
import { forgetNoticeProofs } from "../notices/forget-notices.action.ts";
import { heedHoldOfAll } from "../platform/db/holds-turn.ts";
import type { Deps } from "../platform/deps.ts";
import { evidenceYears } from "./erasure-plan.ts";
import { contactsWithoutProofs } from "./sweep.store.ts";

const batch = 200;

/** Three years after the end of the year of an erasure the bare proofs go too (LK-6, LK-8), with the ids they hang on, if no legal hold keeps them. */
export async function dropProofs(deps: Pick<Deps, "db">, tenantId: string, zone: string, today: string): Promise<void> {
  const lastYear = Number(today.slice(0, 4)) - evidenceYears - 1;
  for (let more = true; more; ) {
    more = await deps.db.withTenant(tenantId, async (tx) => {
      if (await heedHoldOfAll(tx, tenantId)) return false;
      const ids = await contactsWithoutProofs(tx, zone, lastYear, batch);
      await forgetNoticeProofs(tx, ids);
      await forgetConsents(tx, ids);
      await dropErased(tx, ids);
      return ids.length === batch;
    });
  }
}
