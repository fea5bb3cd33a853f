import type { Tx } from "../platform/db.ts";
import { deleteAddress } from "./push.store.ts";

/** The device is told nothing any more: signed out, switched off, revoked or lost (DV-3). */
export async function forgetPushAddress(tx: Tx, deviceId: string): Promise<void> {
  await deleteAddress(tx, deviceId);
}
