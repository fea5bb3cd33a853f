import { sql } from "kysely";
import type { Tx } from "./db.ts";

const turn = (tenantId: string) => sql`hashtextextended(${`holds:${tenantId}`}, 0)`;

/** Whoever sets a hold waits until what is being deleted without it is gone. The first lock of all. */
export async function lockHolds(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${turn(tenantId)})`.execute(tx);
}

/** Whoever deletes: every hold that is said to stand is seen from here on, and none is set until commit. The first lock of all. */
export async function heedHolds(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${turn(tenantId)})`.execute(tx);
}
