import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** When each account was heard last, of those heard after `since`; found by their key, from the newest on. */
export async function loadLastHeard(
  tx: Tx,
  since: Date,
): Promise<readonly { readonly accountId: string; readonly at: Date }[]> {
  const { rows } = await sql<{ accountId: string; at: Date }>`
    select a.account_id as "accountId", d.received_at as at from channel_account a cross join lateral (
      select received_at from inbound_delivery
      where account_id = a.account_id order by delivery_id desc limit 1) d
    where d.received_at > ${since}`.execute(tx);
  return rows;
}
