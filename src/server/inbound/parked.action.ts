import type { ParkedDelivery } from "../../contract/parked.ts";
import type { Tx } from "../platform/db.ts";
import { Problem } from "../platform/problem.ts";
import { notify } from "../platform/wake.ts";
import { loadParked, unpark } from "./inbound-delivery.store.ts";

export async function readParked(tx: Tx): Promise<ParkedDelivery[]> {
  const rows = await loadParked(tx);
  return rows.map((row) => ({
    id: row.delivery_id,
    at: row.received_at.toISOString(),
    channelLabel: row.label,
    problem: row.problem ?? "",
  }));
}

/** Hands a parked delivery to the ingest once more. */
export async function retryParked(tx: Tx, tenantId: string, deliveryId: number): Promise<void> {
  if (!(await unpark(tx, deliveryId))) throw new Problem("not-found");
  await notify(tx, "inbound", tenantId);
}
