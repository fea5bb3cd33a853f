import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { insertDecisions, type NewDecision } from "./decision.store.ts";

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

/** Who a decision is about: a member at a device, or a program with a token. */
export function decisionActor({
  kind,
  memberId,
  deviceId,
}: Pick<Caller, "kind" | "memberId" | "deviceId">): NewDecision["actor"] {
  return { kind: kind === "api" ? "api" : "member", id: memberId, deviceId };
}
