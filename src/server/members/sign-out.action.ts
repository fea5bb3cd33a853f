import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { forgetKeys } from "../offline/forget-keys.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { forgetPushAddress } from "../push/forget-push-address.action.ts";
import { endSessions } from "./end-sessions.action.ts";

/** Ends the caller's own session. The device is told nothing any more, and what it kept is noise. */
export async function signOut(deps: Deps, caller: Caller): Promise<void> {
  const { tenantId, sessionId, deviceId } = caller;
  if (caller.kind !== "session" || sessionId === null) throw new Problem("not-allowed");
  await deps.db.withTenant(tenantId, async (tx) => {
    await endSessions(deps, tx, tenantId, { sessionId });
    if (deviceId !== null) {
      await forgetPushAddress(tx, deviceId);
      await forgetKeys(tx, deviceId);
    }
    const entry = {
      tenantId,
      actor: actorOf(caller),
      verb: "sign-out",
      subjectKind: "session",
      subjectId: sessionId,
    } as const;
    await appendAudit(deps, tx, entry);
  });
}
