import type { Tx } from "../platform/db.ts";
import { deleteKeysBut } from "./offline-key.store.ts";

/** What the device kept is noise from here on, on the device and in every copy of it: signed out, revoked, lost. */
export async function forgetKeys(tx: Tx, deviceId: string): Promise<void> {
  await deleteKeysBut(tx, deviceId, []);
}
