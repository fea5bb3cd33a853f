import { MemberId } from "../../contract/ids.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { pressOf } from "../presses/drop-once.action.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { enterAbsence } from "../roster/change-absences.action.ts";
import { addDays } from "../time/calendar-day.ts";
import { accessSickNote } from "./access-sick-note.action.ts";
import { markTaken, type SickNote } from "./sick-note.store.ts";

/**
 * One tap of the receiver: in the roster the person is not available, and the roster does not know why. Who took it and
 * taps again has taken it.
 */
export async function takeSickNote(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  id: string,
): Promise<void> {
  const note = await accessSickNote(deps, tx, caller, id);
  if (!note.received) throw new Problem("not-allowed");
  const { clientId } = pressOf(deps, caller.tenantId, ["take-sick-note", caller.memberId, id]);
  await pressOnce(deps, tx, caller, "take-sick-note", { clientId }, async () => {
    await take(deps, tx, caller, note);
    return id;
  });
}

async function take(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  note: Pick<SickNote, "id" | "memberId" | "from" | "until">,
): Promise<void> {
  const { id, from, until } = note;
  if (!(await markTaken(tx, id, deps.clock.now()))) throw new Problem("conflict");
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
