import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDeps, testDeps } from "../../../../test/support/database.ts";
import { silentLog } from "../../../../test/support/silent-log.ts";
import { openDatabase } from "../db.ts";
import { packed } from "./packed.ts";
import { ask, tell } from "./pipeline.ts";

let t: TestDeps;
beforeAll(async () => {
  t = await testDeps();
});
afterAll(() => t.close());

const bucket = (tenantId: string, name: string, used: number) => sql`
  insert into rate_limit (tenant_id, key_hash, window_start, used)
  values (${tenantId}, ${Buffer.from(name)}, ${t.clock.now()}, ${used})`;
const used = (name: string) => sql<{ used: number }>`select used from rate_limit where key_hash = ${Buffer.from(name)}`;

test("what was told before a question is there when the question is answered", async () => {
  const answers = await t.deps.db.withTenant(t.tenantId, async (tx) => {
    tell(tx, bucket(t.tenantId, "told", 1));
    const first = ask(tx, used("told"));
    tell(tx, sql`update rate_limit set used = 2 where key_hash = ${Buffer.from("told")}`);
    return await Promise.all([first, ask(tx, used("told"))]);
  });
  expect(answers).toEqual([[{ used: 1 }], [{ used: 2 }]]);
});

test("a statement that nobody waits for fails the whole transaction, with its own reason, and nothing is kept", async () => {
  const broken = t.deps.db.withTenant(t.tenantId, async (tx) => {
    tell(tx, bucket(t.tenantId, "lost", 1));
    tell(tx, sql`select 1 / 0`);
  });
  await expect(broken).rejects.toThrow(/division by zero/);
  const echo = t.deps.db.withTenant(t.tenantId, async (tx) => {
    tell(tx, sql`select 1 / 0`);
    await ask(tx, used("lost"));
  });
  await expect(echo).rejects.toThrow(/division by zero/);
  expect(await t.deps.db.withTenant(t.tenantId, (tx) => ask(tx, used("lost")))).toEqual([]);
});

test("work that gives up takes back what it told", async () => {
  const gaveUp = t.deps.db.withTenant(t.tenantId, async (tx) => {
    tell(tx, bucket(t.tenantId, "taken back", 1));
    throw new Error("changed my mind");
  });
  await expect(gaveUp).rejects.toThrow("changed my mind");
  expect(await t.deps.db.withTenant(t.tenantId, (tx) => ask(tx, used("taken back")))).toEqual([]);
});

test("work that goes on after its transaction cannot speak in the next business's", async () => {
  const db = openDatabase(t.url, silentLog, 1);
  const other = await t.addTenant("Nebenan");
  const whose = sql<{ tenantId: string }>`select tenant_id as "tenantId" from tenant_feed`;
  const turn = Promise.withResolvers<void>();
  const late: Promise<unknown>[] = [];
  const gaveUp = db.withTenant(t.tenantId, async (tx) => {
    late.push(turn.promise.then(() => ask(tx, whose)));
    late.push(turn.promise.then(() => tell(tx, bucket(other, "not mine", 1))));
    late.push(turn.promise.then(() => whose.execute(tx)));
    throw new Error("one of several gave up");
  });
  await expect(gaveUp).rejects.toThrow("one of several gave up");
  const said = await db.withTenant(other, async (tx) => {
    await ask(tx, whose);
    turn.resolve();
    return await Promise.allSettled(late);
  });
  expect(said.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(await db.withTenant(other, (tx) => ask(tx, used("not mine")))).toEqual([]);
  await db.close();
});

test("a database that is gone fails the transaction and is found again by the next", async () => {
  const db = openDatabase(t.url, silentLog, 1);
  const gone = db.withTenant(t.tenantId, async (tx) => {
    const [{ pid } = { pid: 0 }] = await ask(tx, sql<{ pid: number }>`select pg_backend_pid() as pid`);
    await t.deps.db.outside.executeQuery(sql`select pg_terminate_backend(${pid})`.compile(t.deps.db.outside));
    tell(tx, bucket(t.tenantId, "gone", 1));
    await ask(tx, used("gone"));
  });
  await expect(gone).rejects.toThrow();
  expect(await db.withTenant(t.tenantId, (tx) => ask(tx, used("gone")))).toEqual([]);
  await db.close();
});

test("byte strings that travel as one come out as they went in, empty ones too", async () => {
  const parts = [Buffer.from([0, 255]), Buffer.alloc(0), Buffer.from("drei")];
  const { blob, first, length } = packed(parts);
  const rows = await t.deps.db.withTenant(t.tenantId, (tx) =>
    ask(
      tx,
      sql<{ part: Buffer }>`
      select substring(${blob}::bytea, first, length) as part
      from unnest(${first}::int[], ${length}::int[]) with ordinality as p (first, length, n) order by n`,
    ),
  );
  expect(rows.map(({ part }) => part)).toEqual(parts);
});
