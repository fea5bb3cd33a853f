import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";
import { insertOnce } from "./decision.store.ts";
import { serverActor } from "./decision.ts";

/**
 * Asks whether a value may lie on a visitor's device (WC-1, WC-2), and keeps the answer once for each kind of storage
 * and version of the rules: it is the same for every visitor, and names none of them.
 */
export async function recordStorage(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  storage: Pick<Facts["extra"], "key" | "trigger" | "firstParty">,
): Promise<Verdict> {
  const facts: Facts = { extra: storage };
  const verdict = evaluate("write_terminal_storage", facts);
  const decision = {
    decisionId: deps.ids.uuid(),
    actor: serverActor,
    action: "write_terminal_storage",
    facts,
    verdict,
  } as const;
  await insertOnce(tx, tenantId, decision, deps.clock.now());
  return verdict;
}
