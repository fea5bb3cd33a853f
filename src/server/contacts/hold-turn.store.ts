import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** Of the lock that keeps setting a hold and deleting apart. */
const turn = (tenantId: string) => sql`hashtextextended(${`holds:${tenantId}`}, 0)`;

export async function lockHolds(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${turn(tenantId)})`.execute(tx);
}

export async function heedHolds(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${turn(tenantId)})`.execute(tx);
}
