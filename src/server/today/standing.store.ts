import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** Read across the tables of the business; no column of a member is selected, grouped by or joined. */
export async function loadOpen(tx: Tx, reserved: boolean): Promise<{ open: number; waiting: number; nobody: number }> {
  const { rows } = await sql<{ open: number; waiting: number; nobody: number }>`
    select count(*) filter (where state = 'open')::int as open,
      count(*) filter (where state = 'open' and waiting_since is not null)::int as waiting,
      count(*) filter (where state = 'open' and assignee_id is null)::int as nobody
    from conversation where state <> 'closed' and (${reserved} or reserved_at is null)`.execute(tx);
  return rows[0] ?? { open: 0, waiting: 0, nobody: 0 };
}

/**
 * From the first message that waits to the first answer that went out; a row of messages waits once. Only what stands
 * right before a message is looked at, so a thread of ten thousand costs as many looks and not their square.
 */
export async function loadFirstAnswer(tx: Tx, since: Date): Promise<number | null> {
  const { rows } = await sql<{ minutes: number | null }>`
    with asked as materialized (
      select m.tenant_id, m.conversation_id, m.position, m.sent_at
      from message m
      left join lateral (
        select b.direction from message b
        where b.tenant_id = m.tenant_id and b.conversation_id = m.conversation_id and b.position < m.position
          and (b.direction = 'in' or (b.direction = 'out'
            and b.message_class is distinct from 'auto_reply' and b.state is distinct from 'withdrawn'))
        order by b.position desc limit 1) before on true
      where m.direction = 'in' and m.sent_at >= ${since} and before.direction is distinct from 'in')
    select round(avg(extract(epoch from answer.sent_at - asked.sent_at) / 60))::int as minutes
    from asked join lateral (
      select o.sent_at from message o
      where o.tenant_id = asked.tenant_id and o.conversation_id = asked.conversation_id
        and o.position > asked.position and o.direction = 'out'
        and o.message_class is distinct from 'auto_reply' and o.state in ('sent', 'delivered', 'read')
      order by o.position limit 1) answer on true`.execute(tx);
  return rows[0]?.minutes ?? null;
}

export async function loadUnanswered(tx: Tx, since: Date, zone: string): Promise<{ week: string; count: number }[]> {
  const { rows } = await sql<{ week: string; count: number }>`
    select to_char(date_trunc('week', c.closed_at at time zone ${zone}), 'YYYY-MM-DD') as week, count(*)::int as count
    from conversation c
    where c.state = 'closed' and c.closed_at >= ${since} and not exists (
      select 1 from message o where o.conversation_id = c.conversation_id and o.direction = 'out'
        and o.message_class is distinct from 'auto_reply' and o.state in ('sent', 'delivered', 'read'))
    group by 1 order by 1 desc`.execute(tx);
  return rows;
}

export async function loadOverrides(tx: Tx, since: Date, zone: string): Promise<{ month: string; count: number }[]> {
  const { rows } = await sql<{ month: string; count: number }>`
    select to_char(at at time zone ${zone}, 'YYYY-MM') as month, count(*)::int as count
    from audit_entry where verb = 'override-quiet-hours' and at >= ${since}
    group by 1 order by 1 desc`.execute(tx);
  return rows;
}
