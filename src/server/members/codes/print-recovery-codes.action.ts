import { appendAudit } from "../../audit/append-audit.action.ts";
import { actorOf } from "../../audit/audit.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { recoveryCodeCount } from "../access-times.ts";
import { endCodesOf } from "./code.store.ts";
import { showCode } from "./code-text.ts";
import { issueCode } from "./issue-code.action.ts";

/**
 * Eight codes to print and lock away. Each opens one enrolment for this member and never a session by itself. New ones
 * end the old ones.
 */
export async function printRecoveryCodes(deps: Deps, caller: Caller): Promise<string[]> {
  const { tenantId, memberId } = caller;
  return await deps.db.withTenant(tenantId, async (tx) => {
    await endCodesOf(tx, memberId, "recovery", deps.clock.now());
    const codes: string[] = [];
    for (let count = 0; count < recoveryCodeCount; count += 1)
      codes.push(showCode(await issueCode(deps, tx, { tenantId, purpose: "recovery", memberId })));
    await appendAudit(deps, tx, {
      tenantId,
      actor: actorOf(caller),
      verb: "print-recovery-codes",
      subjectKind: "member",
      subjectId: memberId,
    });
    return codes;
  });
}
