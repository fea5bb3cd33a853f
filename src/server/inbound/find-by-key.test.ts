import { sql } from "kysely";
import { expect, test } from "vitest";
import { testDeps } from "../../../test/support/database.ts";
import { ask } from "../platform/pipeline.ts";
import { findByKey } from "./inbound-delivery.store.ts";

/** How often a statement with a list was planned while it was asked seven times in one transaction. */
async function plansOf(byKey: boolean): Promise<{ custom: number; generic: number }> {
  const { deps, tenantId } = await testDeps();
  const mark = byKey ? "kept" : "free";
  return await deps.db.withTenant(tenantId, async (tx) => {
    await sql`select 1`.execute(tx);
    if (byKey) findByKey(tx);
    for (let i = 0; i < 7; i++)
      await ask(
        tx,
        sql`select ${sql.raw(`'${mark}'`)} from unnest(${[tenantId]}::uuid[]) as w (id)
          cross join lateral (select from conversation where contact_id = w.id offset 0) c`,
      );
    const [plans] = await ask(
      tx,
      sql<{ custom: number; generic: number }>`select custom_plans as custom, generic_plans as generic
      from pg_prepared_statements where statement like ${`select '${mark}' from unnest%`}`,
    );
    if (plans === undefined) throw new Error("not prepared");
    return plans;
  });
}

test("a short list is planned once, where PostgreSQL would plan it each time", async () => {
  expect(await plansOf(false)).toEqual({ custom: 7, generic: 0 });
  expect(await plansOf(true)).toEqual({ custom: 0, generic: 7 });
});
