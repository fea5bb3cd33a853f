import type { Tx } from "../platform/db.ts";

export interface ParkedReceipt {
  readonly externalId: string;
  readonly status: string;
  readonly at: Date;
  readonly errorCode: string | null;
}

/** A receipt can be faster than our own send call: it waits until its message is known, seven days at most. */
export async function parkReceipts(
  tx: Tx,
  tenantId: string,
  accountId: string,
  rows: readonly ParkedReceipt[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("parked_receipt")
    .values(
      rows.map((row) => ({
        tenant_id: tenantId,
        account_id: accountId,
        external_id: row.externalId,
        status: row.status,
        at: row.at,
        error_code: row.errorCode,
        parked_at: now,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Takes what waited for this message out of the car park. */
export async function takeParked(tx: Tx, accountId: string, externalId: string): Promise<ParkedReceipt[]> {
  const rows = await tx
    .deleteFrom("parked_receipt")
    .where("account_id", "=", accountId)
    .where("external_id", "=", externalId)
    .returningAll()
    .execute();
  return rows.map((row) => ({
    externalId: row.external_id,
    status: row.status,
    at: row.at,
    errorCode: row.error_code,
  }));
}

/** Removes receipts that came before `before` and found no message. */
export async function deleteParkedBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("parked_receipt").where("parked_at", "<", before).execute();
}

/** Removes what waits for these messages, by the channel's ids. */
export async function deleteReceiptsOf(tx: Tx, externalIds: readonly string[]): Promise<void> {
  if (externalIds.length === 0) return;
  await tx
    .deleteFrom("parked_receipt")
    .where("external_id", "in", [...externalIds])
    .execute();
}
