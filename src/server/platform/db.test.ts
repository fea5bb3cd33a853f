import { once } from "node:events";
import { type AddressInfo, connect, createServer, Socket } from "node:net";
import { join } from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import { silentLog } from "../../../test/support/silent-log.ts";
import { isOutage, openDatabase, type Tx } from "./db.ts";
import { startWake } from "./wake.ts";

const sqlStateOf = (error: unknown) => error instanceof pg.DatabaseError && error.code;

let t: TestDeps;
beforeAll(async () => {
  t = await testDeps();
});
afterAll(() => t.close());

test("a business sees its own feed and never another's, even without a where", async () => {
  const other = await t.addTenant("Nebenan");
  const mine = await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.selectFrom("tenant_feed").select("tenant_id").execute(),
  );
  expect(mine).toEqual([{ tenant_id: t.tenantId }]);
  const theirs = await t.deps.db.withTenant(other, (tx) =>
    tx.updateTable("tenant_feed").set({ head: 9 }).where("tenant_id", "=", t.tenantId).executeTakeFirst(),
  );
  expect(theirs.numUpdatedRows).toBe(0n);
});

test("outside any business no row of a business exists", async () => {
  expect(await t.deps.db.outside.selectFrom("tenant_feed").selectAll().execute()).toEqual([]);
});

test("a row cannot be written for another business", async () => {
  const other = await t.addTenant("Nebenan");
  await expect(
    t.deps.db.withTenant(t.tenantId, (tx) =>
      tx
        .insertInto("rate_limit")
        .values({ tenant_id: other, key_hash: Buffer.from("x"), window_start: t.clock.now(), used: 1 })
        .execute(),
    ),
  ).rejects.toThrow(/row-level security/);
});

test("a connection that could not roll back is thrown away, not handed to the next business", async () => {
  const db = openDatabase(t.url, silentLog, 1);
  const client = await db.pool.connect();
  const query = client.query.bind(client);
  Reflect.set(client, "query", (statement: { text?: string }) =>
    statement.text === "rollback" ? Promise.reject(new Error("no rollback today")) : query(statement as never),
  );
  client.release();
  const fails = db.withTenant(t.tenantId, async () => {
    throw new Error("the work failed");
  });
  await expect(fails).rejects.toThrow();
  expect(db.pool.totalCount).toBe(0);
  const seen = await db.outside.selectFrom("tenant_feed").selectAll().execute();
  expect(seen).toEqual([]);
  await db.close();
});

test.each<[string, (tx: Tx) => Promise<unknown>]>([
  ["a query", (tx) => sql`select pg_sleep(600)`.execute(tx)],
  ["work with a connection in its hand", () => new Promise(() => {})],
])("%s that hangs does not hold up the end", async (_, hangs) => {
  const db = openDatabase(t.url, silentLog, 1, { closeMs: 50, lockWaitMs: 60_000 });
  const begun = Promise.withResolvers<void>();
  const over = db.withTenant(t.tenantId, async (tx) => {
    await sql`select 1`.execute(tx);
    begun.resolve();
    await hangs(tx);
  });
  over.catch(() => {});
  await begun.promise;
  const [client] = Reflect.get(db.pool, "_clients") as pg.Client[];
  const cut = new Promise<void>((resolve) => client?.once("end", () => resolve()));
  await db.close();
  await cut;
});

test("what waits for a lock that somebody else holds for ever ends by itself, as an outage", async () => {
  const db = openDatabase(t.url, silentLog, 2, { closeMs: 5_000, lockWaitMs: 50 });
  const stranger = new pg.Client({ connectionString: t.url });
  await stranger.connect();
  await stranger.query("begin; lock table rate_limit in access exclusive mode");
  const waits = () => db.withTenant(t.tenantId, (tx) => tx.selectFrom("rate_limit").selectAll().execute());
  expect(isOutage(await waits().catch((error: unknown) => error))).toBe(true);
  await stranger.query("rollback");
  await stranger.end();
  expect(await waits()).toEqual([]);
  await db.close();
});

