import type { WorkRules } from "../../contract/working-time.ts";
import type { Tx } from "../platform/db.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import type { Firm } from "./reach.ts";
import { loadWorkRules } from "./work-rule.store.ts";

/**
 * What counts for everybody: time zone, federal state, written rules. The state stands in no Impressum and is chosen,
 * not typed: its holidays count from the choice on, whatever else of the business is still a draft.
 */
export async function loadFirm(tx: Tx, tenantId: string): Promise<Firm & { readonly rules: WorkRules }> {
  const zone = await loadTimeZone(tx, tenantId);
  const rules = await loadWorkRules(tx);
  const { business } = await readSetup(tx);
  return {
    zone,
    state: business.state,
    rules,
    shiftRule: rules.shiftRule,
    minorsWeekend: rules.minorsWeekend !== null,
  };
}
