import { server } from "../audit/audit.ts";
import type { Deps } from "../platform/deps.ts";
import { ownerCodeLifeMs } from "./access-times.ts";
import { showCode } from "./codes/code-text.ts";
import { replaceEnrolmentCode } from "./codes/replace-enrolment-code.action.ts";
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
    const owner = await findMemberOfRole(tx, "owner", deps.clock.now());
    if (owner === undefined) return undefined;
    const enrolment = { tenantId, actor: server, member: owner, lifeMs: ownerCodeLifeMs };
    const code = await replaceEnrolmentCode(deps, tx, enrolment);
    return { name: owner.name, link: `${deps.publicUrl(tenantId)}/geraet#${showCode(code)}` };
  });
}
