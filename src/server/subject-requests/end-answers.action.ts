import type { Tx } from "../platform/db.ts";
import { endAllPackets } from "./packet.store.ts";

/**
 * No backup takes along the files of answers: after a restore none of them lies there any more, and each is put together
 * anew before it is released.
 */
export async function endAnswers(tx: Tx): Promise<void> {
  await endAllPackets(tx);
}
