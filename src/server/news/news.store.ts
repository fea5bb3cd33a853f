import { sql } from "kysely";
import type { ChannelKind } from "../../contract/ids.ts";
import type { Tx } from "../platform/db.ts";

export interface NewsRow {
  readonly newsId: string;
  readonly accountId: string;
  readonly channelKind: "whatsapp" | "webchat";
  readonly sealedContent: Uint8Array;
  readonly state: "running" | "paused" | "done" | "stopped";
  readonly createdAt: Date;
  readonly by: string | null;
  readonly waiting: number;
  readonly sent: number;
  /** Did not arrive, or nobody knows whether they did. */
  readonly failed: number;
  readonly keptBack: number;
}

/** What became of it: it is on its way when its outbox has it, and only its message knows whether it left. */
const became = sql<"waiting" | "sent" | "failed" | "uncertain" | "kept_back">`case when r.state <> 'sent' then r.state
  when w.state in ('queued', 'sending') then 'waiting' when w.state = 'unknown' then 'uncertain'
  when w.state in ('blocked', 'failed') then 'failed' else 'sent' end`;

export async function loadNews(tx: Tx, newsId?: string): Promise<NewsRow[]> {
  const { rows } = await sql<NewsRow>`
    select n.news_id as "newsId", n.account_id as "accountId", n.channel_kind as "channelKind",
      n.sealed_content as "sealedContent", n.state, n.created_at as "createdAt", m.name as by,
      count(*) filter (where ${became} = 'waiting')::int as waiting, count(*) filter (where ${became} = 'sent')::int as sent,
      count(*) filter (where ${became} in ('failed', 'uncertain'))::int as failed,
      count(*) filter (where r.state = 'kept_back')::int as "keptBack"
    from news n left join member m on m.member_id = n.created_by left join news_recipient r on r.news_id = n.news_id
      left join message w on w.message_id = r.message_id
    where ${newsId ?? null}::uuid is null or n.news_id = ${newsId ?? null}::uuid
    group by n.tenant_id, n.news_id, m.name order by n.created_at desc, n.news_id desc limit 100`.execute(tx);
  return rows;
}

export async function lockRunning(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ newsId: string }>`
    select news_id as "newsId" from news where state = 'running' order by created_at, news_id for update skip locked`.execute(
    tx,
  );
  return rows.map(({ newsId }) => newsId);
}

/** @returns false: it is there already */
export async function insertNews(
  tx: Tx,
  tenantId: string,
  news: {
    newsId: string;
    accountId: string;
    channelKind: ChannelKind;
    sealedContent: Buffer;
    createdBy: string;
    at: Date;
  },
  recipients: readonly { identityId: string; conversationId: string; why: string | null }[],
): Promise<boolean> {
  const { newsId, at } = news;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("news")
    .values({
      tenant_id: tenantId,
      news_id: newsId,
      account_id: news.accountId,
      channel_kind: news.channelKind,
      sealed_content: news.sealedContent,
      state: "running",
      created_by: news.createdBy,
      created_at: at,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  // Arrays: as single values those of nine thousand people are more than PostgreSQL takes in a statement.
  await sql`insert into news_recipient
      (tenant_id, news_id, identity_id, conversation_id, ordinal, state, why_de, at)
    select ${tenantId}::uuid, ${newsId}::uuid, r.identity_id, r.conversation_id, r.n - 1,
      case when r.why_de is null then 'waiting' else 'kept_back' end, r.why_de, ${at}
    from unnest(${recipients.map((one) => one.identityId)}::uuid[], ${recipients.map((one) => one.conversationId)}::uuid[],
      ${recipients.map((one) => one.why)}::text[]) with ordinality as r (identity_id, conversation_id, why_de, n)`.execute(
    tx,
  );
  return true;
}

export async function setNewsState(tx: Tx, newsId: string, state: NewsRow["state"]): Promise<void> {
  await tx.updateTable("news").set({ state }).where("news_id", "=", newsId).execute();
}

export async function nextRecipient(tx: Tx, newsId: string) {
  return await tx
    .selectFrom("news_recipient")
    .select(["identity_id as identityId", "conversation_id as conversationId"])
    .where("news_id", "=", newsId)
    .where("state", "=", "waiting")
    .orderBy("ordinal")
    .limit(1)
    .executeTakeFirst();
}

export async function settleRecipient(
  tx: Tx,
  newsId: string,
  identityId: string,
  to: { state: "sent" | "kept_back"; messageId?: string; why?: string; at: Date },
): Promise<void> {
  await tx
    .updateTable("news_recipient")
    .set({ state: to.state, message_id: to.messageId ?? null, why_de: to.why ?? null, at: to.at })
    .where("news_id", "=", newsId)
    .where("identity_id", "=", identityId)
    .execute();
}

export async function loadRecipients(tx: Tx, newsId: string) {
  return await tx
    .selectFrom("news_recipient as r")
    .leftJoin("message as w", "w.message_id", "r.message_id")
    .select(["r.identity_id as identityId", became.as("state"), "r.why_de as why", "r.at"])
    .where("r.news_id", "=", newsId)
    .orderBy("r.ordinal")
    .execute();
}
