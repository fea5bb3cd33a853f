import { isDeepStrictEqual } from "node:util";
import type { SaveWorkRules } from "../../contract/working-time.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { loadWorkRules, saveWorkRules as store } from "./work-rule.store.ts";

/** The written rules of the business; the audit keeps since when which one stood. */
export async function saveWorkRules(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  { was, ...rules }: SaveWorkRules,
): Promise<void> {
  const { tenantId } = caller;
  await lockSetup(tx, tenantId);
  const now = await loadWorkRules(tx);
  unlessChanged(was, now, rules);
  if (isDeepStrictEqual(rules, now)) return;
  await store(tx, tenantId, rules, deps.clock.now());
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "save-work-rules",
    subjectKind: "work-rules",
    details: {
      shiftRuleOn: rules.shiftRule?.on ?? null,
      cutoff: rules.shiftRule?.cutoff ?? null,
      minorsWeekend: rules.minorsWeekend !== null,
      swapsNeedApproval: rules.swapsNeedApproval,
      alarmMinutes: rules.alarmMinutes,
    },
  });
  await appendEvents(deps, tx, tenantId, [{ kind: "roster-changed", memberId: caller.memberId }]);
}
