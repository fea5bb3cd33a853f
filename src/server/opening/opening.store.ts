import { sql } from "kysely";
import type { ClosedDays } from "../../contract/opening.ts";
import { ask } from "../platform/db/pipeline.ts";
import type { Tx } from "../platform/db.ts";

export interface OpeningRow {
  readonly firm: string;
  readonly timeZone: string;
  /** Fields of the customer page; each page of a business has the same hours. */
  readonly page: unknown;
  /** Step 1 of the set-up, where it exists. */
  readonly business: unknown;
  /** The public Impressum, where there is one. */
  readonly imprint: unknown;
  readonly closed: readonly ClosedDays[];
}

/** Everything that says when somebody is there, in one go. */
export async function loadOpening(tx: Tx, tenantId: string): Promise<OpeningRow> {
  const [row] = await ask(
    tx,
    sql<OpeningRow>`
      select t.name as firm, t.time_zone as "timeZone",
        (select p.fields from customer_page p order by p.slug <> 'web', p.slug limit 1) as page,
        (select s.fields from setup_step s where s.step = 'business') as business,
        (select i.fields from imprint i) as imprint,
        coalesce((select jsonb_agg(jsonb_build_object('from', d.first_day, 'to', d.last_day) order by d.first_day)
           from closed_days d), '[]') as closed
      from tenant t where t.tenant_id = ${tenantId}`,
  );
  if (row === undefined) throw new Error("no such tenant");
  return row;
}

/** The days that are closed all the same become these; what is over is not kept. */
export async function putClosedDays(tx: Tx, tenantId: string, closed: readonly ClosedDays[]): Promise<void> {
  await tx.deleteFrom("closed_days").execute();
  if (closed.length === 0) return;
  await tx
    .insertInto("closed_days")
    .values(closed.map(({ from, to }) => ({ tenant_id: tenantId, first_day: from, last_day: to })))
    .execute();
}

export interface AwayRow {
  readonly accountId: string;
  readonly active: boolean;
  readonly text: string;
}

export async function loadAwayTexts(tx: Tx): Promise<AwayRow[]> {
  return await tx.selectFrom("away_text").select(["account_id as accountId", "active", "body as text"]).execute();
}

export async function putAwayText(tx: Tx, tenantId: string, row: AwayRow): Promise<void> {
  const words = { active: row.active, body: row.text };
  await tx
    .insertInto("away_text")
    .values({ tenant_id: tenantId, account_id: row.accountId, ...words })
    .onConflict((conflict) => conflict.columns(["tenant_id", "account_id"]).doUpdateSet(words))
    .execute();
}

export async function loadAwayText(tx: Tx, accountId: string): Promise<string | undefined> {
  const [row] = await ask(
    tx,
    tx.selectFrom("away_text").select("body").where("account_id", "=", accountId).where("active", "=", true),
  );
  return row?.body;
}

/** A member who wrote this shortly before is found among this many messages at the end. */
const lookBack = 30;

/** Those of the conversations that had no answer in this closed period, and in which nobody wrote since `quietSince`. */
export async function withoutAnswer(
  tx: Tx,
  conversationIds: readonly string[],
  closedSince: string,
  quietSince: Date,
): Promise<Set<string>> {
  const rows = await ask(
    tx,
    sql<{ id: string }>`
      select c.conversation_id as id from conversation c
      where c.conversation_id = any(${[...conversationIds]}::uuid[])
        and not exists (select 1 from away_answer w
          where w.conversation_id = c.conversation_id and w.closed_since >= ${closedSince})
        and not exists (select 1 from (
            select m.direction, m.sent_at, m.state, m.content_flags from message m
            where m.conversation_id = c.conversation_id order by m.position desc limit ${lookBack}) last
          where last.direction = 'out' and last.sent_at > ${quietSince} and last.state not in ('blocked', 'withdrawn')
            and not ('automatic' = any(last.content_flags)))`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Claims the one answer of this period. @returns those who really get it; a second server got the others */
export async function claimAnswers(
  tx: Tx,
  tenantId: string,
  conversationIds: readonly string[],
  closedSince: string,
): Promise<Set<string>> {
  if (conversationIds.length === 0) return new Set();
  const rows = await ask(
    tx,
    sql<{ id: string }>`
      insert into away_answer (tenant_id, conversation_id, closed_since)
      select ${tenantId}, id, ${closedSince} from unnest(${[...conversationIds].toSorted()}::uuid[]) as id
      on conflict (tenant_id, conversation_id) do update set closed_since = excluded.closed_since
        where away_answer.closed_since < excluded.closed_since
      returning conversation_id as id`,
  );
  return new Set(rows.map(({ id }) => id));
}
