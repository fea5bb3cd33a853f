import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { digestOf, migrate, migrateWithin } from "../../src/server/platform/migrate.ts";
import { type Elsewhere, elsewhere } from "../support/restored.ts";

/** What an update makes of data that were there before: a database as an older version left it, with businesses in it. */
let place: Elsewhere;
let client: pg.Client;
const folder = join(import.meta.dirname, "../../db/migrations");
const businesses = ["01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"] as const;
const contact = (business: string, n: number) => `${business.slice(0, -3)}${n}0${business.slice(-1)}`;

beforeAll(async () => {
  place = await elsewhere();
  client = new pg.Client({ connectionString: place.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await place.drop();
});

/** The schema as it was before a migration. */
async function before(name: string): Promise<void> {
  const names = readdirSync(folder).filter((one) => one.endsWith(".sql") && one < name);
  await migrateWithin(
    client,
    names.sort().map((one) => ({ name: one, digest: digestOf(readFileSync(join(folder, one), "utf8")) })),
  );
}

async function inBusiness<T extends object>(id: string, statement: string, values: unknown[] = []): Promise<T[]> {
  await client.query("begin");
  await client.query("select set_config('app.tenant_id', $1, true)", [id]);
  const { rows } = await client.query<T>(statement, values);
  await client.query("commit");
  return rows;
}

test("an order that ran already before orders had a beginning began with its contact, in every business", async () => {
  await before("0029");
  for (const id of businesses) {
    await client.query("insert into tenant (tenant_id, name, created_at) values ($1, 'Betrieb', now())", [id]);
    for (const [n, open, since] of [
      [1, true, null],
      [2, false, null],
      [3, true, "2026-05-01"],
    ] as const)
      await inBusiness(
        id,
        "insert into contact (tenant_id, contact_id, open_order, order_since, created_at) values ($1, $2, $3, $4, '2026-03-01')",
        [id, contact(id, n), open, since],
      );
  }
  await migrate(place.url);
  for (const id of businesses) {
    const rows = await inBusiness<{ since: string | null }>(
      id,
      "select to_char(order_since, 'YYYY-MM-DD') as since from contact order by contact_id",
    );
    expect(rows.map((row) => row.since)).toEqual(["2026-03-01", null, "2026-05-01"]);
  }
});

test("and the walls stand again: without a business nobody sees a contact", async () => {
  const { rows } = await client.query("select * from contact");
  expect(rows).toEqual([]);
});

test("a look-up by key takes its own index, also before anything was counted", async () => {
  await migrate(place.url);
  await client.query("select set_config('app.tenant_id', $1, false)", [businesses[0]]);
  await client.query("set plan_cache_mode = force_generic_plan");
  await client.query("set enable_seqscan = off");
  const planOf = async (statement: string, values: string) => {
    await client.query(`prepare look as ${statement}`);
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain execute look(${values})`);
    await client.query("deallocate look");
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  };
  const id = `'${businesses[0]}'`;
  expect
    .soft(await planOf("select from message where account_id = $1::uuid and external_id = $2::text", `${id}, 'x'`))
    .toContain("message_tenant_id_account_id_external_id_key");
  expect
    .soft(
      await planOf(
        "select from identity_address where account_id = $1::uuid and kind = $2::text and blind_index = $3::bytea",
        `${id}, 'x', 'x'`,
      ),
    )
    .toContain("identity_address_pkey");
  expect
    .soft(await planOf("select from conversation where identity_id = $1::uuid", id))
    .toContain("conversation_tenant_id_identity_id_key");
  expect.soft(await planOf("select from contact_key where contact_id = $1::uuid", id)).toContain("contact_key_pkey");
});
