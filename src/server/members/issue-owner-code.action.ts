import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import type { Deps } from "../platform/deps.ts";
import { ownerCodeLifeMs } from "./access-times.ts";
import { showCode } from "./codes/code-text.ts";
import { issueCode } from "./codes/issue-code.action.ts";
import { countMembers } from "./member.store.ts";

/**
 * The link with which the first owner comes in; printed by the command line on the machine itself.
 * @returns the link, good once and for a day; undefined when the business has members already
 */
export async function issueOwnerCode(
  deps: Pick<Deps, "db" | "clock" | "ids" | "publicUrl">,
  tenantId: string,
): Promise<string | undefined> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    if ((await countMembers(tx)) > 0) return undefined;
    const code = await issueCode(deps, tx, { tenantId, purpose: "owner-setup", lifeMs: ownerCodeLifeMs });
    await appendAudit(deps, tx, { tenantId, actor: server, verb: "issue-owner-code", subjectKind: "tenant" });
    return `${deps.publicUrl(tenantId)}/einrichten#${showCode(code)}`;
  });
}
