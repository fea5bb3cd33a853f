import type { Assertion } from "../../contract/access.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { Problem } from "../platform/problem.ts";
import { checkAssertion } from "./passkeys/check-assertion.action.ts";
import type { RelyingParty } from "./passkeys/passkey-options.ts";
import { renewSession } from "./session.store.ts";

/**
 * Takes a fresh assertion of the same member in the same session: weighty steps are open for five minutes. The session
 * gets a new secret (ASVS 7.2.4).
 * @returns the new secret for the cookie
 */
export async function stepUp(deps: Deps, caller: Caller, rp: RelyingParty, assertion: Assertion): Promise<string> {
  const { tenantId, sessionId } = caller;
  if (caller.kind !== "session" || sessionId === null) throw new Problem("not-allowed");
  const presence = await checkAssertion(deps, tenantId, "challenge-step-up", rp, assertion);
  if (presence?.memberId !== caller.memberId || presence.sessionId !== sessionId) throw new Problem("sign-in-refused");
  const secret = deps.ids.secret();
  await deps.db.withTenant(tenantId, async (tx) => {
    const renewed = await renewSession(tx, sessionId, hashSecret(secret), deps.clock.now());
    if (!renewed || !(await presence.note(tx))) throw new Problem("sign-in-refused");
    const entry = {
      tenantId,
      actor: actorOf(caller),
      verb: "step-up",
      subjectKind: "session",
      subjectId: sessionId,
    } as const;
    await appendAudit(deps, tx, entry);
  });
  return secret;
}
