import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { loadApproved } from "./insight.store.ts";
import { standingOf } from "./insight.ts";

/**
 * May this caller read this conversation by break-glass right now? The look and its line in the audit are one: whoever
 * got a yes is written down in the same transaction, whatever part of the conversation they ask for (I7).
 */
export async function useInsight(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  what: "conversation" | "file",
): Promise<boolean> {
  if (!can(caller, "ask-insights")) return false;
  const now = deps.clock.now();
  const approved = await loadApproved(tx, caller.memberId, conversationId);
  const open = approved.find(({ facts }) => standingOf(facts, now) === "open");
  if (!open) return false;
  await appendAudit(deps, tx, {
    tenantId: caller.tenantId,
    actor: actorOf(caller),
    verb: what === "file" ? "look-at-file" : "look-into-conversation",
    subjectKind: "insight",
    subjectId: open.insightId,
    details: { conversationId },
  });
  return true;
}
