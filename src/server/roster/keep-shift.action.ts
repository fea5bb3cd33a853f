import type { Finding, ShiftSaved } from "../../contract/roster.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { HistoryDetails } from "./history/history.ts";
import { noteHistory } from "./history/note-history.action.ts";
import { saveShift } from "./shift.store.ts";
import type { Shift } from "./shift.ts";

/**
 * Saves a shift the checks have been asked about, with its line of history. What the law refuses is not saved; what a
 * planner may answer for wants a reason.
 */
export async function keepShift(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  shift: Shift,
  judged: { readonly findings: Finding[]; readonly before: Shift | undefined; readonly reason: string },
): Promise<ShiftSaved> {
  const { findings, before, reason } = judged;
  const asks = findings.filter(({ severity }) => severity === "confirm");
  const stops = findings.some(({ severity }) => severity === "refused") || (asks.length > 0 && reason === "");
  if (stops) return { saved: false, shiftId: null, findings };
  await saveShift(deps, tx, caller.tenantId, shift, deps.clock.now());
  const details: HistoryDetails = {
    start: shift.localStart,
    end: shift.localEnd,
    ...(before && { before: { start: before.localStart, end: before.localEnd, memberId: before.memberId } }),
    ...(before && before.memberId !== shift.memberId && { otherId: before.memberId }),
    ...(asks.length > 0 && { reason, rules: asks.map(({ rule }) => rule) }),
  };
  const verb = before ? "changed" : "planned";
  const entry = { actorId: caller.memberId, memberId: shift.memberId, shiftId: shift.id, verb, details } as const;
  await noteHistory(deps, tx, caller.tenantId, [entry]);
  return { saved: true, shiftId: shift.id, findings };
}
