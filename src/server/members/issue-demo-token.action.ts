import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { findMemberOfRole, loadTenant } from "./member.store.ts";
import { findToken, insertToken } from "./tokens/api-token.store.ts";

/**
 * An API token for trying the product with scripts, the same over restarts. Only for a business marked as demo.
 * @returns undefined when it is none
 */
export async function issueDemoToken(deps: Deps, tenantId: string): Promise<string | undefined> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const now = deps.clock.now();
    const owner = await findMemberOfRole(tx, "owner", now);
    if (!(await loadTenant(tx, tenantId)).demo || owner === undefined) return undefined;
    const token = `wb_${deps.seal.blindIndex(tenantId, "demo-token", "owner").toString("base64url")}`;
    const secretHash = hashSecret(token);
    if (!(await findToken(tx, secretHash, now)))
      await insertToken(tx, {
        tenantId,
        tokenId: deps.ids.uuid(),
        secretHash,
        memberId: owner.id,
        label: "Demo",
        at: now,
      });
    return token;
  });
}
