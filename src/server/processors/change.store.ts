import type { AnnounceChange, DecideChange, ProcessorChange } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";

export interface ChangeRow extends Omit<ProcessorChange, "decidedAt"> {
  readonly processorId: string;
  readonly decidedAt: Date | null;
}

/** Announced changes of sub-processors, newest first. */
export async function loadChanges(tx: Tx): Promise<ChangeRow[]> {
  const rows = await tx
    .selectFrom("subprocessor_change")
    .selectAll()
    .orderBy("announced_on", "desc")
    .orderBy("change_id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.change_id,
    processorId: row.processor_id,
    announcedOn: row.announced_on,
    objectUntil: row.object_until,
    who: row.who,
    what: row.what,
    decision: row.decision,
    reason: row.reason,
    decidedAt: row.decided_at,
  }));
}

export async function insertChange(
  tx: Tx,
  tenantId: string,
  row: AnnounceChange & { id: string; processorId: string },
): Promise<void> {
  await tx
    .insertInto("subprocessor_change")
    .values({
      tenant_id: tenantId,
      change_id: row.id,
      processor_id: row.processorId,
      announced_on: row.announcedOn,
      object_until: row.objectUntil,
      who: row.who,
      what: row.what,
    })
    .execute();
}

/** True when the change was settled with just these words. */
export async function isSettledSo(
  tx: Tx,
  processorId: string,
  changeId: string,
  { decision, reason }: DecideChange,
): Promise<boolean> {
  const found = await tx
    .selectFrom("subprocessor_change")
    .select("change_id")
    .where("change_id", "=", changeId)
    .where("processor_id", "=", processorId)
    .where("decision", "=", decision)
    .where("reason", "=", reason)
    .executeTakeFirst();
  return found !== undefined;
}

/** Settles an open change. @returns who it was about; undefined: not there, or settled already */
export async function settleChange(
  tx: Tx,
  processorId: string,
  changeId: string,
  row: DecideChange & { at: Date },
): Promise<string | undefined> {
  const settled = await tx
    .updateTable("subprocessor_change")
    .set({ decision: row.decision, reason: row.reason, decided_at: row.at })
    .where("change_id", "=", changeId)
    .where("processor_id", "=", processorId)
    .where("decision", "=", "open")
    .returning("who")
    .executeTakeFirst();
  return settled?.who;
}
