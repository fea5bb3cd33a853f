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
  return { fields: row.fields, status: row.status, link: row.link, checkedAt: row.checked_at };
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
  /** The page itself, gzip; null while it is the same as before, or there was none. */
  readonly page: Uint8Array | null;
  readonly lacks: readonly string[];
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
      page: check.page,
      lacks: [...check.lacks],
    })
    .execute();
}

/** Hash of the newest page that was kept. */
export async function loadLastHash(tx: Tx): Promise<Uint8Array | undefined> {
  const row = await tx
    .selectFrom("imprint_check")
    .select("content_hash")
    .where("page", "is not", null)
    .orderBy("at", "desc")
    .orderBy("check_id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.content_hash ?? undefined;
}

/** The last looks, newest first, without the pages. */
export async function loadChecks(
  tx: Tx,
  limit: number,
): Promise<(Omit<ImprintCheckRow, "page"> & { kept: boolean })[]> {
  const rows = await tx
    .selectFrom("imprint_check")
    .select(["check_id", "at", "url", "final_url", "http_status", "result", "content_hash", "lacks"])
    .select((eb) => eb("page", "is not", null).as("kept"))
    .orderBy("at", "desc")
    .orderBy("check_id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    checkId: row.check_id,
    at: row.at,
    url: row.url,
    finalUrl: row.final_url,
    httpStatus: row.http_status,
    result: row.result,
    contentHash: row.content_hash,
    lacks: row.lacks,
    kept: Boolean(row.kept),
  }));
}

export async function loadPage(tx: Tx, checkId: string): Promise<{ page: Uint8Array; at: Date } | undefined> {
  const row = await tx
    .selectFrom("imprint_check")
    .select(["page", "at"])
    .where("check_id", "=", checkId)
    .executeTakeFirst();
  return row?.page == null ? undefined : { page: row.page, at: row.at };
}
