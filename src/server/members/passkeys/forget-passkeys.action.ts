import type { Tx } from "../../platform/db.ts";
import { deletePasskeysOfDevice } from "./passkey.store.ts";

/**
 * A device leaves: passkeys that live in it alone go with it. One that a cloud carries between devices stays, because
 * the member's other devices use it too; without an approved device it opens nothing. A device the owner refused takes
 * all of its passkeys with it: whoever made them was never let in.
 */
export async function forgetPasskeys(tx: Tx, deviceId: string, why: "left" | "refused"): Promise<void> {
  await deletePasskeysOfDevice(tx, deviceId, why === "refused");
}
