import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { type Device, findDevice } from "./device.store.ts";
import { looksAfter } from "./looks-after.ts";

export type { Device } from "./device.store.ts";

/** A device the caller may see: an own one, or any for whoever looks after the devices. @throws Problem not-found */
export async function accessDevice(tx: Tx, caller: Caller, deviceId: string): Promise<Device> {
  const device = await findDevice(tx, { id: deviceId });
  if (device === undefined || !looksAfter(caller, device)) throw new Problem("not-found");
  return device;
}
