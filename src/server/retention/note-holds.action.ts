import { heedHolds } from "../platform/db/holds-turn.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs } from "../platform/jobs.ts";
import { appendToLedger, type HoldLine, readHolds } from "./erasure-ledger.adapter.ts";
import { standingHolds } from "./hold.store.ts";
import { holdLine, isGenuineHold } from "./ledger-entry.action.ts";

/**
 * Tells the ledger which holds stand and which do so no longer: after a release, and every night for what a crash left out
 * or a program older than decision 38 never wrote. A hold that is set has its line before it commits.
 */
export async function noteHolds(deps: Deps, tenantId: string): Promise<void> {
  const { dataDir } = deps.config;
  await deps.db.withTenant(tenantId, async (tx) => {
    // Whoever sets one just now has written the line and not committed yet.
    await heedHolds(tx, tenantId);
    const rows = new Map((await standingHolds(tx)).map((row) => [row.hold_id, row]));
    const known = lastLines(deps, await readHolds(dataDir), tenantId);
    const missing = [...rows.values()].filter(({ hold_id }) => !known.get(hold_id)?.hold);
    const over = [...known.values()].filter(({ holdId, hold }) => hold !== null && !rows.has(holdId));
    for (const row of missing)
      appendToLedger(
        dataDir,
        holdLine(deps, tenantId, row.hold_id, {
          contactId: row.contact_id,
          conversationId: row.conversation_id,
          kind: row.kind === "tax" ? "tax" : "legal",
          reviewOn: row.review_on,
          setBy: row.set_by,
          setAt: row.set_at.toISOString(),
        }),
      );
    for (const { holdId } of over) appendToLedger(dataDir, holdLine(deps, tenantId, holdId, null));
    if (missing.length + over.length > 0) await addJobs(tx, [{ task: "save-keys", payload: {}, key: "save-keys" }]);
  });
}

/** Of each hold of a business the last genuine line: that one counts. */
export function lastLines(
  deps: Pick<Deps, "seal">,
  lines: readonly HoldLine[],
  tenantId: string,
): ReadonlyMap<string, HoldLine> {
  const genuine = lines.filter((line) => line.tenantId === tenantId && isGenuineHold(deps, line));
  return new Map(genuine.map((line) => [line.holdId, line]));
}
