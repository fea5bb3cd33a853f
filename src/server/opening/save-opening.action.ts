import { isDeepStrictEqual } from "node:util";
import type { ClosedDays, SaveOpening } from "../../contract/opening.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { saveHours } from "../channels/save-customer-page.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { dayOf, localTime } from "../time/zone.ts";
import { putClosedDays } from "./opening.store.ts";
import { timesProblem } from "./opening-times.ts";
import { readOpening } from "./read-opening.action.ts";

/** Hours for the whole week on every page of the business, and the days that are closed all the same. */
export async function saveOpening(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  { hours, closed, was }: SaveOpening,
): Promise<void> {
  const { tenantId } = caller;
  const problem = timesProblem({ hours, closed });
  if (problem !== undefined) throw new Problem("bad-input", { detail: problem });
  const today = dayOf(localTime(deps.clock.now(), await loadTimeZone(tx, tenantId)));
  await lockSetup(tx, tenantId);
  const { calendar } = await readOpening(tx, tenantId);
  const kept = ahead(closed, today).toSorted((one, other) => one.from.localeCompare(other.from));
  const now = { hours: [...calendar.hours], closed: ahead(calendar.closed, today) };
  const wanted = { hours, closed: kept };
  unlessChanged(was, now, wanted);
  if (isDeepStrictEqual(wanted, now)) return;
  await saveHours(tx, hours);
  await putClosedDays(tx, tenantId, kept);
  await appendAudit(deps, tx, { tenantId, actor: actorOf(caller), verb: "change-opening", subjectKind: "tenant" });
}

const ahead = (closed: readonly ClosedDays[], today: string): ClosedDays[] => closed.filter(({ to }) => to >= today);
