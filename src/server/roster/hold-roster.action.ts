import type { Tx } from "../platform/db.ts";
import { lockRoster } from "./shift.store.ts";

/**
 * Lets one after the other change the roster of a business, or answer it, until commit: what the checks say and who has
 * been told is read first and written later, and two at once would both plan the same person, or tell them twice, or each
 * wait for a shift the other has. After the number of a press, before everything else of the roster.
 */
export async function holdRoster(tx: Tx, tenantId: string): Promise<void> {
  await lockRoster(tx, tenantId);
}
