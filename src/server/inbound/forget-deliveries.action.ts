import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { deliveryPlace } from "./accept-delivery.action.ts";
import { emptyDeliveries, loadBodies } from "./inbound-delivery.store.ts";
import { deleteReceiptsOf } from "./parked-receipt.store.ts";

/** Receipts that waited for messages which are gone: their ids hold the phone number. */
export async function forgetReceipts(tx: Tx, externalIds: readonly string[]): Promise<void> {
  await deleteReceiptsOf(tx, externalIds);
}

/**
 * Raw deliveries that could not be read yet and name one of these addresses are emptied: they would be ingested later
 * or lie for a week. @returns how many
 */
export async function forgetDeliveries(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  addresses: readonly string[],
): Promise<number> {
  const needles = addresses.map((address) => address.replace(/^\+/, "")).filter((needle) => needle.length >= 5);
  if (needles.length === 0) return 0;
  const named: number[] = [];
  for (const { deliveryId, digest, sealedBody } of await loadBodies(tx)) {
    const body = deps.seal.openForEpoch(tenantId, deliveryPlace(digest), sealedBody).toString("utf8");
    if (needles.some((needle) => body.includes(needle))) named.push(deliveryId);
  }
  emptyDeliveries(tx, named);
  return named.length;
}
