import type { Deps } from "../platform/deps.ts";
import { deliveryPlace } from "./accept-delivery.action.ts";
import { loadBodies, putBody } from "./inbound-delivery.store.ts";
import { changePlace } from "./park-change.action.ts";
import { loadChanges, putChange } from "./parked-change.store.ts";

/** Raw deliveries and changes that still wait move into the current epoch, before the old one ends. */
export async function resealDeliveries({ db, seal }: Pick<Deps, "db" | "seal">, tenantId: string): Promise<void> {
  await db.withTenant(tenantId, async (tx) => {
    for (const { deliveryId, digest, sealedBody } of await loadBodies(tx, tenantId)) {
      const place = deliveryPlace(digest);
      await putBody(tx, deliveryId, seal.forEpoch(tenantId, place, seal.openForEpoch(tenantId, place, sealedBody)));
    }
    for (const { accountId, externalId, sealedChange } of await loadChanges(tx)) {
      const place = changePlace(accountId, externalId);
      const change = seal.openForEpoch(tenantId, place, sealedChange);
      await putChange(tx, accountId, externalId, seal.forEpoch(tenantId, place, change));
    }
  });
}
