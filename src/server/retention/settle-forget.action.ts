import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { settleByHand } from "./channel-forget.store.ts";

/** Somebody deleted by hand what the channel did not take from us; who said so stands in the audit. */
export async function settleForget(deps: Deps, tx: Tx, caller: Caller, erasureId: string): Promise<void> {
  const by = { memberId: caller.memberId, at: deps.clock.now() };
  if ((await settleByHand(tx, erasureId, by)) === 0) throw new Problem("not-found");
  await appendAudit(deps, tx, {
    tenantId: caller.tenantId,
    actor: actorOf(caller),
    verb: "settle-channel-deletion",
    subjectKind: "erasure",
    subjectId: erasureId,
  });
}
