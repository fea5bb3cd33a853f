import type { NewEvent } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { instantOf, localTime } from "../time/zone.ts";
import { loadCrewPlan } from "./checks/load-crew-plan.action.ts";
import { type NewEntry, noteHistory } from "./history/note-history.action.ts";
import { holdRoster } from "./hold-roster.action.ts";
import { tellPeople } from "./notices/tell-people.action.ts";
import { cancelPublished, loadPublished, writePublished } from "./published-shift.store.ts";
import { countOfLeavers, deleteShift, loadShifts, markRemoved, saveShift } from "./shift.store.ts";
import type { DraftShift, PublishedShift, Shift } from "./shift.ts";
import { endSwapsOf } from "./swaps/swap.store.ts";

/** As far ahead as anybody plans. */
const aheadMs = 800 * day;
/** What is against the taker; what was against the shift itself a planner has answered for already. */
const ofThePerson = new Set(["Verfügbarkeit", "Doppelt geplant", "Qualifikation"]);

interface Wish {
  readonly memberId: string;
  /** From here on the person works here no more. */
  readonly from: Date;
  readonly shiftsTo: string | null;
  readonly dutyTo: string | null;
  /** Null: the server, when the last day was over. */
  readonly actorId: string | null;
}

type Count = { moved: number; open: number };

/**
 * Shifts of somebody who leaves go to whoever takes them, as the checks allow. The others stay in the plan without
 * anybody being told of them: they stand beside the name of the one who left until a planner moves them. A duty that
 * runs is cut at that moment. Training falls away.
 */
export async function passOnShifts(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  wish: Wish,
): Promise<{ shifts: Count; duty: Count; events: NewEvent[] }> {
  await holdRoster(tx, tenantId);
  const zone = await loadTimeZone(tx, tenantId);
  const from = instantOf(localTime(wish.from, zone), zone);
  const drafts = await ahead(deps, tx, tenantId, wish.memberId, from);
  const counts = { shifts: { moved: 0, open: 0 }, duty: { moved: 0, open: 0 } };
  const changes = new Map<string, Shift[]>();
  const note = (memberId: string, shift: Shift) => changes.set(memberId, [...(changes.get(memberId) ?? []), shift]);
  const history: NewEntry[] = [];
  const enter = (shift: Shift, verb: NewEntry["verb"], otherId?: string) => {
    const details = { start: shift.localStart, end: shift.localEnd, ...(otherId !== undefined && { otherId }) };
    history.push({ actorId: wish.actorId, memberId: wish.memberId, shiftId: shift.id, verb, details });
  };
  for (const whole of drafts) {
    const { shift, told, wasTold } = await cut(deps, tx, tenantId, whole, from, zone);
    if (told) {
      await cancelPublished(tx, told, deps.clock.now(), null);
      note(wish.memberId, told);
    }
    if (shift.kind === "training") {
      await (told ? markRemoved(tx, shift.id, deps.clock.now()) : deleteShift(tx, shift.id));
      enter(shift, "removed");
      continue;
    }
    const count = counts[shift.kind === "on_call" ? "duty" : "shifts"];
    const toId = shift.kind === "on_call" ? wish.dutyTo : wish.shiftsTo;
    if (toId === null || !(await fits(deps, tx, tenantId, toId, shift))) {
      count.open += 1;
      continue;
    }
    count.moved += 1;
    const taken = { ...shift, memberId: toId };
    const at = deps.clock.now();
    await saveShift(deps, tx, tenantId, taken, at);
    enter(shift, "swap-done", toId);
    if (!wasTold) continue;
    await writePublished(deps, tx, tenantId, { ...taken, at, askedAt: at, answer: "none", answeredAt: null });
    note(toId, taken);
  }
  await noteHistory(deps, tx, tenantId, history);
  const swaps = await endSwapsOf(tx, wish.memberId, deps.clock.now());
  const { events } = await tellPeople(deps, tx, tenantId, "plan", without(changes, wish.memberId));
  const told: NewEvent[] = drafts.length > 0 ? [...events, { kind: "roster-changed" }] : [];
  return { ...counts, events: swaps > 0 ? [...told, { kind: "swap-changed" }] : told };
}

/** How many shifts and duties begin or go on after that moment. */
export async function countShiftsOf(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  memberId: string,
  from: Date,
): Promise<{ shifts: number; duty: number }> {
  const drafts = await ahead(deps, tx, tenantId, memberId, from);
  const of = (kind: Shift["kind"]) => drafts.filter((one) => one.kind === kind).length;
  return { shifts: of("work"), duty: of("on_call") };
}

/** Shifts to come that nobody works, because whoever they were planned for is gone by then. */
export async function countOpenShifts({ clock }: Pick<Deps, "clock">, tx: Tx): Promise<number> {
  return await countOfLeavers(tx, clock.now());
}

/** What begins later, and the duty that runs; a day's work that has begun stays whose it was. */
async function ahead(deps: Pick<Deps, "seal">, tx: Tx, tenantId: string, memberId: string, from: Date) {
  const span = { start: from, end: after(from, aheadMs) };
  const drafts = await loadShifts(deps, tx, tenantId, { span, memberIds: [memberId] });
  return drafts.filter((one) => !one.removed && (one.start >= from || one.kind === "on_call"));
}

/** A duty that runs ends now for its person; the rest of it is a shift of its own. `told`: what nobody shall rely on. */
async function cut(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  whole: DraftShift,
  from: Date,
  zone: string,
): Promise<{ shift: DraftShift; told: PublishedShift | undefined; wasTold: boolean }> {
  const versions = await loadPublished(deps, tx, tenantId, { shiftIds: [whole.id], memberId: whole.memberId });
  const told = versions.find(({ cancelledAt }) => cancelledAt === null);
  const wasTold = told !== undefined;
  if (whole.start >= from) return { shift: whole, told, wasTold };
  const at = deps.clock.now();
  const moment = localTime(from, zone);
  const past = { ...whole, end: from, localEnd: moment };
  const rest = { ...whole, id: deps.ids.uuid(), start: from, localStart: moment };
  await saveShift(deps, tx, tenantId, past, at);
  await saveShift(deps, tx, tenantId, rest, at);
  if (told)
    await writePublished(deps, tx, tenantId, { ...past, at, askedAt: null, answer: told.answer, answeredAt: at });
  return { shift: rest, told: undefined, wasTold };
}

async function fits(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  toId: string,
  shift: DraftShift,
): Promise<boolean> {
  const plan = await loadCrewPlan(deps, tx, tenantId, shift);
  return plan
    .check(toId, shift)
    .every(({ severity, rule }) => severity === "note" || (severity === "confirm" && !ofThePerson.has(rule)));
}

/** Whoever left is told nothing more. */
const without = <T>(changes: ReadonlyMap<string, T>, memberId: string) =>
  new Map([...changes].filter(([id]) => id !== memberId));
