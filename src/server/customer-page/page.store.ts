import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

export interface PageRow {
  readonly slug: string;
  readonly accountId: string;
  readonly accountState: string;
  readonly firm: string;
  readonly timeZone: string;
  readonly fields: unknown;
  /** Step 1 of the set-up, where it exists. */
  readonly business: unknown;
  /** The public Impressum, where there is one. */
  readonly imprint: unknown;
  readonly away: boolean;
  readonly closed: unknown;
}

export async function loadPage(tx: Tx, tenantId: string, slug: string): Promise<PageRow | undefined> {
  return await tx
    .selectFrom("customer_page as p")
    .innerJoin("tenant as t", "t.tenant_id", "p.tenant_id")
    .innerJoin("channel_account as a", (join) =>
      join.onRef("a.tenant_id", "=", "p.tenant_id").onRef("a.account_id", "=", "p.account_id"),
    )
    .leftJoin("setup_step as s", (join) => join.onRef("s.tenant_id", "=", "p.tenant_id").on("s.step", "=", "business"))
    .leftJoin("imprint as i", "i.tenant_id", "p.tenant_id")
    .leftJoin("away_text as w", (join) =>
      join.onRef("w.tenant_id", "=", "a.tenant_id").onRef("w.account_id", "=", "a.account_id"),
    )
    .select([
      "p.slug",
      "p.account_id as accountId",
      "a.state as accountState",
      "t.name as firm",
      "t.time_zone as timeZone",
      "p.fields",
      "s.fields as business",
      "i.fields as imprint",
      sql<boolean>`coalesce(w.active, false)`.as("away"),
      sql<unknown>`coalesce((select jsonb_agg(jsonb_build_object('from', d.first_day, 'to', d.last_day))
        from closed_days d where d.tenant_id = p.tenant_id), '[]')`.as("closed"),
    ])
    .where("p.tenant_id", "=", tenantId)
    .where("p.slug", "=", slug)
    .where("a.kind", "=", "webchat")
    .executeTakeFirst();
}
