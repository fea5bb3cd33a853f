import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";

export async function loadRuleset(tx: Tx): Promise<{ version: number; limits: unknown } | undefined> {
  return await tx
    .selectFrom("ruleset")
    .select(["version", "limits"])
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** @returns false when somebody else was faster: this version is there already */
export async function insertRuleset(
  tx: Tx,
  row: { tenantId: string; version: number; limits: Readonly<Record<string, number>>; at: Date; memberId: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("ruleset")
    .values({
      tenant_id: row.tenantId,
      version: row.version,
      limits: JSON.stringify(row.limits),
      at: row.at,
      member_id: row.memberId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export interface SpokenRow {
  readonly rule: string;
  readonly count: number;
  readonly at: Date;
  readonly verdict: "allow" | "deny" | "require";
  readonly action: string;
  readonly channel: string | null;
  readonly messageId: string | null;
}

/** How often each rule decided since a moment, and the last time it did. Nothing of any content is read. */
export async function loadSpoken(tx: Tx, since: Date): Promise<SpokenRow[]> {
  const { rows } = await sql<SpokenRow>`
    select distinct on (r.rule) r.rule, (count(*) over (partition by r.rule))::int as count, d.at, d.verdict, d.action,
      d.facts ->> 'channel' as channel, d.message_id as "messageId"
    from decision d, unnest(d.rules) as r(rule)
    where d.at >= ${since}
    order by r.rule, d.at desc, d.decision_id`.execute(tx);
  return rows;
}
