import { createHash } from "node:crypto";
import type { Tx } from "../platform/db.ts";
import type { Action, Facts } from "../policy/facts.ts";
import { rulesetVersionOf, type Verdict } from "../policy/verdict.ts";

/** Who acts: a member at a device, a program of the business, the contact, or the server by itself. */
export interface Actor {
  readonly kind: "member" | "contact" | "server" | "api";
  readonly id: string | null;
  readonly deviceId: string | null;
}

export interface NewDecision {
  readonly decisionId: string;
  readonly actor: Actor;
  readonly action: Action;
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly conversationId?: string;
  readonly messageId?: string;
}

/** Append-only (section 0 no. 6): facts without content, their hash, the ruleset's version, the verdict. */
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

/** Who stands behind a message as it waits now, and what became of the device it was written on. */
export async function loadOrigin(
  tx: Tx,
  messageId: string,
): Promise<{ actor: Actor; deviceState: string | null } | undefined> {
  const row = await tx
    .selectFrom("message as m")
    .innerJoin("decision as d", "d.decision_id", "m.decision_id")
    .leftJoin("device as v", "v.device_id", "d.device_id")
    .select(["d.actor_kind", "d.actor_id", "d.device_id", "v.state"])
    .where("m.message_id", "=", messageId)
    .executeTakeFirst();
  if (!row) return undefined;
  const actor = { kind: row.actor_kind as Actor["kind"], id: row.actor_id, deviceId: row.device_id };
  return { actor, deviceState: row.state };
}

export async function loadDecisions(tx: Tx, messageId: string) {
  return await tx
    .selectFrom("decision as d")
    .leftJoin("member as m", "m.member_id", "d.actor_id")
    .selectAll("d")
    .select("m.name as member_name")
    .where("d.message_id", "=", messageId)
    .orderBy("d.at")
    .orderBy("d.decision_id")
    .execute();
}
