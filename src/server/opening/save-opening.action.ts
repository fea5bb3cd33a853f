import type { ClosedDays, OpeningTimes } from "../../contract/opening.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { saveHours } from "../channels/save-customer-page.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { dayOf, localTime } from "../time/zone.ts";
import { putClosedDays } from "./opening.store.ts";
import { timesProblem } from "./opening-times.ts";

/** Hours for the whole week on every page of the business, and the days that are closed all the same. */
export async function saveOpening(deps: Deps, tx: Tx, caller: Caller, { hours, closed }: OpeningTimes): Promise<void> {
  const { tenantId } = caller;
  const problem = timesProblem({ hours, closed });
  if (problem !== undefined) throw new Problem("bad-input", { detail: problem });
  const today = dayOf(localTime(deps.clock.now(), await loadTimeZone(tx, tenantId)));
  await saveHours(tx, hours);
  await putClosedDays(tx, tenantId, ahead(closed, today));
  await appendAudit(deps, tx, { tenantId, actor: actorOf(caller), verb: "change-opening", subjectKind: "tenant" });
}

const ahead = (closed: readonly ClosedDays[], today: string): ClosedDays[] => closed.filter(({ to }) => to >= today);
