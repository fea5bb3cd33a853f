import type { z } from "zod";
import type { ChangeShift, CheckShift, Finding, NewShift, SaveShift, ShiftSaved } from "../../contract/roster.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { loadCrewPlan } from "./checks/load-crew-plan.action.ts";
import { forPlanners } from "./for-planners.ts";
import { holdRoster } from "./hold-roster.action.ts";
import { keepShift } from "./keep-shift.action.ts";
import { assertOnTheClock } from "./on-the-clock.ts";
import { findShift } from "./shift.store.ts";
import { type Shift, saysTheSame } from "./shift.ts";
import { shiftFrom } from "./shift-from.ts";

/**
 * Plans a shift, or changes one: a draft until it is published.
 * @param shiftId undefined: a new one
 */
export async function planShift(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  shiftId: string | undefined,
  { was, ...wanted }: ChangeShift,
): Promise<ShiftSaved> {
  const { tenantId } = caller;
  await holdRoster(tx, tenantId);
  const before = shiftId === undefined ? undefined : await findShift(deps, tx, tenantId, shiftId);
  if (shiftId !== undefined && before === undefined) throw new Problem("not-found");
  const { shift, findings } = await judge(deps, tx, tenantId, shiftId ?? deps.ids.uuid(), wanted);
  // A press whose answer was lost finds its own work: that is no conflict.
  if (was !== undefined && before !== undefined && !saysTheSame(shift, before)) {
    const seen = shiftFrom(before.id, was, await loadTimeZone(tx, tenantId));
    if (!saysTheSame(seen, before)) throw changedSince();
  }
  const kept = await keepShift(deps, tx, caller, shift, { findings, before, reason: wanted.reason });
  if (kept.saved) await appendEvents(deps, tx, tenantId, [forPlanners(caller)]);
  return kept;
}

const changedSince = () =>
  new Problem("conflict", {
    detail: {
      de: "Inzwischen hat jemand diesen Dienst geändert. Sieh nach, was jetzt im Plan steht.",
      en: "Somebody has changed this shift in the meantime. Look at what the plan says now.",
    },
  });

/** Plans a new shift, once however often it is pressed: a reason overrules the check for shifts that overlap. */
export async function planNewShift(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  { clientId, ...wanted }: NewShift,
): Promise<ShiftSaved> {
  let first: ShiftSaved | undefined;
  const shiftId = await pressOnce(deps, tx, caller, "plan-shift", { ...wanted, clientId }, async () => {
    first = await planShift(deps, tx, caller, undefined, wanted);
    return first.shiftId ?? undefined;
  });
  if (first !== undefined || shiftId === undefined) return first ?? { saved: false, shiftId: null, findings: [] };
  return { saved: true, shiftId, findings: await tryShift(deps, tx, caller, { ...wanted, shiftId }) };
}

/** The same questions, and nothing is saved: while a planner still drags. */
export async function tryShift(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  wanted: z.infer<typeof CheckShift>,
): Promise<Finding[]> {
  return (await judge(deps, tx, caller.tenantId, wanted.shiftId ?? deps.ids.uuid(), wanted)).findings;
}

async function judge(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  id: string,
  wanted: SaveShift,
): Promise<{ shift: Shift; findings: Finding[] }> {
  const zone = await loadTimeZone(tx, tenantId);
  assertOnTheClock(wanted, zone);
  const shift = shiftFrom(id, wanted, zone);
  const plan = await loadCrewPlan(deps, tx, tenantId, shift);
  if (!plan.people.some((one) => one.id === shift.memberId)) throw new Problem("not-found");
  return { shift, findings: plan.check(shift.memberId, shift) };
}
