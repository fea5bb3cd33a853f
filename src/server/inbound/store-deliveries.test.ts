import { randomBytes, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDeps } from "../../../test/support/database.ts";
import { deliveriesOf } from "../../../test/support/deliveries.ts";
import type { Tx } from "../platform/db.ts";
import { claimDeliveries, loadBodies, storeDeliveries } from "./inbound-delivery.store.ts";

const delivery = () => ({ accountId: randomUUID(), digest: randomBytes(32), sealedBody: randomBytes(40) });

test("a business that is not there, or is being erased, takes no deliveries in", async () => {
  const { deps, tenantId, close } = await testDeps();
  const store = (id: string) => storeDeliveries(deps.db, id, [delivery(), delivery()], deps.clock.now());
  await expect(store(randomUUID())).rejects.toMatchObject({ code: "23503" });
  const eraser = await deps.db.pool.connect();
  try {
    await store(tenantId);
    await eraser.query("begin");
    await eraser.query("select from tenant where tenant_id = $1 for update", [tenantId]);
    const waits = store(tenantId);
    const isWaiting = async () => {
      const { rows } = await deps.db.pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
           and query like 'select store_deliveries%'`,
      );
      return rows.length;
    };
    await expect.poll(isWaiting).toBe(1);
    await eraser.query("rollback");
    await waits;
  } finally {
    eraser.release();
    await close();
  }
});

/** A business's deliveries, and what the ingest takes of them. */
async function intake() {
  const { deps, tenantId, close } = await testDeps();
  const inTx = <T>(work: (tx: Tx) => Promise<T>) => deps.db.withTenant(tenantId, work);
  return {
    store: (rows: readonly ReturnType<typeof delivery>[]) => storeDeliveries(deps.db, tenantId, rows, deps.clock.now()),
    inTx,
    claim: (limit: number) => inTx(async (tx) => claimed(await claimDeliveries(tx, tenantId, limit))),
    tenantId,
    close,
  };
}
const claimed = (rows: readonly { accountId: string; digest: Buffer; sealedBody: Buffer }[] | undefined) =>
  rows?.map(({ accountId, digest, sealedBody }) => ({ accountId, digest, sealedBody }));

test("what was accepted together is taken one by one, in the order in which it came, and a twin once", async () => {
  const { store, claim, inTx, close } = await intake();
  try {
    const rows = Array.from({ length: 9 }, delivery);
    const [first, second, third] = [rows.slice(0, 4), rows.slice(4, 6), rows.slice(6)];
    await store([...first, ...first.slice(0, 1)]);
    await store([...second, ...first.slice(1, 2)]);
    await store(third);
    expect(await inTx(deliveriesOf)).toEqual({ accepted: 11, laidOut: 0 });
    expect(await claim(100)).toEqual(rows);
    expect(await inTx(deliveriesOf)).toEqual({ accepted: 0, laidOut: 9 });
    await store(first);
    expect(await claim(100)).toEqual(rows);
  } finally {
    await close();
  }
});

test("no more commits are opened than are needed for so many, and each is opened whole", async () => {
  const { store, claim, inTx, close } = await intake();
  try {
    const rows = Array.from({ length: 9 }, delivery);
    for (const from of [0, 3, 6]) await store(rows.slice(from, from + 3));
    expect(await claim(4)).toEqual(rows.slice(0, 4));
    expect(await inTx(deliveriesOf)).toEqual({ accepted: 3, laidOut: 6 });
  } finally {
    await close();
  }
});

test("while one ingest has its turn another opens nothing, and who looks at all bodies waits for it", async () => {
  const { store, claim, inTx, tenantId, close } = await intake();
  try {
    const all: Promise<number>[] = [];
    await inTx(async (tx) => {
      expect(await claimDeliveries(tx, tenantId, 10)).toEqual([]);
      await store([delivery()]);
      expect(await claim(10)).toBeUndefined();
      all.push(inTx(async (own) => (await loadBodies(own, tenantId)).length));
      await store([delivery(), delivery()]);
      expect(await deliveriesOf(tx)).toEqual({ accepted: 3, laidOut: 0 });
    });
    expect(await Promise.all(all)).toEqual([3]);
    expect(await inTx(deliveriesOf)).toEqual({ accepted: 0, laidOut: 3 });
  } finally {
    await close();
  }
});
