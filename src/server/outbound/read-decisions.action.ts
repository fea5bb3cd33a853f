import type { DecisionView } from "../../contract/policy.ts";
import type { ShownName } from "../../contract/words.ts";
import { accessMessage } from "../conversations/access-conversation.action.ts";
import { openMessage } from "../conversations/open-message.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { RuleId } from "../policy/verdict.ts";
import { type ShownFact, showFacts } from "./facts/fact-names.ts";
import { givenReason } from "./facts/send-facts.ts";
import { loadDecisions } from "./message-decision.store.ts";
import { showRule } from "./permit.ts";

/** The proof of one message: each decision about it, in the order they were made. */
export async function readDecisions(deps: Deps, tx: Tx, caller: Caller, messageId: string): Promise<DecisionView[]> {
  const { contactId } = await accessMessage(tx, caller, messageId);
  const message = await openMessage(deps, tx, caller.tenantId, contactId, messageId);
  const rows = await loadDecisions(tx, messageId);
  return rows.map((row) => ({
    id: row.decision_id,
    at: row.at.toISOString(),
    action: row.action,
    actor: row.member_name ?? nameless(row.actor_kind),
    verdict: row.verdict,
    why: row.why_de,
    rules: row.rules.map((id) => showRule(id as RuleId)),
    requires: row.requires,
    rulesetVersion: row.ruleset_version,
    factsHash: Buffer.from(row.facts_hash).toString("hex"),
    facts: showFacts(row.facts).map((fact) =>
      withReason(fact, message?.stored.declared?.dangerReason ?? message?.stored.declared?.personsReason),
    ),
  }));
}

/** The words of a reason stand in the message, sealed; the decision only says that there were some. */
function withReason(fact: ShownFact, reason: string | undefined): DecisionView["facts"][number] {
  return reason !== undefined && fact.value.de === givenReason ? { ...fact, value: reason } : fact;
}

/** Somebody without a name: a program, the server itself, or a person after six months (LK-15). */
function nameless(actorKind: string): ShownName {
  if (actorKind === "member") return { de: "Jemand aus dem Betrieb", en: "Somebody of the business" };
  return actorKind === "api" ? { de: "Ein Programm des Betriebs", en: "A program of the business" } : "Werkbote";
}
