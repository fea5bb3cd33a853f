import { isDeepStrictEqual } from "node:util";
import type { SaveWorkTime } from "../../contract/working-time.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { loadWorkers } from "./load-workers.action.ts";
import { shownWorkTime } from "./shown-work-time.ts";
import { loadCrews, lockWorkTime, saveWorkTime as store } from "./work-time.store.ts";

/** Enters when somebody works, what they can do, and whether the rules for minors count. */
export async function saveWorkTime(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  memberId: string,
  wanted: SaveWorkTime,
): Promise<void> {
  const { tenantId } = caller;
  if (!(await listPeople(deps, tx)).some(({ id }) => id === memberId)) throw new Problem("not-found");
  if (wanted.crewId !== null && !(await loadCrews(tx)).some(({ id }) => id === wanted.crewId))
    throw new Problem("not-found");
  // The first entry has no row yet that one could lock.
  await lockSetup(tx, tenantId);
  await lockWorkTime(tx, memberId);
  const { entered, ...before } = (await loadWorkers(deps, tx, tenantId))(memberId);
  const { age } = wanted;
  const kept = age.kind === "keep" ? before.age : ageOf(age);
  const { week, qualifications, crewId } = wanted;
  const row = { memberId, week, age: kept, qualifications: [...new Set(qualifications)], crewId };
  const today = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
  unlessChanged(wanted.was, shownWorkTime(before, today), shownWorkTime(row, today));
  if (entered && isDeepStrictEqual(row, before)) return;
  await store(deps, tx, tenantId, row, deps.clock.now());
  const subject = { subjectKind: "member", subjectId: memberId };
  await appendAudit(deps, tx, { tenantId, actor: actorOf(caller), verb: "save-work-time", ...subject });
  await appendEvents(deps, tx, tenantId, [
    { kind: "roster-changed", memberId: caller.memberId },
    { kind: "roster-changed", memberId },
  ]);
}

function ageOf(age: Exclude<SaveWorkTime["age"], { kind: "keep" }>): { adult: boolean; bornOn: string | null } {
  return { adult: age.kind === "adult", bornOn: age.kind === "minor" ? age.bornOn : null };
}
