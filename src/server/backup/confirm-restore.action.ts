import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { resumeSending } from "../outbound/waiting/resume-sending.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { confirmPauses } from "./restore-pause.store.ts";

/** A person has looked: what was written since the restore leaves, what was uncertain stays so until decided one by one. */
export async function confirmRestore(deps: Deps, caller: Caller): Promise<void> {
  const { tenantId, memberId } = caller;
  await deps.db.withTenant(tenantId, async (tx) => {
    if ((await confirmPauses(tx, deps.clock.now())) === 0) return;
    await resumeSending(deps, tx, tenantId);
    const entry = { tenantId, actor: actorOf(caller), verb: "confirm-restore", subjectKind: "backup" } as const;
    await appendAudit(deps, tx, entry);
    await appendEvents(deps, tx, tenantId, [{ kind: "backup-changed", memberId }]);
  });
}
