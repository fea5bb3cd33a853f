import type { Role, ShownDevice } from "../../contract/access.ts";
import { possessionText } from "../../contract/proof.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { submitCheck } from "../devices/checks/submit-check.action.ts";
import { judgeOpening } from "../devices/device-access.ts";
import { deviceSigned } from "../devices/device-key.adapter.ts";
import { enterDevice } from "../devices/enter-device.action.ts";
import { findDevice } from "../devices/find-device.action.ts";
import { keepOpening } from "../devices/keep-opening.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { Problem } from "../platform/problem.ts";
import { findCode } from "./codes/code.store.ts";
import { findMember, loadTenant } from "./member.store.ts";
import { type OpenedSession, openSession } from "./open-session.action.ts";

/**
 * Signs in to a demo by its link, without a passkey. Works only for a business marked as demo; there the device counts
 * as a device of the business by itself. Everything after this goes the ordinary way.
 * @throws Problem gone (no demo, wrong secret, wrong role, member disabled), conflict (another member's device key)
 */
export async function signInToDemo(
  deps: Deps,
  tenantId: string,
  input: { role: Role; secret: string; device: ShownDevice },
): Promise<OpenedSession> {
  const { key, signature } = input.device;
  return await deps.db.withTenant(tenantId, async (tx) => {
    if (!(await loadTenant(tx, tenantId)).demo) throw new Problem("gone");
    const now = deps.clock.now();
    const code = await findCode(tx, hashSecret(input.secret), ["demo-sign-in"], now);
    if (code?.memberId == null || code.details.role !== input.role) throw new Problem("gone");
    const member = await findMember(tx, code.memberId, now);
    if (!member?.active || !deviceSigned(key, possessionText("demo", input.secret), signature))
      throw new Problem("gone");
    const deviceId = await demoDevice(deps, tx, tenantId, member.id, input.device);
    const standing = { state: "approved", ownedByBusiness: true } as const;
    await keepOpening(deps, tx, { tenantId, memberId: member.id, deviceId }, standing, judgeOpening(standing));
    const session = await openSession(deps, tx, { tenantId, memberId: member.id, deviceId, freshProof: true });
    await appendAudit(deps, tx, {
      tenantId,
      actor: { kind: "member", id: member.id },
      verb: "sign-in-to-demo",
      subjectKind: "device",
      subjectId: deviceId,
    });
    return session;
  });
}

async function demoDevice(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  memberId: string,
  { key }: ShownDevice,
): Promise<string> {
  const known = await findDevice(tx, { key });
  if (known !== undefined) {
    if (known.memberId !== memberId || judgeOpening(known).verdict !== "allow") throw new Problem("conflict");
    return known.id;
  }
  const about = { tenantId, memberId, label: "Demo-Gerät", assetNumber: null, ownedByBusiness: true };
  const { deviceId } = await enterDevice(deps, tx, { ...about, key, state: "approved", replaces: null });
  const check = { kind: "enrolment", submittedBy: memberId, passedBy: memberId } as const;
  await submitCheck(deps, tx, tenantId, { kind: "member", id: memberId }, { ...check, deviceId, holderId: memberId });
  return deviceId;
}
