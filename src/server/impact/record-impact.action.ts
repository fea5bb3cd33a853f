import type { RecordImpact } from "../../contract/records.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { insertAssessment } from "./impact.store.ts";
import { impactStanding } from "./impact-standing.action.ts";

/** Records that the business made its impact assessment (Art. 35 GDPR): the day and what came out. Nothing is overwritten. */
export async function recordImpact(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  { madeOn, outcome }: RecordImpact,
): Promise<string> {
  const { tenantId, memberId } = caller;
  const at = deps.clock.now();
  if (madeOn > localDay(at, await loadTimeZone(tx, tenantId)))
    throw new Problem("bad-input", {
      detail: {
        de: "Der Tag liegt in der Zukunft. Trag den Tag ein, an dem sie fertig war.",
        en: "The day lies in the future. Enter the day on which it was finished.",
      },
    });
  const { hits } = await impactStanding(tx);
  const id = deps.ids.uuid();
  await insertAssessment(tx, tenantId, { id, madeOn, hits, outcome, by: memberId, at });
  const subject = { subjectKind: "impact-assessment", subjectId: id };
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "record-impact-assessment",
    ...subject,
    details: { madeOn, hits },
  });
  return id;
}
