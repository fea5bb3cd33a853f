import type { Tx } from "../platform/db.ts";

export interface BankRow {
  readonly sealedIban: Uint8Array | null;
  readonly sealedWish: Uint8Array | null;
  readonly wishedBy: string | null;
  readonly wisher: string | null;
  readonly wishedAt: Date | null;
}

export async function loadBank(tx: Tx, lock = false): Promise<BankRow | undefined> {
  if (lock) await tx.selectFrom("bank_detail").select("tenant_id").forUpdate().execute();
  return await tx
    .selectFrom("bank_detail as b")
    .leftJoin("member as m", "m.member_id", "b.wished_by")
    .select(["b.sealed_iban as sealedIban", "b.sealed_wish as sealedWish", "b.wished_by as wishedBy"])
    .select(["m.name as wisher", "b.wished_at as wishedAt"])
    .executeTakeFirst();
}

/** What stands from now on; no wish waits any more. */
export async function putIban(tx: Tx, tenantId: string, sealed: Uint8Array | null): Promise<void> {
  const done = {
    sealed_iban: sealed === null ? null : Buffer.from(sealed),
    sealed_wish: null,
    wished_by: null,
    wished_at: null,
  };
  await tx
    .insertInto("bank_detail")
    .values({ tenant_id: tenantId, ...done })
    .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet(done))
    .execute();
}

export async function putWish(
  tx: Tx,
  wish: { readonly sealed: Buffer; readonly by: string; readonly at: Date } | null,
): Promise<void> {
  await tx
    .updateTable("bank_detail")
    .set({ sealed_wish: wish?.sealed ?? null, wished_by: wish?.by ?? null, wished_at: wish?.at ?? null })
    .execute();
}
