import { decisionActor, recordDecision } from "../decisions/record-decision.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";

/**
 * Somebody wants to read in an address book or a list. There is no such thing (AB-1), and who asks hears why; the answer
 * is the policy's and is kept. Nothing of the list comes here.
 */
export async function refuseImport(deps: Pick<Deps, "ids" | "clock">, tx: Tx, caller: Caller): Promise<Verdict> {
  const { tenantId, role } = caller;
  const facts: Facts = { channel: "none", extra: { actorRole: role } };
  const verdict = evaluate("import_addressbook", facts);
  await recordDecision(deps, tx, {
    tenantId,
    actor: decisionActor(caller),
    action: "import_addressbook",
    facts,
    verdict,
  });
  return verdict;
}
