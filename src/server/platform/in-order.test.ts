import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import { statementsInOrder } from "./in-order.ts";

/** A client whose answers come when the test says so. */
function heldClient() {
  const asked: { text: string; end(error?: Error): void }[] = [];
  const query = ({ text }: pg.QueryConfig) =>
    new Promise((resolve, reject) => {
      asked.push({ text, end: (error) => (error ? reject(error) : resolve({ rows: [] })) });
    });
  return { asked, client: { query } as unknown as pg.PoolClient };
}
const microtasks = async () => {
  for (let i = 0; i < 20; i++) await null;
};

test("statements leave at once over one connection, which goes back when nothing is under way", async () => {
  const { asked, client } = heldClient();
  let opened = 0;
  const released: boolean[] = [];
  const say = statementsInOrder(
    async () => {
      opened += 1;
      return client;
    },
    (_client, broken) => void released.push(broken),
  );
  const both = [say({ text: "one" }), say({ text: "two" })];
  await microtasks();
  expect([opened, asked.map(({ text }) => text)]).toEqual([1, ["one", "two"]]);
  asked[0]?.end();
  await both[0];
  expect(released).toEqual([]);
  asked[1]?.end();
  await both[1];
  expect(released).toEqual([false]);
});

test("after an error the connection is closed, and the next statement gets a new one", async () => {
  const [first, second] = [heldClient(), heldClient()];
  const clients = [first.client, second.client];
  const released: [pg.PoolClient, boolean][] = [];
  const say = statementsInOrder(
    async () => clients.shift() as pg.PoolClient,
    (client, broken) => void released.push([client, broken]),
  );
  const broken = say({ text: "broken" });
  const caught = say({ text: "caught in it" });
  await microtasks();
  first.asked[0]?.end(new Error("gone"));
  await expect(broken).rejects.toThrow("gone");
  const next = say({ text: "next" });
  await microtasks();
  expect(second.asked.map(({ text }) => text)).toEqual(["next"]);
  first.asked[1]?.end(new Error("terminated"));
  await expect(caught).rejects.toThrow("terminated");
  second.asked[0]?.end();
  await next;
  expect(released).toEqual([
    [first.client, true],
    [second.client, false],
  ]);
});

test("without a database whoever asks hears so, and the next one tries again", async () => {
  const { asked, client } = heldClient();
  let tries = 0;
  const say = statementsInOrder(
    async () => {
      tries += 1;
      if (tries === 1) throw new Error("no database");
      return client;
    },
    () => {},
  );
  await expect(say({ text: "one" })).rejects.toThrow("no database");
  const two = say({ text: "two" });
  await microtasks();
  asked[0]?.end();
  await two;
});

let t: TestDeps;
beforeAll(async () => {
  t = await testDeps();
});
afterAll(() => t.close());

test("many at once on a real database are committed in the order given, also after one that failed", async () => {
  await t.deps.db.pool.query("create table line (n int primary key, at bigint generated always as identity)");
  const say = (n: number) => t.deps.db.inOrder({ name: "line", text: "insert into line (n) values ($1)", values: [n] });
  const outcome = await Promise.allSettled(Array.from({ length: 200 }, (_, n) => say(n)));
  expect(new Set(outcome.map(({ status }) => status))).toEqual(new Set(["fulfilled"]));
  await expect(say(7)).rejects.toThrow(/duplicate key/);
  await say(200);
  const { rows } = await t.deps.db.pool.query<{ n: number }>("select n from line order by at");
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: 201 }, (_, n) => n));
});
