import type { ErasurePreview } from "../../contract/retention.ts";
import { objectingIdentities } from "../consent/suppress.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";
import { countProjectsOf } from "../projects/kept-of-projects.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { countOthers, loneLetters, messagesByClass } from "./erasure.store.ts";
import { erasureFacts, type Holdings, splitErasure } from "./erasure-plan.ts";
import { standingHolds } from "./hold.store.ts";

export interface ErasurePlan {
  readonly holdings: Holdings;
  readonly heldConversations: readonly string[];
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly goes: ErasurePreview["goes"];
  readonly stays: ErasurePreview["stays"];
}

/** What an erasure of this contact would take and leave, and what the rules say to it (ER-1, ER-3). Changes nothing. */
export async function planErasure(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  contactId: string,
): Promise<ErasurePlan> {
  const holds = (await standingHolds(tx, contactId)).filter((hold) => hold.kind === "legal");
  const lone = await loneLetters(tx, contactId);
  const holdings: Holdings = {
    ...(await countOthers(tx, contactId)),
    classes: merged([...(await messagesByClass(tx, contactId)), ...lone]),
    holds: holds.length,
    projects: await countProjectsOf(tx, contactId),
    heldAll: holds.some((hold) => hold.conversation_id === null),
    objecting: (await objectingIdentities(deps, tx, contactId)).length,
  };
  const zone = await loadTimeZone(tx, tenantId);
  const facts: Facts = { extra: { ...erasureFacts(holdings), taxHold: false } };
  return {
    holdings,
    heldConversations: holds.flatMap((hold) => hold.conversation_id ?? []),
    facts,
    verdict: evaluate("erase_all", facts),
    ...splitErasure(holdings, zone),
  };
}

function merged(shares: Holdings["classes"]): Holdings["classes"] {
  return [...Map.groupBy(shares, (share) => share.retentionClass)].map(([retentionClass, some]) => ({
    retentionClass,
    count: some.reduce((sum, share) => sum + share.count, 0),
    newest: some.reduce((a, b) => (a.newest > b.newest ? a : b)).newest,
  }));
}
