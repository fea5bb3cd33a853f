import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { insertNote } from "./duty.store.ts";
import { nextOnDuty, onDuty } from "./escalation.ts";
import { loadOnCall } from "./load-on-call.action.ts";

/** Hand-over: what the next one must know. Written by who is on duty, or by a planner. @returns its id */
export async function writeDutyNote(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  text: string,
): Promise<string> {
  const { tenantId, memberId } = caller;
  const now = deps.clock.now();
  const shifts = await loadOnCall(tx, now);
  const current = onDuty(shifts, now).map((shift) => shift.memberId);
  if (!current.includes(memberId) && !can(caller, "plan-roster")) throw new Problem("not-allowed");
  const id = deps.ids.uuid();
  await insertNote(deps, tx, tenantId, { id, memberId, at: now, text });
  const next = nextOnDuty(shifts, now)?.memberId;
  const readers = new Set([memberId, ...current, ...(next === undefined ? [] : [next])]);
  await appendEvents(
    deps,
    tx,
    tenantId,
    [...readers].map((one) => ({ kind: "duty-alarm-changed", memberId: one })),
  );
  return id;
}
