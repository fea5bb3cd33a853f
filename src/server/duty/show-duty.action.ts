import type { DutyView } from "../../contract/duty.ts";
import { MemberId } from "../../contract/ids.ts";
import { reservedFrom } from "../conversations/access-conversation.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day, minute } from "../platform/instant.ts";
import { can } from "../rights/can.ts";
import { loadDuties } from "../roster/load-duties.action.ts";
import { overlaps, spanAround } from "../working-time/spans.ts";
import { loadAlarms, loadNotes } from "./duty.store.ts";
import { nextOnDuty, onDuty } from "./escalation.ts";
import { loadOnCall } from "./load-on-call.action.ts";

/** Who is on duty and who comes next; notes and alarms for those they are meant for. */
export async function showDuty(deps: Pick<Deps, "seal" | "clock">, tx: Tx, caller: Caller): Promise<DutyView> {
  const { tenantId, memberId } = caller;
  const now = deps.clock.now();
  const shifts = await loadOnCall(tx, now);
  const names = new Map((await listPeople(deps, tx)).map(({ id, name }) => [id, name]));
  const nameOf = (id: string) => names.get(id) ?? "";
  const current = onDuty(shifts, now);
  const next = nextOnDuty(shifts, now);
  const around = spanAround({ start: now, end: after(now, minute) }, next);
  const shown = [...current, ...(next ? [next] : [])];
  const absencesOf = await loadDuties(
    tx,
    shown.map((shift) => shift.memberId),
    around,
  );
  const isAway = (shift: (typeof shifts)[number]) => {
    const asked = shift.start <= now ? { start: now, end: after(now, minute) } : shift;
    return absencesOf(shift.memberId).absences.some((one) => overlaps(one, asked));
  };
  const person = (shift: (typeof shifts)[number]) => ({
    memberId: MemberId.parse(shift.memberId),
    name: nameOf(shift.memberId),
    from: shift.localStart,
    until: shift.localEnd,
    unavailable: isAway(shift),
  });
  const reserved = await reservedFrom(tx, caller);
  const opens = (id: string | null) => id !== null && can(caller, "read-conversations") && !reserved.has(id);
  const plans = can(caller, "plan-roster");
  const isOnDuty = current.some((shift) => shift.memberId === memberId);
  const reads = plans || isOnDuty || next?.memberId === memberId;
  const alarms = (await loadAlarms(deps, tx, tenantId, after(now, -7 * day))).filter(
    (alarm) => plans || alarm.steps.some((step) => step.memberId === memberId),
  );
  const notes = reads ? await loadNotes(deps, tx, tenantId, 5) : [];
  return {
    now: current.map(person),
    next: next === undefined ? null : person(next),
    notes: notes.map(({ id, memberId: by, at, text }) => ({ id, name: nameOf(by), at: at.toISOString(), text })),
    alarms: alarms.map((alarm) => ({
      id: alarm.id,
      raisedAt: alarm.raisedAt.toISOString(),
      text: alarm.text,
      conversationId: opens(alarm.conversationId) ? alarm.conversationId : null,
      steps: alarm.steps.map((step) => ({
        memberId: MemberId.parse(step.memberId),
        name: nameOf(step.memberId),
        at: step.at.toISOString(),
      })),
      nextAt: alarm.nextAt?.toISOString() ?? null,
      acknowledged: alarm.acknowledged && {
        at: alarm.acknowledged.at.toISOString(),
        name: nameOf(alarm.acknowledged.by),
      },
      mayAcknowledge: alarm.acknowledged === null,
    })),
    mayNote: plans || isOnDuty,
  };
}
