import type { DeviceKey } from "../../contract/access.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { Problem } from "../platform/problem.ts";
import { insertDevice } from "./device.store.ts";
import { thumbprintOf } from "./device-key.adapter.ts";

export interface EnteredDevice {
  readonly deviceId: string;
  readonly state: "pending" | "approved";
  /** Six digits shown on the new device and to the owner: the same on both means it is this device. */
  readonly compareCode: string;
}

/**
 * Enters a device into the register. Whoever calls has checked that it holds its key and what DV-1 says.
 * @throws Problem conflict when this key is entered already
 */
export async function enterDevice(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  device: {
    tenantId: string;
    memberId: string;
    label: string;
    assetNumber: string | null;
    ownedByBusiness: boolean;
    key: DeviceKey;
    state: "pending" | "approved";
    replaces: string | null;
  },
): Promise<EnteredDevice> {
  const deviceId = deps.ids.uuid();
  const compareCode = sixDigits(deps.ids.secret());
  const { key } = device;
  const row = { ...device, deviceId, compareCode, thumbprint: thumbprintOf(key), at: deps.clock.now() };
  if (!(await insertDevice(tx, row))) throw new Problem("conflict");
  return { deviceId, state: device.state, compareCode };
}

/** 48 random bits folded to a million: the bias is below 4 in a billion. */
function sixDigits(secret: string): string {
  return String(hashSecret(secret).readUIntBE(0, 6) % 1_000_000).padStart(6, "0");
}
