import type { z } from "zod";
import type { SaveAbsence } from "../../contract/roster.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { dropOnce } from "../presses/drop-once.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { instantOf } from "../time/zone.ts";
import { absencesIn, deleteAbsence, insertAbsence } from "./absence.store.ts";
import { assertOnTheClock } from "./on-the-clock.ts";

/**
 * Enters that somebody is not available. Nobody can write down why. Entered again, say because no answer came, it is there
 * once: taken out, it is gone. @returns its id
 */
export async function enterAbsence(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  { tenantId }: Caller,
  { memberId, start, end }: z.infer<typeof SaveAbsence>,
): Promise<string> {
  if (!(await listPeople(deps, tx)).some((one) => one.id === memberId)) throw new Problem("not-found");
  const zone = await loadTimeZone(tx, tenantId);
  assertOnTheClock({ start, end }, zone);
  const span = { start: instantOf(start, zone), end: instantOf(end, zone) };
  if (span.end <= span.start)
    throw new Problem("bad-input", {
      fields: { end: { de: "Das Ende liegt vor dem Beginn.", en: "The end lies before the beginning." } },
    });
  const [twin] = (await absencesIn(tx, span, [memberId])).filter(
    (one) => one.localStart === start && one.localEnd === end,
  );
  if (twin) return twin.id;
  const id = deps.ids.uuid();
  await insertAbsence(tx, tenantId, { id, memberId, localStart: start, localEnd: end, ...span });
  await appendEvents(deps, tx, tenantId, [{ kind: "roster-changed", memberId }]);
  return id;
}

export async function endAbsence(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  { tenantId }: Caller,
  id: string,
): Promise<void> {
  await dropOnce(deps, tx, tenantId, "absence", id, async () => {
    const memberId = await deleteAbsence(tx, id);
    if (memberId === undefined) return false;
    await appendEvents(deps, tx, tenantId, [{ kind: "roster-changed", memberId }]);
    return true;
  });
}
