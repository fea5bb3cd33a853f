import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { Span } from "../working-time/spans.ts";
import { loadPublished } from "./published-shift.store.ts";
import type { PublishedShift } from "./shift.ts";

/** What one person was told, cancelled shifts included. */
export async function toldTo(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  memberId: string,
  span: Span,
): Promise<PublishedShift[]> {
  return await loadPublished(deps, tx, tenantId, { memberId, span });
}
