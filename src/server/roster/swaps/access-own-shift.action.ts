import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { loadPublished } from "../published-shift.store.ts";
import type { PublishedShift } from "../shift.ts";

/** A shift the caller was told of and that has not begun: one answer for all the others. */
export async function ownFutureShift(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  { tenantId, memberId }: Caller,
  shiftId: string,
): Promise<PublishedShift> {
  const [shift] = await loadPublished(deps, tx, tenantId, { shiftIds: [shiftId], memberId });
  if (shift === undefined || shift.cancelledAt !== null) throw new Problem("not-found");
  if (shift.start <= deps.clock.now()) throw new Problem("conflict", { detail: "Dieser Dienst hat schon begonnen." });
  return shift;
}
