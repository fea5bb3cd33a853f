import type { Kysely } from "kysely";
import type { DB } from "../../../db/types.ts";
import type { Tx } from "../platform/db.ts";

/** Names and hosts of all businesses: not personal, and needed before a tenant is known. */
export async function loadHosts(
  outside: Kysely<DB>,
): Promise<{ tenantId: string; name: string; host: string | null; setUpAt: Date | null }[]> {
  return await outside
    .selectFrom("tenant")
    .select(["tenant_id as tenantId", "name", "host", "setup_done_at as setUpAt"])
    .orderBy("created_at")
    .orderBy("tenant_id")
    .execute();
}

export interface TenantRow {
  readonly name: string;
  readonly demo: boolean;
  readonly created_at: Date;
}

export async function loadTenant(tx: Tx, tenantId: string): Promise<TenantRow> {
  return tx
    .selectFrom("tenant")
    .select(["name", "demo", "created_at"])
    .where("tenant_id", "=", tenantId)
    .executeTakeFirstOrThrow();
}

export async function insertTenant(
  tx: Tx,
  row: { tenantId: string; name: string; host: string | null; demo: boolean; at: Date },
): Promise<void> {
  await tx
    .insertInto("tenant")
    .values({ tenant_id: row.tenantId, name: row.name, host: row.host, demo: row.demo, created_at: row.at })
    .execute();
  await tx.insertInto("tenant_feed").values({ tenant_id: row.tenantId }).execute();
  await tx.insertInto("conversation_counter").values({ tenant_id: row.tenantId }).execute();
}

export async function renameTenant(tx: Tx, tenantId: string, name: string): Promise<void> {
  await tx.updateTable("tenant").set({ name }).where("tenant_id", "=", tenantId).execute();
}

export async function updateHost(tx: Tx, tenantId: string, host: string): Promise<void> {
  await tx.updateTable("tenant").set({ host }).where("tenant_id", "=", tenantId).execute();
}

export async function markSetUp(tx: Tx, tenantId: string, at: Date): Promise<void> {
  await tx
    .updateTable("tenant")
    .set({ setup_done_at: at })
    .where("tenant_id", "=", tenantId)
    .where("setup_done_at", "is", null)
    .execute();
}

export async function loadZone(tx: Tx, tenantId: string): Promise<string | undefined> {
  const row = await tx.selectFrom("tenant").select("time_zone").where("tenant_id", "=", tenantId).executeTakeFirst();
  return row?.time_zone;
}
