import type { DeviceKey } from "../../../contract/access.ts";
import { proofText } from "../../../contract/proof.ts";
import { deviceSigned } from "../../devices/device-key.adapter.ts";
import { findDevice } from "../../devices/find-device.action.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { readProof } from "../session-cookie.ts";
import { proofIsTimely } from "../session-rules.ts";
import { spendProof } from "../spend-proof.action.ts";

/** What the device calls itself: the id it was given, or its key. */
type Asked = ({ readonly deviceId: string } | { readonly key: DeviceKey }) & {
  readonly path: string;
  readonly proof: string;
};

type Found = NonNullable<Awaited<ReturnType<typeof findDevice>>>;

/**
 * A device without a session that proves by its key that it is this device.
 * @param asked.path of the POST it signed, with its query
 * @throws Problem not-found for an unknown device as for a wrong signature, prove-device for a wrong clock and for a proof used before
 */
export async function provenDevice(deps: Deps, tenantId: string, asked: Asked): Promise<Found> {
  const proof = readProof(asked.proof);
  const now = deps.clock.now();
  if (proof === undefined) throw new Problem("not-found");
  const wrongTime = () => new Problem("prove-device", { more: { now: now.toISOString() } });
  if (!proofIsTimely(proof.at, now)) throw wrongTime();
  const name = "key" in asked ? asked.key.x : asked.deviceId;
  const text = proofText(name, "POST", asked.path, proof.at);
  return await deps.db.withTenant(tenantId, async (tx) => {
    const device = await findDevice(tx, "key" in asked ? { key: asked.key } : { id: asked.deviceId });
    if (device === undefined || !deviceSigned(device.key, text, proof.signature)) throw new Problem("not-found");
    if (!(await spendProof(deps, tx, tenantId, device.id, proof))) throw wrongTime();
    return device;
  });
}

/** The same, of a device that waits for its approval. @throws Problem not-found also for every other state */
export async function waitingDevice(...[deps, tenantId, asked]: Parameters<typeof provenDevice>): Promise<Found> {
  const device = await provenDevice(deps, tenantId, asked);
  if (device.state !== "pending") throw new Problem("not-found");
  return device;
}
