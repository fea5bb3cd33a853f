import { sql } from "kysely";
import type { Tx } from "../../src/server/platform/db.ts";

/** Raw deliveries of a business: accepted and not yet looked at, and laid out one by one, whatever became of them. */
export async function deliveriesOf(tx: Tx): Promise<{ accepted: number; laidOut: number }> {
  const { accepted } = await tx
    .selectFrom("intake")
    .select(sql<number>`coalesce(sum(cardinality(digests)), 0)::int`.as("accepted"))
    .executeTakeFirstOrThrow();
  const laidOut = await tx.selectFrom("inbound_delivery").select("delivery_id").execute();
  return { accepted, laidOut: laidOut.length };
}
