import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { dayOf } from "../../time/zone.ts";
import { type HistoryEntry, insertHistory } from "./history.store.ts";

export type NewEntry = Omit<HistoryEntry, "id" | "at" | "day">;

/** Writes who changed what, in the transaction of the change. */
export async function noteHistory(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  entries: readonly NewEntry[],
): Promise<void> {
  const at = deps.clock.now();
  const rows = entries.map((one) => ({ ...one, id: deps.ids.uuid(), at, day: dayOf(one.details.start) }));
  await insertHistory(deps, tx, tenantId, rows);
}
