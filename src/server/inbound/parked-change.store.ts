import { sql } from "kysely";
import { ask } from "../platform/db/pipeline.ts";
import type { Tx } from "../platform/db.ts";

interface ParkedChange {
  /** The channel's id of the change. */
  readonly externalId: string;
  /** The channel's id of the message it changes. */
  readonly target: string;
  readonly sealedChange: Buffer;
}

/** A change can be faster than its message: it waits until that is here, seven days at most. */
export async function parkChange(
  tx: Tx,
  tenantId: string,
  accountId: string,
  { externalId, target, sealedChange }: ParkedChange,
  now: Date,
): Promise<void> {
  await tx
    .insertInto("parked_change")
    .values({
      tenant_id: tenantId,
      account_id: accountId,
      external_id: externalId,
      target,
      sealed_change: sealedChange,
      parked_at: now,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Was this change parked before, whether it still waits or not? */
export async function wasParked(tx: Tx, accountId: string, externalId: string): Promise<boolean> {
  const rows = await ask(
    tx,
    sql<{ one: number }>`
    select 1 as one from parked_change where account_id = ${accountId} and external_id = ${externalId}`,
  );
  return rows.length > 0;
}

/** What changes nothing here leaves an empty row as well, to recognise its repetition. @returns how many were new */
export async function noteSeen(
  tx: Tx,
  tenantId: string,
  accountId: string,
  ids: readonly string[],
  now: Date,
): Promise<number> {
  if (ids.length === 0) return 0;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("parked_change")
    .values(
      ids.map((id) => ({ tenant_id: tenantId, account_id: accountId, external_id: id, target: id, parked_at: now })),
    )
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

/** Empties what waited for these messages. @returns it, in the order of arrival */
export async function takeChanges(
  tx: Tx,
  accountId: string,
  targets: readonly string[],
): Promise<{ externalId: string; target: string; sealedChange: Buffer }[]> {
  if (targets.length === 0) return [];
  return await ask(
    tx,
    sql<{ externalId: string; target: string; sealedChange: Buffer }>`
    with waiting as (
      select tenant_id, account_id, external_id, target, arrival, sealed_change from parked_change
      where account_id = ${accountId} and target = any(${[...targets]}::text[]) and sealed_change is not null for update),
    emptied as (
      update parked_change p set sealed_change = null from waiting w
      where p.tenant_id = w.tenant_id and p.account_id = w.account_id and p.external_id = w.external_id)
    select external_id as "externalId", target, sealed_change as "sealedChange" from waiting order by arrival`,
  );
}

/** Every change that still waits: seldom more than a few. */
export async function loadChanges(tx: Tx): Promise<{ accountId: string; externalId: string; sealedChange: Buffer }[]> {
  return await ask(
    tx,
    sql<{ accountId: string; externalId: string; sealedChange: Buffer }>`
    select account_id as "accountId", external_id as "externalId", sealed_change as "sealedChange"
    from parked_change where sealed_change is not null order by arrival for update`,
  );
}

/** Changes that have waited since before `before` and do not stand in a conversation by themselves. */
export async function loadUnshown(
  tx: Tx,
  before: Date,
): Promise<{ accountId: string; externalId: string; sealedChange: Buffer }[]> {
  return await ask(
    tx,
    sql<{ accountId: string; externalId: string; sealedChange: Buffer }>`
    select account_id as "accountId", external_id as "externalId", sealed_change as "sealedChange"
    from parked_change p where sealed_change is not null and parked_at < ${before} and not exists (
      select from message m where m.account_id = p.account_id and m.external_id = p.external_id)
    order by arrival`,
  );
}

/** The same change, sealed anew. */
export async function putChange(tx: Tx, accountId: string, externalId: string, sealedChange: Buffer): Promise<void> {
  await tx
    .updateTable("parked_change")
    .set({ sealed_change: sealedChange })
    .where("account_id", "=", accountId)
    .where("external_id", "=", externalId)
    .execute();
}

/** Removes changes that came before `before`, shown or not. */
export async function deleteChangesBefore(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("parked_change").where("parked_at", "<", before).execute();
}

/** Their own ids and those of their messages hold the phone number. */
export async function deleteChangesTo(tx: Tx, targets: readonly string[]): Promise<void> {
  if (targets.length === 0) return;
  await tx
    .deleteFrom("parked_change")
    .where("target", "in", [...targets])
    .execute();
}

/** Removes one change by the channel's id of it. */
export async function deleteChange(tx: Tx, accountId: string, externalId: string): Promise<void> {
  await tx
    .deleteFrom("parked_change")
    .where("account_id", "=", accountId)
    .where("external_id", "=", externalId)
    .execute();
}
