import { sql } from "kysely";
import type { Tx } from "../../platform/db.ts";

/**
 * Counts one message that left over WhatsApp, by the kind Meta charges for: a template's category, else free text. Other
 * channels cost nothing and are not counted.
 */
export async function countOne(tx: Tx, messageId: string, month: string): Promise<void> {
  await sql`
    insert into sent_count (tenant_id, account_id, month, kind, messages)
    select o.tenant_id, o.account_id, ${month},
      case d.facts ->> 'templateCategory' when 'marketing' then 'marketing' when 'utility' then 'utility'
        when 'authentication' then 'utility' else 'service' end, 1
    from outbox o
      join decision d on d.tenant_id = o.tenant_id and d.decision_id = o.decision_id
      join channel_account a on a.tenant_id = o.tenant_id and a.account_id = o.account_id
    where o.message_id = ${messageId} and a.kind = 'whatsapp'
    on conflict (tenant_id, account_id, month, kind) do update set messages = sent_count.messages + 1
  `.execute(tx);
}

/** The counts of some numbers since a month, newest month first. */
export async function loadCounts(tx: Tx, accountIds: readonly string[], since: string) {
  if (accountIds.length === 0) return [];
  return await tx
    .selectFrom("sent_count")
    .select(["account_id", "month", "kind", "messages"])
    .where("account_id", "in", [...accountIds])
    .where("month", ">=", since)
    .orderBy("month", "desc")
    .execute();
}
