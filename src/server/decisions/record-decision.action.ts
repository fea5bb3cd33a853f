import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { insertDecisions } from "./decision.store.ts";
import type { NewDecision } from "./decision.ts";

/** Keeps a verdict in the same transaction as its effect (I7). @returns the decision's id */
export async function recordDecision(
  deps: Pick<Deps, "ids" | "clock">,
  tx: Tx,
  decision: Omit<NewDecision, "decisionId"> & { readonly tenantId: string },
): Promise<string> {
  const decisionId = deps.ids.uuid();
  await insertDecisions(tx, decision.tenantId, [{ ...decision, decisionId }], deps.clock.now());
  return decisionId;
}

/** The same for many at once, whose ids the caller has given already. */
export async function recordDecisions(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  decisions: readonly NewDecision[],
): Promise<void> {
  await insertDecisions(tx, tenantId, decisions, deps.clock.now());
}

/** Who a decision is about: a member at a device, or a program with a token. */
export function decisionActor({
  kind,
  memberId,
  deviceId,
}: Pick<Caller, "kind" | "memberId" | "deviceId">): NewDecision["actor"] {
  return { kind: kind === "api" ? "api" : "member", id: memberId, deviceId };
}
