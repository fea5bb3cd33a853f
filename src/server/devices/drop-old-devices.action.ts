import type { Tx } from "../platform/db.ts";
import { countOld, deleteOld } from "./old-devices.store.ts";

/** LK-16: devices that were taken out of use before that. @returns how many went */
export async function dropOldDevices(tx: Tx, before: Date): Promise<number> {
  return await deleteOld(tx, before);
}

/** How many that would be. */
export async function countOldDevices(tx: Tx, before: Date): Promise<number> {
  return await countOld(tx, before);
}
