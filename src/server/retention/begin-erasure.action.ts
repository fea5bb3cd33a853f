import { appendAudit } from "../audit/append-audit.action.ts";
import type { Actor } from "../audit/audit.ts";
import { holdContact } from "../contacts/forget-contact.action.ts";
import { recordDecision } from "../decisions/record-decision.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs, type JobSpec } from "../platform/jobs.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { insertErasure } from "./erasure.store.ts";
import { planErasure } from "./plan-erasure.action.ts";

export interface ErasureWish {
  readonly tenantId: string;
  readonly contactId: string;
  readonly cause: "request" | "owner" | "period" | "replay";
  readonly actor: Actor;
  readonly deviceId: string | null;
}

/**
 * Decides an erasure and writes it down; from its commit on it will happen, whatever becomes of this process. Dividing
 * what goes from what is locked is part of it, so `split_erase_and_restrict` is fulfilled by doing it (ER-3).
 * @returns the erasure's id, for `carryOutErasure`
 */
export async function beginErasure(deps: Deps, tx: Tx, wish: ErasureWish): Promise<string> {
  const { tenantId, contactId, actor } = wish;
  const contact = await holdContact(tx, contactId);
  if (!contact || (contact.erasedAt !== null && wish.cause !== "replay")) throw new Problem("not-found");
  const { facts, verdict } = await planErasure(deps, tx, tenantId, contactId);
  const open = verdict.requires.filter((token) => token !== "split_erase_and_restrict");
  if (verdict.verdict === "deny" || open.length > 0)
    throw new Problem("not-lawful", { detail: ofRule(verdict.whyDe), more: { rules: verdict.rules } });
  const decisionId = await recordDecision(deps, tx, {
    tenantId,
    actor: { ...actor, deviceId: wish.deviceId },
    action: "erase_all",
    facts,
    verdict,
  });
  const erasureId = await insertErasure(tx, tenantId, {
    erasureId: deps.ids.uuid(),
    contactId,
    cause: wish.cause,
    decisionId,
    askedBy: actor.kind === "member" || actor.kind === "api" ? actor.id : null,
    at: deps.clock.now(),
  });
  await appendAudit(deps, tx, {
    tenantId,
    actor,
    verb: "erase-contact",
    subjectKind: "contact",
    subjectId: contactId,
    details: { cause: wish.cause, decisionId },
  });
  await addJobs(tx, [eraseJob(tenantId, erasureId)]);
  return erasureId;
}

export const eraseJob = (tenantId: string, erasureId: string): JobSpec => ({
  task: "erase-contact",
  payload: { tenantId, erasureId },
  key: `erase-contact:${erasureId}`,
});
