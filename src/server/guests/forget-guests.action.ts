import type { Tx } from "../platform/db.ts";
import { deleteFormer } from "./guest.store.ts";

/** LK-16: who was a guest of which project, when their access has been over since before that. */
export async function forgetGuests(tx: Tx, before: Date): Promise<void> {
  await deleteFormer(tx, before);
}
