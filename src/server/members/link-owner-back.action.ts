import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import type { Deps } from "../platform/deps.ts";
import { ownerCodeLifeMs } from "./access-times.ts";
import { endCodesOf } from "./codes/code.store.ts";
import { showCode } from "./codes/code-text.ts";
import { issueCode } from "./codes/issue-code.action.ts";
import { findMemberOfRole } from "./member.store.ts";

/**
 * The link with which the owner who has been here longest enters a device, when neither a printed code nor a passkey is
 * left; printed by the command line on the machine itself. The device waits to be let in, as any other.
 * @returns who it is and the link, good once and for a day; undefined when no owner may sign in
 */
export async function linkOwnerBack(
  deps: Pick<Deps, "db" | "clock" | "ids" | "publicUrl">,
  tenantId: string,
): Promise<{ readonly name: string; readonly link: string } | undefined> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const now = deps.clock.now();
    const owner = await findMemberOfRole(tx, "owner", now);
    if (owner === undefined) return undefined;
    const { id: memberId, name, role } = owner;
    await endCodesOf(tx, memberId, "enrol", now);
    const enrolment = { tenantId, purpose: "enrol", memberId, details: { role }, lifeMs: ownerCodeLifeMs } as const;
    const code = await issueCode(deps, tx, enrolment);
    const subject = { subjectKind: "member", subjectId: memberId } as const;
    await appendAudit(deps, tx, { tenantId, actor: server, verb: "issue-enrolment-code", ...subject });
    return { name, link: `${deps.publicUrl(tenantId)}/geraet#${showCode(code)}` };
  });
}
