import { createHash } from "node:crypto";
import type { Tx } from "../platform/db.ts";
import { rulesetVersionOf } from "../policy/verdict.ts";
import type { NewDecision } from "./decision.ts";

/** Append-only: facts without content, their hash, the ruleset's version, the verdict. */
export async function insertDecisions(tx: Tx, tenantId: string, rows: readonly NewDecision[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await insertion(tx, tenantId, rows, at).execute();
}

/** Keeps a verdict unless the same one stands already: for kinds of things that are decided once (WC-1, WC-2). */
export async function insertOnce(tx: Tx, tenantId: string, row: NewDecision, at: Date): Promise<void> {
  await insertion(tx, tenantId, [row], at)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function insertion(tx: Tx, tenantId: string, rows: readonly NewDecision[], at: Date) {
  return tx.insertInto("decision").values(
    rows.map((row) => {
      const facts = JSON.stringify(row.facts);
      return {
        tenant_id: tenantId,
        decision_id: row.decisionId,
        at,
        actor_kind: row.actor.kind,
        actor_id: row.actor.id,
        device_id: row.actor.deviceId,
        action: row.action,
        conversation_id: row.conversationId ?? null,
        message_id: row.messageId ?? null,
        facts_hash: createHash("sha256").update(facts).digest(),
        facts,
        ruleset_version: rulesetVersionOf(row.facts.limits?.version),
        verdict: row.verdict.verdict,
        rules: [...row.verdict.rules],
        requires: [...row.verdict.requires],
        why_de: row.verdict.whyDe,
      };
    }),
  );
}
