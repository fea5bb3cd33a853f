import { appendAudit } from "../audit/append-audit.action.ts";
import type { Actor } from "../audit/audit.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { callNext } from "./call-next.action.ts";
import { insertAlarm } from "./duty.store.ts";

/**
 * An emergency that must not wait: whoever is on duty is called, and the next one when nobody takes it in time.
 * @returns its id
 */
export async function raiseDutyAlarm(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  by: { readonly tenantId: string; readonly actor: Actor },
  what: { readonly text: string; readonly conversationId: string | null },
): Promise<string> {
  const { tenantId, actor } = by;
  const id = deps.ids.uuid();
  const raisedBy = actor.kind === "member" || actor.kind === "api" ? actor.id : null;
  await insertAlarm(deps, tx, tenantId, { id, raisedAt: deps.clock.now(), raisedBy, ...what });
  await appendAudit(deps, tx, { tenantId, actor, verb: "raise-duty-alarm", subjectKind: "duty-alarm", subjectId: id });
  await callNext(deps, tx, tenantId, { id, steps: [] });
  return id;
}
