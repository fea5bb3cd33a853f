import { appendAudit } from "../../audit/append-audit.action.ts";
import { actorOf } from "../../audit/audit.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { notify } from "../../platform/wake.ts";
import { revokeToken } from "./api-token.store.ts";

/** Ends a token; streams it holds open close within a second. */
export async function endToken(deps: Deps, caller: Caller, tokenId: string): Promise<void> {
  const { tenantId } = caller;
  await deps.db.withTenant(tenantId, async (tx) => {
    if (!(await revokeToken(tx, tokenId, deps.clock.now()))) throw new Problem("not-found");
    await notify(tx, "session", `${tenantId}/${tokenId}`);
    await appendAudit(deps, tx, {
      tenantId,
      actor: actorOf(caller),
      verb: "revoke-token",
      subjectKind: "token",
      subjectId: tokenId,
    });
  });
}
