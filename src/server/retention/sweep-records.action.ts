import type { z } from "zod";
import type { RetentionView } from "../../contract/retention.ts";
import { countOldEntries, dropOldEntries } from "../audit/drop-old-entries.action.ts";
import { countSuppressed, reviewSuppression } from "../consent/suppress.action.ts";
import { countOldDecisions, dropOldDecisions, veilOldDecisions } from "../decisions/drop-old-decisions.action.ts";
import { countOldDevices, dropOldDevices } from "../devices/drop-old-devices.action.ts";
import { countOldAccess } from "../members/drop-old-access.action.ts";
import { heedHoldOfAll, isAllHeld } from "../platform/db/holds-turn.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addMonths } from "../time/calendar-day.ts";
import { dropOldPeople } from "./drop-old-people.action.ts";
import { type CaseKind, caseKinds, countOldCases, deleteOldCases } from "./old-cases.store.ts";
import { countOldProofs, deleteOldProofs } from "./old-proofs.store.ts";
import { nextDays, type RecordMoments, recordMoments, reviewedUntil } from "./record-periods.ts";
import { countBatch } from "./sweep.store.ts";

interface Night {
  readonly tenantId: string;
  readonly sweepId: string;
  readonly today: string;
  readonly zone: string;
}

const batch = 500;

type Step = (tx: Tx) => Promise<Readonly<Record<string, number>>>;

const caseMoment = (kind: CaseKind, at: RecordMoments): Date => (kind === "incidents" ? at.incidents : at.proofs);

/**
 * LK-6, LK-9, LK-10, LK-15, LK-16, LK-7: cases, decisions, audit entries, accesses and marks whose period is over go
 * like messages do, batch by batch, each with its count in the same transaction. A legal hold for the whole business
 * keeps all of them, with the names of who did what.
 */
export async function sweepRecords(deps: Deps, night: Night): Promise<void> {
  const { tenantId, sweepId, today, zone } = night;
  const at = recordMoments(today, zone);
  const steps: Step[] = [
    // First, because decisions hang on them.
    ...caseKinds.map(
      (kind): Step =>
        async (tx) => {
          const { cases, parts } = await deleteOldCases(tx, kind, caseMoment(kind, at), batch);
          return { [kind]: cases, caseParts: parts };
        },
    ),
    async (tx) => ({ decisions: await dropOldDecisions(tx, at.proofs, batch) }),
    async (tx) => ({ veiled: await veilOldDecisions(deps, tx, tenantId, at.veil, batch) }),
    async (tx) => ({ auditEntries: await dropOldEntries(deps, tx, tenantId, at.proofs, batch) }),
    async (tx) => ({ proofs: await deleteOldProofs(tx, at.proofs) }),
    async (tx) => await dropOldPeople(tx, at.access, batch),
    async (tx) => ({ devices: await dropOldDevices(tx, at.access) }),
    async (tx) => ({ suppressions: await reviewSuppression(deps, tx, today, reviewedUntil(today)) }),
  ];
  for (const step of steps)
    for (let more = true; more; )
      more = await deps.db.withTenant(tenantId, async (tx) => {
        if (await heedHoldOfAll(tx, tenantId)) return false;
        const counts = Object.entries(await step(tx));
        for (const [what, count] of counts) if (count > 0) await countBatch(tx, sweepId, what, count);
        return counts.some(([, count]) => count >= batch);
      });
}

/** What is due on the next first of January, of the month, or at the next look. */
export async function previewRecords(
  tx: Tx,
  today: string,
  zone: string,
): Promise<z.output<typeof RetentionView>["records"]> {
  const { year, month } = nextDays(today);
  const [atYear, atMonth] = [recordMoments(year, zone), recordMoments(month, zone)];
  const access = await countOldAccess(tx, atMonth.access);
  const { over } = await countOldDecisions(tx, atYear.proofs, atMonth.veil);
  const { unveiled } = await countOldDecisions(tx, atMonth.proofs, atMonth.veil);
  const marks = await countSuppressed(tx);
  const ofCases = (kind: CaseKind) =>
    countOldCases(tx, kind, caseMoment(kind, kind === "incidents" ? atMonth : atYear));
  const due: z.output<typeof RetentionView>["records"] = [
    { what: "requests", retentionClass: "LK-9", on: year, count: await ofCases("requests") },
    { what: "erasures", retentionClass: "LK-9", on: year, count: await ofCases("erasures") },
    { what: "holds", retentionClass: "LK-9", on: year, count: await ofCases("holds") },
    { what: "incidents", retentionClass: "LK-10", on: month, count: await ofCases("incidents") },
    { what: "news", retentionClass: "LK-6", on: year, count: await ofCases("news") },
    { what: "decisions", retentionClass: "LK-15", on: year, count: over },
    { what: "veiled", retentionClass: "LK-15", on: month, count: unveiled },
    { what: "auditEntries", retentionClass: "LK-15", on: year, count: await countOldEntries(tx, atYear.proofs) },
    { what: "proofs", retentionClass: "LK-15", on: year, count: await countOldProofs(tx, atYear.proofs) },
    { what: "sessions", retentionClass: "LK-16", on: month, count: access.sessions },
    { what: "tokens", retentionClass: "LK-16", on: month, count: access.tokens },
    { what: "members", retentionClass: "LK-16", on: month, count: access.members },
    { what: "devices", retentionClass: "LK-16", on: month, count: await countOldDevices(tx, atMonth.access) },
  ];
  const held = await isAllHeld(tx);
  return [
    ...due.map((row) => (held ? { ...row, count: 0 } : row)),
    {
      what: "suppressions",
      retentionClass: "LK-7",
      on: marks.oldestReview && addMonths(marks.oldestReview, 12),
      count: marks.count,
    },
  ];
}
