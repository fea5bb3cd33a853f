import { type Kysely, sql } from "kysely";
import type { DB } from "../../../db/types.ts";
import type { ChannelKind } from "../../contract/ids.ts";
import { ask } from "../platform/db/pipeline.ts";
import type { Tx } from "../platform/db.ts";

/** The tenant a webhook address belongs to; read outside any tenant, because none is known yet. */
export async function findRoute(outside: Kysely<DB>, accountId: string): Promise<string | undefined> {
  const row = await outside
    .selectFrom("channel_route")
    .select("tenant_id")
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return row?.tenant_id;
}

export interface AccountRow {
  readonly accountId: string;
  readonly kind: ChannelKind;
  readonly label: string;
  readonly state: "draft" | "live" | "stopped";
  readonly externalRef: string | null;
  readonly sealedCredentials: Buffer | null;
}

export async function loadAccount(tx: Tx, accountId: string): Promise<AccountRow | undefined> {
  const row = await tx
    .selectFrom("channel_account")
    .select(["account_id", "kind", "label", "state", "external_ref", "credentials"])
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    accountId: row.account_id,
    kind: row.kind,
    label: row.label,
    state: row.state,
    externalRef: row.external_ref,
    sealedCredentials: row.credentials === null ? null : Buffer.from(row.credentials),
  };
}

/** Every account of this business, without its secrets: one delivery may hold several numbers. */
export async function loadAccounts(
  tx: Tx,
): Promise<
  { accountId: string; kind: ChannelKind; externalRef: string | null; away: boolean; readStatusKept: boolean }[]
> {
  const rows = await ask(
    tx,
    tx
      .selectFrom("channel_account as a")
      .leftJoin("away_text as w", (join) =>
        join.onRef("w.tenant_id", "=", "a.tenant_id").onRef("w.account_id", "=", "a.account_id"),
      )
      .leftJoin("metadata_profile as m", (join) =>
        join.onRef("m.tenant_id", "=", "a.tenant_id").onRef("m.channel_kind", "=", "a.kind"),
      )
      .select(["a.account_id", "a.kind", "a.external_ref", "w.active"])
      .select(sql<boolean | null>`(m.fields->>'readStatusKept')::boolean`.as("read_status_kept")),
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    kind: row.kind,
    externalRef: row.external_ref,
    away: row.active === true,
    readStatusKept: row.read_status_kept === true,
  }));
}

export async function findLiveAccount(tx: Tx, kind: ChannelKind): Promise<string | undefined> {
  const row = await tx
    .selectFrom("channel_account")
    .select("account_id")
    .where("kind", "=", kind)
    .where("state", "=", "live")
    .orderBy("account_id")
    .executeTakeFirst();
  return row?.account_id;
}
