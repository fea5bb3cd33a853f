import type { Role } from "../../contract/access.ts";
import { Role as Roles } from "../../contract/access.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { insertCodes } from "./codes/code.store.ts";
import { findMemberOfRole, loadTenant } from "./member.store.ts";

/**
 * One sign-in link per role that has a member, for trying the product. Only for a business marked as demo. The secret
 * follows from the demo's own key, so the links stay the same over restarts; the database keeps its hash alone.
 * @returns role -> link; empty when the business is no demo
 */
export async function issueDemoSignIns(deps: Deps, tenantId: string): Promise<Partial<Record<Role, string>>> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const links: Partial<Record<Role, string>> = {};
    if (!(await loadTenant(tx, tenantId)).demo) return links;
    const now = deps.clock.now();
    for (const role of Roles.options) {
      const member = await findMemberOfRole(tx, role, now);
      if (member === undefined) continue;
      const secret = deps.seal.blindIndex(tenantId, "demo-sign-in", role).toString("base64url");
      const code = { tenantId, hash: hashSecret(secret), purpose: "demo-sign-in", memberId: member.id } as const;
      await insertCodes(tx, [{ ...code, details: { role }, createdAt: now }]);
      links[role] = `${deps.publicUrl(tenantId)}/demo/anmelden/${role}#${secret}`;
    }
    return links;
  });
}
