import type { DeviceKey } from "../../contract/access.ts";
import type { Tx } from "../platform/db.ts";
import { type Device, findDevice as load } from "./device.store.ts";
import { thumbprintOf } from "./device-key.adapter.ts";

/** The device with this key or id, whatever its state. */
export async function findDevice(tx: Tx, by: { key: DeviceKey } | { id: string }): Promise<Device | undefined> {
  return await load(tx, "key" in by ? { thumbprint: thumbprintOf(by.key) } : by);
}
