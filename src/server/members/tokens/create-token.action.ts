import { appendAudit } from "../../audit/append-audit.action.ts";
import { actorOf } from "../../audit/audit.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { hashSecret } from "../../platform/ids.ts";
import { insertToken } from "./api-token.store.ts";

/** A token for a program that acts as the caller, never as anybody else (V65). Shown once; the hash is kept. */
export async function createToken(deps: Deps, caller: Caller, label: string): Promise<{ id: string; token: string }> {
  const { tenantId, memberId } = caller;
  const id = deps.ids.uuid();
  const token = `wb_${deps.ids.secret()}`;
  await deps.db.withTenant(tenantId, async (tx) => {
    const at = deps.clock.now();
    await insertToken(tx, { tenantId, tokenId: id, secretHash: hashSecret(token), memberId, label, at });
    await appendAudit(deps, tx, {
      tenantId,
      actor: actorOf(caller),
      verb: "create-token",
      subjectKind: "token",
      subjectId: id,
    });
  });
  return { id, token };
}