test("a file that is not there is no database that is away; a socket that is not there is", () => {
  const missing = (syscall: string) => Object.assign(new Error("ENOENT"), { code: "ENOENT", syscall });
  expect([isOutage(missing("open")), isOutage(missing("connect"))]).toEqual([false, true]);
});

test("a statement with more values than PostgreSQL takes is a mistake of ours, no database that is away", async () => {
  const values = Array.from({ length: 70_000 }, (_, i) => i);
  const tooMany = t.deps.db.withTenant(t.tenantId, (tx) => sql`select 1 where 1 in (${sql.join(values)})`.execute(tx));
  const error = await tooMany.catch((reason: unknown) => reason);
  expect([sqlStateOf(error), isOutage(error)]).toEqual(["08P01", false]);
});

test("a list of any length fits one statement, and says the same as a short one", async () => {
  const ids = Array.from({ length: 70_000 }, () => t.deps.ids.uuid());
  const prints = ids.map((id) => Buffer.from(id));
  await t.deps.db.withTenant(t.tenantId, async (tx) => {
    const rows = [prints[0], prints.at(-1), Buffer.from("not in it")].map((key_hash) => key_hash ?? expect.fail());
    const bucket = { tenant_id: t.tenantId, window_start: t.clock.now(), used: 1 };
    await tx
      .insertInto("rate_limit")
      .values(rows.map((key_hash) => ({ ...bucket, key_hash })))
      .execute();
    const found = (operator: "in" | "not in", list: Buffer[]) =>
      tx.selectFrom("rate_limit").select("key_hash").where("key_hash", operator, list).execute();
    for (const list of [prints, [rows[0] ?? expect.fail(), rows[1] ?? expect.fail()]])
      expect([(await found("in", list)).length, (await found("not in", list)).length]).toEqual([2, 1]);
    expect(await tx.selectFrom("tenant_feed").select("head").where("tenant_id", "in", ids).execute()).toEqual([]);
    const numbers = ids.map((_, i) => i);
    expect(await tx.selectFrom("tenant_feed").select("head").where("head", "in", numbers).execute()).toHaveLength(1);
    await tx.deleteFrom("rate_limit").where("key_hash", "in", prints).execute();
    await tx.deleteFrom("rate_limit").execute();
  });
});

test("every table of a business has a forced policy and begins its keys with the tenant", async () => {
  const { rows } = await sql<{ table: string; forced: boolean; keys: string[] }>`
    select c.relname as table, c.relforcerowsecurity as forced,
      array(select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
            where i.indrelid = c.oid and i.indisunique)::text[] as keys
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname not in ('migration', 'installation', 'tenant', 'channel_route')`.execute(t.deps.db.outside);
  expect(rows.length).toBeGreaterThan(30);
  for (const row of rows) {
    expect(row.forced, row.table).toBe(true);
    expect(new Set(row.keys), row.table).toEqual(new Set(["tenant_id"]));
  }
});

test("a line to a database elsewhere asks by itself whether anybody is still there, before a router forgets it", async () => {
  const { host, port, user, password, database } = new pg.Client({ connectionString: t.url });
  const between = createServer((line) => {
    const far = connect(join(host, `.s.PGSQL.${port}`)).on("error", () => {});
    line.on("error", () => {}).pipe(far);
    far.pipe(line);
  });
  await once(between.listen(0, "127.0.0.1"), "listening");
  const asks = vi.spyOn(Socket.prototype, "setKeepAlive");
  const elsewhere = `postgres://${user}:${password}@127.0.0.1:${(between.address() as AddressInfo).port}/${database}`;
  const db = openDatabase(elsewhere, silentLog, 1);
  try {
    await db.pool.query("select");
    expect(asks.mock.calls).toEqual([[true, 60_000]]);
    await (await startWake(elsewhere, silentLog)).stop();
    expect(asks.mock.calls).toEqual(Array(2).fill([true, 60_000]));
  } finally {
    asks.mockRestore();
    await db.close();
    between.close();
  }
});
