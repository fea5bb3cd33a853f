import { decisionActor, recordDecision } from "../decisions/record-decision.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";

/**
 * MS-3: rooms are for people of the business and for guests who were invited with an account of their own; no customer
 * gets into one. Asked for each room somebody makes and each person they let in; the decision is kept.
 */
export async function decideGroup(
  deps: Pick<Deps, "ids" | "clock">,
  tx: Tx,
  caller: Caller,
  action: "create_group" | "add_to_group",
  who: "staff" | "guest",
): Promise<void> {
  const { tenantId, kind } = caller;
  const facts: Facts = {
    channel: "own_internal",
    deviceType: kind === "api" ? "server" : "business_registered",
    recipientIsEmployee: who === "staff",
    employeeRelation: who === "staff" ? "staff" : "none",
    extra: who === "guest" ? { invitedGuest: true } : {},
  };
  const verdict = evaluate(action, facts);
  await recordDecision(deps, tx, { tenantId, actor: decisionActor(caller), action, facts, verdict });
  if (verdict.verdict !== "allow") throw new Problem("not-lawful", { detail: ofRule(verdict.whyDe) });
}
