import { createHash } from "node:crypto";
import type { Deps } from "../platform/deps.ts";
import { failpoint } from "../platform/failpoint.ts";
import { type SealedDelivery, storeDeliveries } from "./inbound-delivery.store.ts";
import type { Pace } from "./pace.ts";

/** Place of a sealed raw delivery: its digest, because it has no other name before it is stored. */
export const deliveryPlace = (digest: Buffer) => ({
  table: "inbound_delivery",
  row: digest.toString("hex"),
  column: "body",
});

interface Waiting extends SealedDelivery {
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const largestBatch = 256;
/** While one batch is being written the next is put together; more at once only make the batches smaller. */
const mostUnderWay = 2;

/** Takes a verified raw delivery; resolves once it is durable. */
export type AcceptDelivery = (tenantId: string, accountId: string, body: Buffer) => Promise<void>;

/**
 * What arrives while commits are under way goes into the next one together: under load many webhooks share one
 * commit, alone each has its own. Nobody hears "accepted" before the commit, so what a sender sends after that answer
 * stands behind what was answered; two that are under way at once have no order yet.
 * @param pace hears how much arrives, so that the ingest can give way
 */
export function createAcceptDelivery(deps: Pick<Deps, "db" | "seal" | "clock">, pace: Pace): AcceptDelivery {
  const waiting = new Map<string, Waiting[]>();
  const underWay = new Map<string, number>();

  async function flush(tenantId: string): Promise<void> {
    const others = underWay.get(tenantId) ?? 0;
    if (others >= mostUnderWay) return;
    underWay.set(tenantId, others + 1);
    try {
      for (;;) {
        const batch = (waiting.get(tenantId) ?? []).splice(0, largestBatch);
        if (batch.length === 0) return;
        try {
          failpoint("before-accept-commit");
          await storeDeliveries(deps.db, tenantId, batch, deps.clock.now());
          failpoint("after-accept-commit");
          for (const one of batch) one.done();
          pace.noteAccepted(batch.length, deps.clock.now().getTime());
        } catch (error) {
          for (const one of batch) one.failed(error);
        }
      }
    } finally {
      const left = (underWay.get(tenantId) ?? 1) - 1;
      if (left > 0) underWay.set(tenantId, left);
      else underWay.delete(tenantId);
    }
  }

  // Twins that come at the same moment are one: in two batches each would wait for the other.
  const twins = new Map<string, Promise<void>>();

  return (tenantId, accountId, body) => {
    const digest = createHash("sha256").update(body).digest();
    const name = `${accountId} ${digest.toString("base64")}`;
    const twin = twins.get(name);
    if (twin !== undefined) return twin;
    const stored = new Promise<void>((done, failed) => {
      const sealedBody = deps.seal.forEpoch(tenantId, deliveryPlace(digest), body);
      const line = waiting.get(tenantId) ?? [];
      waiting.set(tenantId, line);
      line.push({ accountId, digest, sealedBody, done, failed });
      void flush(tenantId);
    }).finally(() => twins.delete(name));
    twins.set(name, stored);
    return stored;
  };
}
