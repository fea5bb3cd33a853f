import { MemberId } from "../../contract/ids.ts";
import type { RosterPublished } from "../../contract/roster.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { dayOf, localTime } from "../time/zone.ts";
import { overlaps } from "../working-time/spans.ts";
import { loadCrewPlan } from "./checks/load-crew-plan.action.ts";
import { noteHistory } from "./history/note-history.action.ts";
import { holdRoster } from "./hold-roster.action.ts";
import { tellPeople } from "./notices/tell-people.action.ts";
import { cancelPublished, loadPublished, writePublished } from "./published-shift.store.ts";
import { type Days, spanOfDays } from "./roster-span.ts";
import { loadShifts } from "./shift.store.ts";
import { type DraftShift, type PublishedShift, type Shift, toTell } from "./shift.ts";
import { lapseSwaps } from "./swaps/lapse-swaps.action.ts";

/**
 * Publishes what changed in these days: each person hears of their own shifts and is asked for "Gesehen". Whose shifts
 * are as they were is not asked again.
 */
export async function publishRoster(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  days: Days,
): Promise<RosterPublished> {
  const { tenantId } = caller;
  await holdRoster(tx, tenantId);
  const now = deps.clock.now();
  const span = spanOfDays(days, await loadTimeZone(tx, tenantId));
  const told = await loadPublished(deps, tx, tenantId, { plannedIn: span });
  const drafts = await loadShifts(deps, tx, tenantId, { span });
  const plan = await loadCrewPlan(deps, tx, tenantId, span);
  const changes = new Map<string, Shift[]>();
  const refused: RosterPublished["refused"] = [];
  const touched: Shift[] = [];
  const note = (memberId: string, shift: Shift) => changes.set(memberId, [...(changes.get(memberId) ?? []), shift]);
  for (const draft of drafts) {
    const { write, cancel } = toTell(
      draft,
      told.filter(({ id }) => id === draft.id),
    );
    const findings = write ? plan.check(draft.memberId, draft).filter(({ severity }) => severity === "refused") : [];
    if (findings.length > 0) {
      refused.push({ memberId: MemberId.parse(draft.memberId), start: draft.localStart, findings });
      continue;
    }
    for (const old of cancel) {
      await cancelPublished(tx, old, now, old.start > now ? now : null);
      note(old.memberId, old);
    }
    if (!write) continue;
    touched.push(...told.filter(({ id, cancelledAt }) => id === draft.id && cancelledAt === null));
    await writePublished(deps, tx, tenantId, { ...draft, ...asking(draft, caller, now), at: now });
    note(draft.memberId, draft);
  }
  const all = [...changes.values()].flat();
  await noteHistory(deps, tx, tenantId, all.map(entryBy(caller)));
  const others = new Map([...changes].filter(([memberId]) => memberId !== caller.memberId));
  const { judged, events } = await tellPeople(deps, tx, tenantId, "plan", others);
  const changed = all.map(({ id }) => id);
  const lapsed = await lapseSwaps(deps, tx, tenantId, changed);
  if (changes.size > 0)
    await appendEvents(deps, tx, tenantId, [
      ...events,
      ...lapsed,
      { kind: "roster-changed", memberId: caller.memberId },
      ...(concernsAll([...touched, ...all], plan.firm.zone, now) ? [{ kind: "roster-changed" } as const] : []),
    ]);
  return {
    shifts: changed.length,
    refused,
    people: judged.map((one) => toldView(one, plan.people)),
  };
}

const toldView = (
  { memberId, dueAt, why }: { readonly memberId: string; readonly dueAt: Date | null; readonly why: string },
  people: readonly { readonly id: string; readonly name: string }[],
): RosterPublished["people"][number] => ({
  memberId: MemberId.parse(memberId),
  name: people.find(({ id }) => id === memberId)?.name ?? "",
  queuedUntil: dueAt?.toISOString() ?? null,
  why,
});

/** Who is here today and who is on call is for everybody to see. */
function concernsAll(shifts: readonly Shift[], zone: string, now: Date): boolean {
  const today = dayOf(localTime(now, zone));
  const span = spanOfDays({ from: today, to: today }, zone);
  return shifts.some((shift) => shift.kind === "on_call" || overlaps(shift, span));
}

/** Nobody is asked about what is over, and nobody is asked by themselves. */
function asking(shift: Shift, caller: Caller, now: Date): Pick<PublishedShift, "askedAt" | "answer" | "answeredAt"> {
  if (shift.end <= now) return { askedAt: null, answer: "none", answeredAt: null };
  return shift.memberId === caller.memberId
    ? { askedAt: now, answer: "seen", answeredAt: now }
    : { askedAt: now, answer: "none", answeredAt: null };
}

const entryBy = (caller: Caller) => (shift: Shift | DraftShift) => ({
  actorId: caller.memberId,
  memberId: shift.memberId,
  shiftId: shift.id,
  verb: "published" as const,
  details: { start: shift.localStart, end: shift.localEnd },
});
