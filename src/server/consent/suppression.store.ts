import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import { ask } from "../platform/db/pipeline.ts";
import type { Tx } from "../platform/db.ts";

/** Keeps the keyed hashes of every address of these identities; of the addresses themselves nothing. */
export async function putSuppressed(tx: Tx, identityIds: readonly string[], at: Date, today: string): Promise<void> {
  await sql`
    insert into suppression (tenant_id, channel_kind, kind, blind_index, since, reviewed_on)
    select distinct a.tenant_id, i.channel_kind, a.kind, a.blind_index, ${at}::timestamptz, ${today}::date
    from identity_address a join identity i on i.identity_id = a.identity_id
    where a.identity_id = any(${[...identityIds]}::uuid[]) and a.kind <> 'session'
    on conflict (tenant_id, channel_kind, kind, blind_index)
    do update set since = excluded.since, reviewed_on = excluded.reviewed_on`.execute(tx);
}

/** Of these identities those known under a suppressed address of whom nothing about advertising is recorded yet. */
export async function findSuppressed(
  tx: Tx,
  identityIds: readonly string[],
): Promise<{ identityId: string; channelKind: ChannelKind; since: Date }[]> {
  return await ask(
    tx,
    sql<{ identityId: string; channelKind: ChannelKind; since: Date }>`
    select i.identity_id as "identityId", i.channel_kind as "channelKind", min(s.since) as since
    from suppression s
    join identity_address a on a.kind = s.kind and a.blind_index = s.blind_index
    join identity i on i.identity_id = a.identity_id and i.channel_kind = s.channel_kind
    where i.identity_id = any(${[...identityIds]}::uuid[]) and not exists (
      select from consent_event e where e.identity_id = i.identity_id and e.purpose = 'advertising'
        and e.state in ('granted', 'withdrawn'))
    group by 1, 2 order by 1`,
  );
}

/** Whoever agrees anew, of their own accord, ends the entry. */
export async function deleteSuppressed(tx: Tx, identityId: string): Promise<void> {
  await sql`
    delete from suppression s using identity_address a, identity i
    where i.identity_id = ${identityId} and a.identity_id = i.identity_id
      and s.channel_kind = i.channel_kind and s.kind = a.kind and s.blind_index = a.blind_index`.execute(tx);
}

export async function countSuppressions(tx: Tx): Promise<{ count: number; oldestReview: string | null }> {
  const { rows } = await sql<{ count: number; oldestReview: string | null }>`
    select count(*)::int as count, min(reviewed_on)::text as "oldestReview" from suppression`.execute(tx);
  return rows[0] ?? { count: 0, oldestReview: null };
}

/** Whether the business asked for consent, got one, used one or sent news since then: only then it advertises. */
export async function advertisedSince(tx: Tx, since: Date): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`
    select exists (select from consent_event where purpose = 'advertising' and at >= ${since}
        and state in ('pending', 'asked', 'granted', 'used'))
      or exists (select from news where created_at >= ${since}) as yes`.execute(tx);
  return rows[0]?.yes === true;
}

/** Entries whose last review was on or before a day: looked at again, or taken away. @returns how many */
export async function reviewSuppressed(
  tx: Tx,
  review: { readonly before: string; readonly today: string; readonly keep: boolean },
): Promise<number> {
  const due = sql`where reviewed_on <= ${review.before}::date`;
  const done = review.keep
    ? await sql`update suppression set reviewed_on = ${review.today}::date ${due}`.execute(tx)
    : await sql`delete from suppression ${due}`.execute(tx);
  return Number(done.numAffectedRows ?? 0n);
}
