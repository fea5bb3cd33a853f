import { type DeviceKey, type Registration, Role, type ShownDevice } from "../../../contract/access.ts";
import { possessionText } from "../../../contract/proof.ts";
import { appendAudit } from "../../audit/append-audit.action.ts";
import { recordDecision } from "../../decisions/record-decision.action.ts";
import { submitCheck } from "../../devices/checks/submit-check.action.ts";
import { countApprovers } from "../../devices/count-approvers.action.ts";
import { judgeEnrolment } from "../../devices/device-access.ts";
import { deviceSigned } from "../../devices/device-key.adapter.ts";
import { type EnteredDevice, enterDevice } from "../../devices/enter-device.action.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { sameSecret } from "../../platform/ids.ts";
import { ofRule, Problem } from "../../platform/problem.ts";
import { type StoredCode, takeCode } from "../codes/code.store.ts";
import { guessCode } from "../codes/guess-code.action.ts";
import { redeemChallenge } from "../codes/redeem-challenge.action.ts";
import { countMembers, findMember, insertMember, lockMembers } from "../member.store.ts";
import { type OpenedSession, openSession } from "../open-session.action.ts";
import { challengeOf, type NewPasskey, verifyRegistration } from "../passkeys/passkey.adapter.ts";
import { insertPasskey } from "../passkeys/passkey.store.ts";
import type { RelyingParty } from "../passkeys/passkey-options.ts";
import { codePurposes, enrolVerb, startsApproved } from "./enrolment.ts";

export interface EnrolmentInput {
  readonly code: string;
  readonly label: string;
  readonly assetNumber: string | null;
  readonly ownedByBusiness: boolean;
  readonly registration: Registration;
  readonly device: ShownDevice;
  readonly address: string;
}

export interface FinishedEnrolment extends EnteredDevice {
  /** Only for the first owner: passkey and device were both shown in this very request. */
  readonly session: OpenedSession | undefined;
}

/**
 * Second half of an enrolment: passkey and device key are both proven, DV-1 is asked, the code is used up, and the
 * device is entered: approved for the first owner, waiting for everyone else.
 * @throws Problem code-expired, sign-in-refused, not-lawful (a private device), conflict (key entered already)
 */
export async function finishEnrolment(
  deps: Deps,
  tenantId: string,
  rp: RelyingParty,
  input: EnrolmentInput,
): Promise<FinishedEnrolment> {
  const code = await guessCode(deps, tenantId, input.code, codePurposes, input.address);
  const challenge = challengeOf(input.registration) ?? "";
  const issued = await redeemChallenge(deps, tenantId, "challenge-enrol", challenge);
  if (issued?.memberId == null || !sameSecret(issued.details.codeHash ?? "", code.hash.toString("hex")))
    throw new Problem("sign-in-refused");
  const passkey = await verifyRegistration(input.registration, challenge, rp);
  const { key, signature } = input.device;
  if (passkey === undefined || !deviceSigned(key, possessionText("enrol", challenge), signature))
    throw new Problem("sign-in-refused");
  const memberId = issued.memberId;
  const entered = await deps.db.withTenant(tenantId, (tx) =>
    enter(deps, tx, { tenantId, memberId, code, issued, passkey, key, input }),
  );
  // A refusal is kept as well, so its transaction commits before the person hears of it.
  if (entered instanceof Problem) throw entered;
  return entered;
}

interface Verified {
  readonly tenantId: string;
  readonly memberId: string;
  readonly code: StoredCode;
  readonly issued: StoredCode;
  readonly passkey: NewPasskey;
  readonly key: DeviceKey;
  readonly input: EnrolmentInput;
}

async function enter(deps: Deps, tx: Tx, verified: Verified): Promise<FinishedEnrolment | Problem> {
  const { tenantId, memberId, code, passkey, key, input } = verified;
  const now = deps.clock.now();
  await lockMembers(tx, tenantId);
  const approved = startsApproved(code.purpose, verified.issued.details.role, await countApprovers(deps, tx, tenantId));
  const { facts, verdict } = judgeEnrolment(input.ownedByBusiness, approved ? "owner" : "holder");
  const decision = { tenantId, action: "enrol_device", facts, verdict } as const;
  if (verdict.verdict === "deny") {
    await recordDecision(deps, tx, { ...decision, actor: { kind: "member", id: memberId, deviceId: null } });
    return new Problem("not-lawful", { detail: ofRule(verdict.whyDe), more: { rules: verdict.rules } });
  }
  if ((await takeCode(tx, code.hash, codePurposes, now)) === undefined) throw new Problem("code-expired");
  await settleMember(deps, tx, verified);
  const { label, assetNumber, ownedByBusiness } = input;
  const state = approved ? "approved" : "pending";
  const replaces = code.details.replaces ?? null;
  const shown = { tenantId, memberId, label, assetNumber, ownedByBusiness, key, state, replaces } as const;
  const device = await enterDevice(deps, tx, shown);
  const kept = await insertPasskey(tx, { ...passkey, tenantId, memberId, deviceId: device.deviceId, at: now });
  if (!kept) throw new Problem("conflict");
  const { deviceId } = device;
  const decisionId = await recordDecision(deps, tx, { ...decision, actor: { kind: "member", id: memberId, deviceId } });
  // What the form demands was confirmed at the device (DV-1, DV-2); who looks at it is whoever lets it in.
  const check = { kind: "enrolment", submittedBy: memberId, passedBy: approved ? memberId : null } as const;
  await submitCheck(deps, tx, tenantId, { kind: "member", id: memberId }, { ...check, deviceId, holderId: memberId });
  const about = { tenantId, memberId, deviceId };
  const session =
    code.purpose === "owner-setup" ? await openSession(deps, tx, { ...about, freshProof: true }) : undefined;
  await appendAudit(deps, tx, {
    tenantId,
    actor: { kind: "member", id: memberId },
    verb: enrolVerb(code.purpose),
    subjectKind: "device",
    subjectId: deviceId,
    details: { state, ownedByBusiness, decisionId, rules: verdict.rules, verdict: verdict.verdict },
  });
  await appendEvents(deps, tx, tenantId, [{ kind: "device-changed", memberId }]);
  return { ...device, session };
}

/** The first owner becomes a member here; everyone else must still be one. */
async function settleMember(deps: Deps, tx: Tx, { tenantId, memberId, code, issued }: Verified): Promise<void> {
  const now = deps.clock.now();
  if (code.purpose !== "owner-setup") {
    const member = await findMember(tx, memberId, now);
    if (!member?.active || member.role !== issued.details.role) throw new Problem("code-expired");
    return;
  }
  if ((await countMembers(tx)) > 0) throw new Problem("code-expired");
  const role = Role.parse(issued.details.role);
  await insertMember(tx, { tenantId, id: memberId, name: issued.details.name ?? "", role, endsOn: null, at: now });
}
