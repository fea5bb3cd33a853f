import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** From here to the end of the transaction the database gives up what takes longer. */
export async function hurry(tx: Tx, statementMs: number): Promise<void> {
  await sql`set local statement_timeout = ${sql.lit(statementMs)}`.execute(tx);
}

/** How much of a business's traffic waits, and since when; nothing of what it is or whose. */
export interface Standing {
  readonly inboundWaiting: number;
  readonly inboundSince: Date | null;
  readonly inboundParked: number;
  readonly outboundWaiting: number;
  readonly outboundSince: Date | null;
}

/**
 * What was accepted and is not in a conversation yet, what nobody could read and nobody has dealt with, and what was
 * due to leave and has not. What waits for its time (undo, a pause the channel asked for) is not late.
 */
export async function loadStanding(tx: Tx, now: Date): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select i.*, o.* from (
      select count(*) filter (where state = 'new')::int as "inboundWaiting",
        min(received_at) filter (where state = 'new') as "inboundSince",
        count(*) filter (where state = 'parked' and sealed_body is not null and settled_at is null)::int
          as "inboundParked"
      from inbound_delivery where state in ('new', 'parked')) i, (
      select count(*)::int as "outboundWaiting", min(not_before) as "outboundSince"
      from outbox where state in ('queued', 'sending') and not_before <= ${now}) o`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error("no standing");
  return row;
}
