import type { Assertion } from "../../../contract/access.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { enrolmentCodeLifeMs } from "../access-times.ts";
import { showCode } from "../codes/code-text.ts";
import { replaceEnrolmentCode } from "../codes/replace-enrolment-code.action.ts";
import { findMember } from "../member.store.ts";
import { checkAssertion } from "./check-assertion.action.ts";
import type { RelyingParty } from "./passkey-options.ts";

/**
 * A passkey that came to a new phone by itself says whose phone it is, and gives the code the office would give (G12).
 * It opens an enrolment and nothing else: the device waits for whoever may let it in, as with any code.
 * @throws Problem sign-in-refused
 */
export async function codeByPasskey(
  deps: Deps,
  tenantId: string,
  rp: RelyingParty,
  assertion: Assertion,
): Promise<string> {
  const presence = await checkAssertion(deps, tenantId, "challenge-sign-in", rp, assertion);
  if (presence === undefined) throw new Problem("sign-in-refused");
  const { memberId } = presence;
  const code = await deps.db.withTenant(tenantId, async (tx) => {
    const member = await findMember(tx, memberId, deps.clock.now());
    if (!member?.active || !(await presence.note(tx))) throw new Problem("sign-in-refused");
    const actor = { kind: "member", id: memberId } as const;
    return await replaceEnrolmentCode(deps, tx, { tenantId, actor, member, lifeMs: enrolmentCodeLifeMs });
  });
  return showCode(code);
}
