import { serverActor } from "../decisions/decision.ts";
import { recordDecision } from "../decisions/record-decision.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";

/**
 * Asks the rules whether documents of a class may go, by the newest of them, and keeps the verdict (ER-2). Holds were
 * looked at by whoever chose the documents; a refusal stops the batch.
 */
export async function decideDeletion(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  retentionClass: string,
  documentDays: readonly string[],
  today: string,
): Promise<boolean> {
  const documentDate = documentDays.toSorted().at(-1);
  if (documentDate === undefined) return false;
  const facts: Facts = { extra: { retentionClass, documentDate, taxHold: false, legalHold: false, now: today } };
  const verdict = evaluate("delete", facts);
  await recordDecision(deps, tx, { tenantId, actor: serverActor, action: "delete", facts, verdict });
  return verdict.verdict === "allow";
}
