import type { Tx } from "../platform/db.ts";
import { endRows } from "./house-export.store.ts";

/**
 * A copy of everything would outlive the erasure of one: whatever is ready or under way ends with it; its files go
 * after the commit (`removeParts`). The owner orders a new one, without the person. After a restore there are no files.
 */
export async function endHouseExports(tx: Tx): Promise<number> {
  return (await endRows(tx, {})).length;
}
