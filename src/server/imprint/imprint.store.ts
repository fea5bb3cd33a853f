import type { ImprintStatus } from "../../contract/setup.ts";
import type { Tx } from "../platform/db.ts";

export interface ImprintRow {
  readonly fields: unknown;
  readonly status: ImprintStatus;
  readonly link: string | null;
  readonly checkedAt: Date | null;
}

export async function loadImprint(tx: Tx): Promise<ImprintRow | undefined> {
  const row = await tx.selectFrom("imprint").select(["fields", "status", "link", "checked_at"]).executeTakeFirst();
  if (row === undefined) return undefined;
  return { fields: row.fields, status: row.status as ImprintStatus, link: row.link, checkedAt: row.checked_at };
}

export async function saveImprint(
  tx: Tx,
  tenantId: string,
  row: { fields: object; status: ImprintStatus; link: string | null; checkedAt: Date | null; at: Date },
): Promise<void> {
  const values = {
    fields: JSON.stringify(row.fields),
    status: row.status,
    link: row.link,
    checked_at: row.checkedAt,
    updated_at: row.at,
  };
  await tx
    .insertInto("imprint")
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet(values))
    .execute();
}

export async function setImprintStatus(tx: Tx, status: ImprintStatus, at: Date): Promise<void> {
  await tx.updateTable("imprint").set({ status, checked_at: at }).execute();
}

export interface ImprintCheckRow {
  readonly checkId: string;
  readonly at: Date;
  readonly url: string;
  readonly finalUrl: string | null;
  readonly httpStatus: number | null;
  readonly result: string;
  readonly contentHash: Uint8Array | null;
}

export async function insertCheck(tx: Tx, tenantId: string, check: ImprintCheckRow): Promise<void> {
  await tx
    .insertInto("imprint_check")
    .values({
      tenant_id: tenantId,
      check_id: check.checkId,
      at: check.at,
      url: check.url,
      final_url: check.finalUrl,
      http_status: check.httpStatus,
      result: check.result,
      content_hash: check.contentHash,
    })
    .execute();
}
