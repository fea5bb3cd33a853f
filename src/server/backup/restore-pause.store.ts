import type { Tx } from "../platform/db.ts";

export interface NewPause {
  readonly pauseId: string;
  readonly backupMadeAt: string;
  readonly restoredAt: Date;
  readonly uncertain: number;
}

export async function insertPause(tx: Tx, tenantId: string, pause: NewPause): Promise<void> {
  await tx
    .insertInto("restore_pause")
    .values({
      tenant_id: tenantId,
      pause_id: pause.pauseId,
      backup_made_at: pause.backupMadeAt,
      restored_at: pause.restoredAt,
      uncertain: pause.uncertain,
    })
    .execute();
}

/** The restore nobody has confirmed yet. */
export async function openPause(tx: Tx) {
  return await tx
    .selectFrom("restore_pause")
    .select(["pause_id", "backup_made_at", "restored_at", "uncertain"])
    .where("confirmed_at", "is", null)
    .orderBy("restored_at", "desc")
    .orderBy("pause_id", "desc")
    .executeTakeFirst();
}

/** @returns how many there were to confirm */
export async function confirmPauses(tx: Tx, at: Date): Promise<number> {
  const done = await tx
    .updateTable("restore_pause")
    .set({ confirmed_at: at })
    .where("confirmed_at", "is", null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows);
}
