import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** Read across the tables of the business; no column of a member is selected, grouped by or joined. */
export async function loadOpen(tx: Tx, reserved: boolean): Promise<{ open: number; waiting: number; nobody: number }> {
  const { rows } = await sql<{ open: number; waiting: number; nobody: number }>`
    select count(*) filter (where state = 'open')::int as open,
      count(*) filter (where state = 'open' and waiting_since is not null)::int as waiting,
      count(*) filter (where state = 'open' and waiting_since is not null and assignee_id is null)::int as nobody
    from conversation where state <> 'closed' and (${reserved} or reserved_at is null)`.execute(tx);
  return rows[0] ?? { open: 0, waiting: 0, nobody: 0 };
}

/** From the first message that waits to the first answer that went out; a row of messages waits once. */
export async function loadFirstAnswer(tx: Tx, since: Date): Promise<number | null> {
  const { rows } = await sql<{ minutes: number | null }>`
    select round(avg(extract(epoch from answer.sent_at - asked.sent_at) / 60))::int as minutes
    from message asked
    join lateral (
      select o.sent_at from message o
      where o.conversation_id = asked.conversation_id and o.position > asked.position and o.direction = 'out'
        and o.message_class is distinct from 'auto_reply' and o.state in ('sent', 'delivered', 'read')
      order by o.position limit 1) answer on true
    where asked.direction = 'in' and asked.sent_at >= ${since} and not exists (
      select 1 from message b
      where b.conversation_id = asked.conversation_id and b.direction = 'in' and b.position < asked.position
        and not exists (select 1 from message o2
          where o2.conversation_id = asked.conversation_id and o2.direction = 'out'
            and o2.message_class is distinct from 'auto_reply' and o2.state is distinct from 'withdrawn'
            and o2.position > b.position and o2.position < asked.position))`.execute(tx);
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
