import { MemberId } from "../../contract/ids.ts";
import { inviteMember } from "../members/invite-member.action.ts";
import { listPeople, type Member } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { keepFirmRoom } from "../rooms/keep-firm-room.action.ts";
import { answerShifts } from "../roster/answer-shifts.action.ts";
import { enterAbsence } from "../roster/change-absences.action.ts";
import { loadCrewPlan } from "../roster/checks/load-crew-plan.action.ts";
import { keepShift } from "../roster/keep-shift.action.ts";
import { publishRoster } from "../roster/publish-roster.action.ts";
import { changeShapes } from "../roster/shapes/change-shapes.action.ts";
import { shiftFrom } from "../roster/shift-from.ts";
import { proposeSwap } from "../roster/swaps/propose-swap.action.ts";
import { toldTo } from "../roster/told-to.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { addDays, addMonths, localDay } from "../time/calendar-day.ts";
import { changeCrews } from "../working-time/change-crews.action.ts";
import { usualWeek } from "../working-time/reach.ts";
import { saveWorkTime } from "../working-time/save-work-time.action.ts";
import { showCrews } from "../working-time/show-crews.action.ts";
import { mondayOf } from "../working-time/weekday.ts";
import { demoCrews, demoPeople, demoShifts } from "./demo-plan.ts";

/**
 * Gives the demo business a roster of three weeks, published: Leonie has not looked yet, Tarik offers his week on call.
 * Everything goes through the actions planners use. Called again (restart) it changes nothing.
 */
export async function seedDemoRoster(deps: Deps, tenantId: string): Promise<void> {
  if ((await deps.db.withTenant(tenantId, showCrews)).length > 0) return;
  const before = await deps.db.withTenant(tenantId, (tx) => listPeople(deps, tx));
  const planner = callerFor(tenantId, before, "Sandra Krüger (Demo)");
  for (const { name, role } of demoPeople)
    if (!before.some((one) => one.name === name)) await inviteMember(deps, planner, { name, role }, keepFirmRoom);
  await deps.db.withTenant(tenantId, async (tx) => {
    const people = await listPeople(deps, tx);
    const today = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
    await enterPeople(deps, tx, planner, people, today);
    await planWeeks(deps, tx, planner, people, mondayOf(today));
    await answerAndSwap(deps, tx, tenantId, people);
  });
}

function callerFor(tenantId: string, people: readonly Member[], name: string): Caller {
  const member = people.find((one) => one.name === name);
  if (member === undefined) throw new Error("the demo misses one of its people");
  const signedIn = { kind: "session", sessionId: null, deviceId: null, steppedUpAt: null } as const;
  return { tenantId, memberId: member.id, name, role: member.role, ...signedIn };
}

async function enterPeople(
  deps: Deps,
  tx: Tx,
  planner: Caller,
  people: readonly Member[],
  today: string,
): Promise<void> {
  const crews: string[] = [];
  for (const name of demoCrews) crews.push(await changeCrews(deps, tx, planner, { name }));
  const bornOn = addDays(addMonths(today, -17 * 12), -100);
  for (const one of demoPeople) {
    const { memberId } = callerFor(planner.tenantId, people, one.name);
    const age = one.bornOn === undefined ? ({ kind: "adult" } as const) : ({ kind: "minor", bornOn } as const);
    const crewId = one.crew === null ? null : (crews[one.crew] ?? null);
    const qualifications = [...one.qualifications];
    await saveWorkTime(deps, tx, planner, memberId, { week: [...usualWeek], age, qualifications, crewId });
  }
  const shape = { kind: "work", days: 0, qualification: null } as const;
  await changeShapes(deps, tx, planner, { shape: { ...shape, title: "Frühschicht", from: "07:00", to: "15:30" } });
  await changeShapes(deps, tx, planner, { shape: { ...shape, title: "Spätdienst", from: "11:30", to: "20:00" } });
}

async function planWeeks(
  deps: Deps,
  tx: Tx,
  planner: Caller,
  people: readonly Member[],
  monday: string,
): Promise<void> {
  const { tenantId } = planner;
  const days = { from: addDays(monday, -7), to: addDays(monday, 20) };
  const piotr = MemberId.parse(callerFor(tenantId, people, "Piotr Nowak (Demo)").memberId);
  const away = { memberId: piotr, start: `${addDays(monday, 9)}T00:00`, end: `${addDays(monday, 12)}T00:00` };
  await enterAbsence(deps, tx, planner, away);
  const zone = await loadTimeZone(tx, tenantId);
  const span = { start: deps.clock.now(), end: after(deps.clock.now(), 21 * day) };
  const plan = await loadCrewPlan(deps, tx, tenantId, span);
  for (const { name, ...wanted } of demoShifts(monday)) {
    const memberId = MemberId.parse(callerFor(tenantId, people, name).memberId);
    const shift = shiftFrom(deps.ids.uuid(), { ...wanted, memberId, projectId: null, qualification: null }, zone);
    const findings = plan.check(memberId, shift);
    const { saved } = await keepShift(deps, tx, planner, shift, { findings, before: undefined, reason: "" });
    if (saved) plan.shifts.push(shift);
  }
  await publishRoster(deps, tx, planner, days);
}

async function answerAndSwap(deps: Deps, tx: Tx, tenantId: string, people: readonly Member[]): Promise<void> {
  const now = deps.clock.now();
  for (const { name, crew } of demoPeople) {
    if (crew === null || name.startsWith("Leonie")) continue;
    const caller = callerFor(tenantId, people, name);
    const shifts = await toldTo(deps, tx, tenantId, caller.memberId, { start: now, end: after(now, 30 * day) });
    const shiftIds = shifts.filter(({ askedAt }) => askedAt !== null).map(({ id }) => id);
    if (shiftIds.length > 0) await answerShifts(deps, tx, caller, { shiftIds, answer: "seen", reason: "" });
  }
  const tarik = callerFor(tenantId, people, "Tarik (Demo)");
  const his = await toldTo(deps, tx, tenantId, tarik.memberId, { start: now, end: after(now, 30 * day) });
  const duty = his.find((shift) => shift.kind === "on_call" && shift.start > now);
  if (duty)
    await proposeSwap(deps, tx, tarik, {
      shiftId: duty.id,
      toMemberId: null,
      returnShiftId: null,
      words: "Familienfeier, wer kann?",
    });
}
