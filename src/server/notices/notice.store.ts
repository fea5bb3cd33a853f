import type { ChannelKind } from "../../contract/ids.ts";
import type { NoticeChange, SetupChannel } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";

export interface NoticeRow {
  readonly channel: ChannelKind;
  readonly version: number;
  readonly fields: unknown;
  readonly pageHtml: string;
  readonly shortText: string;
  readonly contentHash: Uint8Array;
  readonly change: string;
  readonly reason: string;
  readonly publishedAt: Date;
  readonly publishedBy: string;
}

const columns = [
  "channel_kind as channel",
  "version",
  "fields",
  "page_html as pageHtml",
  "short_text as shortText",
  "content_hash as contentHash",
  "change",
  "change_reason as reason",
  "published_at as publishedAt",
  "published_by as publishedBy",
] as const;

/** Newest version of one channel. */
export async function loadCurrentNotice(tx: Tx, channel: ChannelKind): Promise<NoticeRow | undefined> {
  return tx
    .selectFrom("notice")
    .select(columns)
    .where("channel_kind", "=", channel)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** What the newest version says, of one channel or of all. */
export async function loadLastNotice(tx: Tx, channel?: ChannelKind): Promise<unknown> {
  const all = tx.selectFrom("notice").select("fields");
  const row = await (channel === undefined ? all : all.where("channel_kind", "=", channel))
    .orderBy("published_at", "desc")
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.fields;
}

/** What every version says, the oldest first. */
export async function loadNotices(tx: Tx, channel: ChannelKind): Promise<{ fields: unknown; publishedAt: Date }[]> {
  return await tx
    .selectFrom("notice")
    .select(["fields", "published_at as publishedAt"])
    .where("channel_kind", "=", channel)
    .orderBy("version")
    .execute();
}

export async function loadNotice(tx: Tx, channel: ChannelKind, version: number): Promise<NoticeRow | undefined> {
  return tx
    .selectFrom("notice")
    .select(columns)
    .where("channel_kind", "=", channel)
    .where("version", "=", version)
    .executeTakeFirst();
}

/** Channels with a published notice and their newest version. */
export async function loadPublishedVersions(tx: Tx): Promise<{ channel: ChannelKind; version: number }[]> {
  return tx
    .selectFrom("notice")
    .select((eb) => ["channel_kind as channel", eb.fn.max("version").as("version")])
    .groupBy("channel_kind")
    .orderBy("channel_kind")
    .execute();
}

export async function insertNotice(
  tx: Tx,
  tenantId: string,
  row: {
    channel: SetupChannel;
    version: number;
    fields: object;
    pageHtml: string;
    shortText: string;
    contentHash: Uint8Array;
    change: NoticeChange | "first";
    reason: string;
    at: Date;
    by: string;
  },
): Promise<void> {
  await tx
    .insertInto("notice")
    .values({
      tenant_id: tenantId,
      channel_kind: row.channel,
      version: row.version,
      fields: JSON.stringify(row.fields),
      page_html: row.pageHtml,
      short_text: row.shortText,
      content_hash: row.contentHash,
      change: row.change,
      change_reason: row.reason,
      published_at: row.at,
      published_by: row.by,
    })
    .execute();
}
