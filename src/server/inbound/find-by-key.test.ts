import { sql } from "kysely";
import { expect, test } from "vitest";
import { testDeps } from "../../../test/support/database.ts";
import { findByKey } from "./inbound-delivery.store.ts";

/** How often a statement with a list was planned while it was asked seven times in one transaction. */
async function plansOf(byKey: boolean): Promise<{ custom: number; generic: number } | undefined> {
  const { deps, tenantId } = await testDeps();
  return await deps.db.withTenant(tenantId, async (tx) => {
    // As PostgreSQL comes; that of the tests plans everything once.
    await sql`set local plan_cache_mode = auto`.execute(tx);
    await sql`prepare look_by_list (uuid[]) as select from unnest($1) as w (id)
      cross join lateral (select from conversation where contact_id = w.id offset 0) c`.execute(tx);
    if (byKey) findByKey(tx);
    for (let i = 0; i < 7; i++) await sql.raw(`execute look_by_list (array['${tenantId}']::uuid[])`).execute(tx);
    const { rows } = await sql<{ custom: number; generic: number }>`
      select custom_plans as custom, generic_plans as generic from pg_prepared_statements where name = 'look_by_list'`.execute(
      tx,
    );
    await sql`deallocate look_by_list`.execute(tx);
    return rows[0];
  });
}

test("a short list is planned once, where PostgreSQL would plan it each time", async () => {
  expect(await plansOf(false)).toEqual({ custom: 7, generic: 0 });
  expect(await plansOf(true)).toEqual({ custom: 0, generic: 7 });
});
