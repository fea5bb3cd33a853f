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

/** Takes a verified raw delivery; resolves once it is durable. */
export type AcceptDelivery = (tenantId: string, accountId: string, body: Buffer) => Promise<void>;

/**
 * What arrives while the last commit is under way goes into the next one together: under load many webhooks share
 * one commit, alone each has its own. Nobody hears "accepted" before the commit.
 * @param pace hears how much arrives, so that the ingest can give way
 */
export function createAcceptDelivery(deps: Pick<Deps, "db" | "seal" | "clock">, pace: Pace): AcceptDelivery {
  const waiting = new Map<string, Waiting[]>();
  const busy = new Set<string>();

  async function flush(tenantId: string): Promise<void> {
    if (busy.has(tenantId)) return;
    busy.add(tenantId);
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
      busy.delete(tenantId);
    }
  }

  return (tenantId, accountId, body) =>
    new Promise((done, failed) => {
      const digest = createHash("sha256").update(body).digest();
      const sealedBody = deps.seal.forEpoch(tenantId, deliveryPlace(digest), body);
      const line = waiting.get(tenantId) ?? [];
      waiting.set(tenantId, line);
      line.push({ accountId, digest, sealedBody, done, failed });
      void flush(tenantId);
    });
}
