import type { ChangeGuest } from "../../contract/guests.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { type Actor, actorOf } from "../audit/audit.ts";
import { letGo } from "../departures/let-go.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import { setLastDay } from "../members/set-last-day.action.ts";
import type { Caller } from "../platform/caller.ts";
import { heedHolds } from "../platform/db/holds-turn.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { keepFirmRoom } from "../rooms/keep-firm-room.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { accessGuest } from "./access-guest.action.ts";
import { guestsOf } from "./guest.store.ts";
import { assertDay } from "./invite-guest.action.ts";

/** Ends a guest's access at a tap. */
export async function endGuest(deps: Deps, tx: Tx, caller: Caller, projectId: string, memberId: string): Promise<void> {
  await accessGuest(tx, caller, projectId, memberId);
  if (!(await end(deps, tx, caller.tenantId, [memberId], actorOf(caller)))) throw new Problem("conflict");
}

/** Another last day for a guest who is still here. */
export async function moveGuest(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  memberId: string,
  { endsOn, was }: ChangeGuest,
): Promise<void> {
  const { tenantId } = caller;
  await accessGuest(tx, caller, projectId, memberId);
  await assertDay(deps, tx, tenantId, endsOn);
  const guest = (await listPeople(deps, tx)).find(({ id }) => id === memberId);
  if (!guest?.active)
    throw new Problem("conflict", {
      detail: { de: "Der Zugang ist beendet. Lade neu ein.", en: "The access has ended. Invite the guest again." },
    });
  unlessChanged<string | null>(was, guest.endsOn, endsOn);
  await setLastDay(deps, tx, tenantId, { memberId, endsOn, over: false });
  const subject = { subjectKind: "member", subjectId: memberId };
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "move-guest",
    ...subject,
    details: { endsOn },
  });
  await appendEvents(deps, tx, tenantId, [{ kind: "project-changed", projectId }]);
}

/**
 * Guests leave with their project, or when somebody takes them out of it.
 * @param only these of them; absent: all
 */
export async function endGuestsOf(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  only?: readonly string[],
): Promise<void> {
  const guests = (await guestsOf(tx, projectId)).map(({ memberId }) => memberId);
  const wanted = guests.filter((id) => only === undefined || only.includes(id));
  await end(deps, tx, caller.tenantId, wanted, actorOf(caller));
}

/** @returns how many were still here */
async function end(deps: Deps, tx: Tx, tenantId: string, memberIds: readonly string[], actor: Actor): Promise<number> {
  await heedHolds(tx, tenantId);
  const endsOn = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
  const here = (await listPeople(deps, tx)).filter(({ id, active }) => active && memberIds.includes(id));
  for (const { id: memberId } of here) {
    await setLastDay(deps, tx, tenantId, { memberId, endsOn, over: true });
    await keepFirmRoom(deps, tx, tenantId);
    await letGo(deps, tx, tenantId, memberId, actor);
  }
  return here.length;
}
