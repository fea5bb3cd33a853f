import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { loadPublished } from "../published-shift.store.ts";
import type { PublishedShift } from "../shift.ts";

/** A shift somebody was told of and that has not begun, the caller's own as a rule: one answer for all the others. */
export async function accessFutureShift(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  { tenantId }: Caller,
  shiftId: string,
  memberId: string,
): Promise<PublishedShift> {
  const [shift] = await loadPublished(deps, tx, tenantId, { shiftIds: [shiftId], memberId });
  if (shift === undefined || shift.cancelledAt !== null) throw new Problem("not-found");
  if (shift.start <= deps.clock.now())
    throw new Problem("conflict", {
      detail: { de: "Dieser Dienst hat schon begonnen.", en: "This shift has already begun." },
    });
  return shift;
}
