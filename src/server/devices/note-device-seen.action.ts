import type { Tx } from "../platform/db.ts";
import { touchDevice } from "./device.store.ts";

/** The device was in use just now; shown in the list of devices. */
export async function noteDeviceSeen(tx: Tx, deviceId: string, at: Date): Promise<void> {
  await touchDevice(tx, deviceId, at);
}
