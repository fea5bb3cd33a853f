import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadFirm } from "./load-firm.action.ts";
import { loadWorkers } from "./load-workers.action.ts";
import { regularStart } from "./reach.ts";

/** When the usual week of anybody begins next, seen from a moment; null: they have none. */
export async function regularStarts(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
): Promise<(memberId: string, at: Date) => Date | null> {
  const firm = await loadFirm(tx, tenantId);
  const workTime = await loadWorkers(deps, tx, tenantId);
  return (memberId, at) => regularStart(workTime(memberId).week, firm, at);
}
