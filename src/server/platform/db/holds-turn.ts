import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { underHold } from "./under-hold.ts";

const turn = (tenantId: string) => sql`hashtextextended(${`holds:${tenantId}`}, 0)`;

/** Whoever sets a hold waits until what is being deleted without it is gone. The first lock of all. */
export async function lockHolds(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${turn(tenantId)})`.execute(tx);
}

/** Whoever deletes: every hold that is said to stand is seen from here on, and none is set until commit. The first lock of all. */
export async function heedHolds(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${turn(tenantId)})`.execute(tx);
}

/** A legal hold for the whole business keeps what no contact is named in as well: the team's, the proofs, the accesses. */
export async function isAllHeld(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`select ${underHold(sql`false`)} as held`.execute(tx);
  return rows[0]?.held === true;
}

/** Whoever deletes what only such a hold covers: the turn of `heedHolds`, and whether one stands. */
export async function heedHoldOfAll(tx: Tx, tenantId: string): Promise<boolean> {
  await heedHolds(tx, tenantId);
  return await isAllHeld(tx);
}
