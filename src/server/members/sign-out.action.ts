import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { endSessions } from "./end-sessions.action.ts";

/** Ends the caller's own session. */
export async function signOut(deps: Deps, caller: Caller): Promise<void> {
  const { tenantId, sessionId } = caller;
  if (caller.kind !== "session" || sessionId === null) throw new Problem("not-allowed");
  await deps.db.withTenant(tenantId, async (tx) => {
    await endSessions(deps, tx, tenantId, { sessionId });
    const entry = { tenantId, actor: actorOf(caller), verb: "sign-out", subjectKind: "session", subjectId: sessionId };
    await appendAudit(deps, tx, entry);
  });
}
