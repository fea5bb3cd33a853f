import type { Tx } from "../platform/db.ts";

export interface AgreementRow {
  readonly id: string;
  readonly version: string;
  readonly termsHash: Uint8Array;
  readonly document: unknown;
  readonly agreedAt: Date;
  readonly agreedName: string;
}

const columns = [
  "agreement_id as id",
  "version",
  "terms_hash as termsHash",
  "document",
  "agreed_at as agreedAt",
  "agreed_name as agreedName",
] as const;

/** Newest first. */
export async function loadAgreements(tx: Tx): Promise<AgreementRow[]> {
  return await tx
    .selectFrom("host_agreement")
    .select(columns)
    .orderBy("agreed_at", "desc")
    .orderBy("agreement_id", "desc")
    .execute();
}

export async function loadAgreement(tx: Tx, id: string): Promise<AgreementRow | undefined> {
  return await tx.selectFrom("host_agreement").select(columns).where("agreement_id", "=", id).executeTakeFirst();
}

export async function insertAgreement(
  tx: Tx,
  tenantId: string,
  row: AgreementRow & { readonly document: object; readonly agreedBy: string },
): Promise<void> {
  await tx
    .insertInto("host_agreement")
    .values({
      tenant_id: tenantId,
      agreement_id: row.id,
      version: row.version,
      terms_hash: row.termsHash,
      document: JSON.stringify(row.document),
      agreed_at: row.agreedAt,
      agreed_by: row.agreedBy,
      agreed_name: row.agreedName,
    })
    .execute();
}
