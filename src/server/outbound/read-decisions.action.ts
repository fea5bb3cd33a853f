import type { DecisionView } from "../../contract/policy.ts";
import { accessMessage } from "../conversations/access-conversation.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { RuleId } from "../policy/verdict.ts";
import { loadDecisions } from "./decision.store.ts";
import { showFacts } from "./fact-names.ts";
import { showRule } from "./permit.ts";

/** The proof of one message: each decision about it, in the order they were made (step 8). */
export async function readDecisions(tx: Tx, caller: Caller, messageId: string): Promise<DecisionView[]> {
  await accessMessage(tx, caller, messageId);
  const rows = await loadDecisions(tx, messageId);
  return rows.map((row) => ({
    id: row.decision_id,
    at: row.at.toISOString(),
    action: row.action,
    actor: row.member_name ?? (row.actor_kind === "api" ? "Ein Programm des Betriebs" : "Werkbote"),
    verdict: row.verdict as DecisionView["verdict"],
    why: row.why_de,
    rules: row.rules.map((id) => showRule(id as RuleId)),
    requires: row.requires,
    rulesetVersion: row.ruleset_version,
    factsHash: Buffer.from(row.facts_hash).toString("hex"),
    facts: showFacts(row.facts),
  }));
}
