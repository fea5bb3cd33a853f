import type { EnrolStatus } from "../../../contract/access.ts";
import { proofText } from "../../../contract/proof.ts";
import { deviceSigned } from "../../devices/device-key.adapter.ts";
import { findDevice } from "../../devices/find-device.action.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { readProof } from "../session-cookie.ts";
import { proofIsTimely } from "../session-rules.ts";

export const enrolStatusPath = "/api/enrol/status";

/**
 * What the waiting device may know of itself; it proves by its key that it is this device. Nothing else is shown.
 * @throws Problem not-found for an unknown device as for a wrong signature, prove-device for a wrong clock
 */
export async function enrolmentStatus(
  deps: Deps,
  tenantId: string,
  input: { deviceId: string; proof: string },
): Promise<Omit<EnrolStatus, "now">> {
  const proof = readProof(input.proof);
  const now = deps.clock.now();
  if (proof === undefined) throw new Problem("not-found");
  if (!proofIsTimely(proof.at, now)) throw new Problem("prove-device", { more: { now: now.toISOString() } });
  const device = await deps.db.withTenant(tenantId, (tx) => findDevice(tx, { id: input.deviceId }));
  const text = proofText(input.deviceId, "POST", enrolStatusPath, proof.at);
  if (device === undefined || !deviceSigned(device.key, text, proof.signature)) throw new Problem("not-found");
  return { state: device.state, compareCode: device.compareCode };
}
