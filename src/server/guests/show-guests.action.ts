import { GuestView } from "../../contract/guests.ts";
import { departedAt } from "../departures/departed-at.action.ts";
import { devicesWaiting } from "../devices/end-devices-of.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { accessForGuests } from "./access-guest.action.ts";
import { guestsOf } from "./guest.store.ts";

type Waiting = Awaited<ReturnType<typeof devicesWaiting>>;

function stateOf({ approved, pending }: Waiting): GuestView["state"] {
  if (approved) return "here";
  return pending ? "waiting" : "invited";
}

/** The guests of a project, those whose access has ended last. */
export async function showGuests(deps: Deps, tx: Tx, caller: Caller, projectId: string): Promise<GuestView[]> {
  await accessForGuests(tx, caller, projectId);
  const guests = await guestsOf(tx, projectId);
  const people = new Map((await listPeople(deps, tx)).map((one) => [one.id, one]));
  const views: GuestView[] = [];
  for (const { memberId, firm } of guests) {
    const person = people.get(memberId);
    if (person === undefined) continue;
    const devices = await devicesWaiting(tx, memberId);
    views.push(
      GuestView.parse({
        id: memberId,
        name: person.name,
        firm,
        endsOn: person.endsOn,
        state: person.active ? stateOf(devices) : "ended",
        endedAt: (await departedAt(tx, memberId))?.toISOString() ?? null,
      }),
    );
  }
  return views.toSorted((a, b) => Number(a.state === "ended") - Number(b.state === "ended"));
}
