import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

/** Where customers write to this business; undefined while nothing is open to them. Of several pages its first one. */
export async function openPagePath(tx: Tx, tenantId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom("customer_page as p")
    .innerJoin("channel_account as a", (join) =>
      join.onRef("a.tenant_id", "=", "p.tenant_id").onRef("a.account_id", "=", "p.account_id"),
    )
    .select("p.slug")
    .where("p.tenant_id", "=", tenantId)
    .where("a.kind", "=", "webchat")
    .where("a.state", "=", "live")
    .orderBy(sql`p.slug <> 'web'`)
    .orderBy("p.slug")
    .limit(1)
    .executeTakeFirst();
  return row && `/k/${row.slug}`;
}
