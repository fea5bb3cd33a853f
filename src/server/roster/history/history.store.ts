import type { Tx } from "../../platform/db.ts";
import type { Seal } from "../../platform/seal.ts";
import type { HistoryDetails, HistoryVerb } from "./history.ts";

export interface HistoryEntry {
  readonly id: string;
  readonly at: Date;
  /** Null: the server by itself. */
  readonly actorId: string | null;
  readonly memberId: string;
  readonly shiftId: string | null;
  readonly verb: HistoryVerb;
  readonly day: string;
  readonly details: HistoryDetails;
}

type Sealer = { readonly seal: Seal };
const place = (row: string) => ({ table: "roster_entry", row, column: "sealed_details" });

export async function insertHistory(
  { seal }: Sealer,
  tx: Tx,
  tenantId: string,
  entries: readonly HistoryEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insertInto("roster_entry")
    .values(
      entries.map((one) => ({
        tenant_id: tenantId,
        entry_id: one.id,
        at: one.at,
        actor_id: one.actorId,
        member_id: one.memberId,
        shift_id: one.shiftId,
        verb: one.verb,
        day: one.day,
        sealed_details: seal.forTenant(tenantId, place(one.id), JSON.stringify(one.details)),
      })),
    )
    .execute();
}

/** Of shifts of these days, the newest first. */
export async function loadHistory(
  { seal }: Sealer,
  tx: Tx,
  tenantId: string,
  days: { readonly from: string; readonly to: string },
): Promise<HistoryEntry[]> {
  const rows = await tx
    .selectFrom("roster_entry")
    .selectAll()
    .where("day", ">=", days.from)
    .where("day", "<=", days.to)
    .orderBy("at", "desc")
    .orderBy("entry_id", "desc")
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.entry_id,
    at: row.at,
    actorId: row.actor_id,
    memberId: row.member_id,
    shiftId: row.shift_id,
    verb: row.verb as HistoryVerb,
    day: row.day,
    details: JSON.parse(seal.openForTenant(tenantId, place(row.entry_id), row.sealed_details).toString("utf8")),
  }));
}

export async function deleteHistoryBefore(tx: Tx, day: string): Promise<void> {
  await tx.deleteFrom("roster_entry").where("day", "<", day).execute();
}
