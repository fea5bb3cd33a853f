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
}, 60_000);
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
