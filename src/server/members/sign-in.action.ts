import type { Assertion, ShownDevice } from "../../contract/access.ts";
import { possessionText } from "../../contract/proof.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { judgeOpening } from "../devices/device-access.ts";
import { deviceSigned } from "../devices/device-key.adapter.ts";
import { findDevice } from "../devices/find-device.action.ts";
import { keepOpening } from "../devices/keep-opening.action.ts";
import type { Deps } from "../platform/deps.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { findMember } from "./member.store.ts";
import { type OpenedSession, openSession } from "./open-session.action.ts";
import { checkAssertion } from "./passkeys/check-assertion.action.ts";
import type { RelyingParty } from "./passkeys/passkey-options.ts";

/**
 * Signs a member in: a passkey that says who, and an approved device of the business that says from where. Both, each
 * time, together (V53); one alone opens nothing.
 * @throws Problem sign-in-refused for everything a stranger could probe; device-not-approved only after a good passkey
 */
export async function signIn(
  deps: Deps,
  tenantId: string,
  rp: RelyingParty,
  input: { assertion: Assertion; device: ShownDevice },
): Promise<OpenedSession> {
  const presence = await checkAssertion(deps, tenantId, "challenge-sign-in", rp, input.assertion);
  if (presence === undefined) throw new Problem("sign-in-refused");
  const { key, signature } = input.device;
  if (!deviceSigned(key, possessionText("sign-in", presence.challenge), signature))
    throw new Problem("sign-in-refused");
  const opened = await deps.db.withTenant(tenantId, async (tx) => {
    const device = await findDevice(tx, { key });
    const member = await findMember(tx, presence.memberId, deps.clock.now());
    if (device === undefined || device.memberId !== member?.id || !member.active) throw new Problem("sign-in-refused");
    const verdict = judgeOpening(device);
    const about = { tenantId, memberId: member.id, deviceId: device.id };
    if (verdict.verdict !== "allow") {
      await keepOpening(deps, tx, about, device, verdict);
      if (device.state === "pending") return new Problem("device-not-approved");
      return new Problem("sign-in-refused", { detail: ofRule(verdict.whyDe) });
    }
    if (!(await presence.note(tx))) throw new Problem("sign-in-refused");
    await keepOpening(deps, tx, about, device, verdict);
    const session = await openSession(deps, tx, { ...about, freshProof: true });
    await appendAudit(deps, tx, {
      tenantId,
      actor: { kind: "member", id: member.id },
      verb: "sign-in",
      subjectKind: "device",
      subjectId: device.id,
    });
    return session;
  });
  // A refusal stays in the book, so its transaction commits before the member hears of it.
  if (opened instanceof Problem) throw opened;
  return opened;
}
