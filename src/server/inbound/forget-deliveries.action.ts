import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { deliveryPlace } from "./accept-delivery.action.ts";
import { emptyDeliveries, loadBodies, takeTurn } from "./inbound-delivery.store.ts";
import { changePlace } from "./park-change.action.ts";
import { deleteChange, deleteChangesTo, loadChanges } from "./parked-change.store.ts";
import { deleteReceiptsOf } from "./parked-receipt.store.ts";

/** Receipts and changes that waited for messages which are gone: their ids hold the phone number. */
export async function forgetReceipts(tx: Tx, externalIds: readonly string[]): Promise<void> {
  await deleteReceiptsOf(tx, externalIds);
  await deleteChangesTo(tx, externalIds);
}

/** Nothing comes in from a channel until the transaction ends. Before anything else is locked: the ingest has it first. */
export function holdIngest(tx: Tx, tenantId: string): void {
  takeTurn(tx, tenantId);
}

/**
 * Raw deliveries that could not be read yet and name one of these addresses are emptied: they would be ingested later
 * or lie for a week. So would changes that wait for their message: they go. @returns how many deliveries
 */
export async function forgetDeliveries(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  addresses: readonly string[],
): Promise<number> {
  const needles = addresses.map((address) => address.replace(/^\+/, "")).filter((needle) => needle.length >= 5);
  if (needles.length === 0) return 0;
  const names = (text: Buffer) => needles.some((needle) => text.includes(needle));
  for (const { accountId, externalId, sealedChange } of await loadChanges(tx)) {
    const change = deps.seal.openForEpoch(tenantId, changePlace(accountId, externalId), sealedChange);
    if (names(change)) await deleteChange(tx, accountId, externalId);
  }
  const named: number[] = [];
  for (const { deliveryId, digest, sealedBody } of await loadBodies(tx, tenantId)) {
    const body = deps.seal.openForEpoch(tenantId, deliveryPlace(digest), sealedBody);
    if (names(body)) named.push(deliveryId);
  }
  emptyDeliveries(tx, named);
  return named.length;
}
