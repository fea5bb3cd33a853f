import { randomBytes, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { testDeps } from "../../../test/support/database.ts";
import { storeDeliveries } from "./inbound-delivery.store.ts";

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
