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
}

export async function loadPage(tx: Tx, tenantId: string, slug: string): Promise<PageRow | undefined> {
  return tx
    .selectFrom("customer_page as p")
    .innerJoin("tenant as t", "t.tenant_id", "p.tenant_id")
    .innerJoin("channel_account as a", (join) =>
      join.onRef("a.tenant_id", "=", "p.tenant_id").onRef("a.account_id", "=", "p.account_id"),
    )
    .leftJoin("setup_step as s", (join) => join.onRef("s.tenant_id", "=", "p.tenant_id").on("s.step", "=", "business"))
    .select([
      "p.slug",
      "p.account_id as accountId",
      "a.state as accountState",
      "t.name as firm",
      "t.time_zone as timeZone",
      "p.fields",
      "s.fields as business",
    ])
    .where("p.tenant_id", "=", tenantId)
    .where("p.slug", "=", slug)
    .where("a.kind", "=", "webchat")
    .executeTakeFirst();
}
