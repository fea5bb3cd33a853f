import { serverActor } from "../decisions/decision.ts";
import { recordDecision } from "../decisions/record-decision.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, minute } from "../platform/instant.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import { notify } from "../push/notify.action.ts";
import { loadDuties } from "../roster/load-duties.action.ts";
import { whenToReach } from "../roster/when-to-reach.action.ts";
import { loadFirm } from "../working-time/load-firm.action.ts";
import { type DutyAlarm, insertStep, setNextStep } from "./duty.store.ts";
import { callOrder } from "./escalation.ts";
import { loadOnCall } from "./load-on-call.action.ts";

/**
 * Calls the next one who has not been called. An emergency may reach free time (PN-8); a minor is never called (IN-6),
 * whoever the policy refuses is passed over. Each call is kept with its decision.
 */
export async function callNext(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  alarm: Pick<DutyAlarm, "id" | "steps">,
): Promise<void> {
  const now = deps.clock.now();
  const people = (await listPeople(deps, tx)).filter(({ active }) => active);
  const owners = people.filter(({ role }) => role === "owner").map(({ id }) => id);
  const called = new Set(alarm.steps.map(({ memberId }) => memberId));
  const shifts = await loadOnCall(tx, now);
  const absencesOf = await loadDuties(tx, [...owners, ...shifts.map(({ memberId }) => memberId)], minuteFrom(now));
  const unavailable = new Set(people.map(({ id }) => id).filter((id) => absencesOf(id).absences.length > 0));
  const order = callOrder(shifts, owners, now, unavailable).filter(
    (id) => !called.has(id) && people.some((one) => one.id === id),
  );
  const { rules } = await loadFirm(tx, tenantId);
  for (const { memberId, facts } of await whenToReach(deps, tx, tenantId, order)) {
    const extra = { ...facts.extra, danger: "duty_alarm", overrideReason: "angegeben" };
    const asked: Facts = { ...facts, messageClass: "internal", deviceType: "server", extra };
    const verdict = evaluate("send", asked);
    const decisionId = await recordDecision(deps, tx, {
      tenantId,
      actor: serverActor,
      action: "send",
      facts: asked,
      verdict,
    });
    if (verdict.verdict !== "allow") continue;
    const number = alarm.steps.length + 1;
    await insertStep(tx, tenantId, { alarmId: alarm.id, number, memberId, at: now, decisionId });
    await setNextStep(tx, alarm.id, after(now, rules.alarmMinutes * minute));
    await notify(deps, tx, { tenantId, memberIds: [memberId], kind: "alarm", subject: "/plan" });
    await appendEvents(deps, tx, tenantId, [{ kind: "duty-alarm-changed", memberId }]);
    return;
  }
  // Nobody is left: it stays open on every planner's screen.
  await setNextStep(tx, alarm.id, null);
  await appendEvents(deps, tx, tenantId, [{ kind: "duty-alarm-changed" }]);
}

const minuteFrom = (now: Date) => ({ start: now, end: after(now, minute) });
