import { MemberId } from "../../contract/ids.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { enterAbsence } from "../roster/change-absences.action.ts";
import { addDays } from "../time/calendar-day.ts";
import { accessSickNote } from "./access-sick-note.action.ts";
import { markTaken } from "./sick-note.store.ts";

/** One tap of the receiver: in the roster the person is not available, and the roster does not know why. */
export async function takeSickNote(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  id: string,
): Promise<void> {
  const note = await accessSickNote(deps, tx, caller, id);
  if (!note.received) throw new Problem("not-allowed");
  if (!(await markTaken(tx, id, deps.clock.now()))) throw new Problem("conflict");
  const { from, until } = note;
  const memberId = MemberId.parse(note.memberId);
  await enterAbsence(deps, tx, caller, { memberId, start: `${from}T00:00`, end: `${addDays(until, 1)}T00:00` });
  const told = new Set([caller.memberId, memberId]);
  await appendEvents(
    deps,
    tx,
    caller.tenantId,
    [...told].map((one) => ({ kind: "own-tasks-changed" as const, memberId: one })),
  );
}
