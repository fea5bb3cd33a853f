import { hash } from "node:crypto";
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

/** One business's webhooks on their way to the disk. */
interface Intake {
  readonly waiting: Waiting[];
  /** A commit is under way, or begins with the next turn of the event loop. */
  busy: boolean;
}

/**
 * What arrives while a commit is under way goes into the next one together: under load many webhooks share one commit,
 * alone each has its own. One commit at a time: two of half the size cost the database and us more than their overlap
 * saves. Nobody hears "accepted" before the commit.
 * @param pace hears how much arrives, so that the ingest can give way
 * @param accepted hears after each commit that there is something to ingest
 */
export function createAcceptDelivery(
  deps: Pick<Deps, "db" | "seal" | "clock">,
  pace: Pace,
  accepted: (tenantId: string) => void,
): AcceptDelivery {
  const intakes = new Map<string, Intake>();

  /** One turn of the event loop is waited for: what has arrived with the first is read in it. */
  function pump(tenantId: string, intake: Intake): void {
    if (intake.busy || intake.waiting.length === 0) return;
    intake.busy = true;
    setImmediate(() => void commit(tenantId, intake));
  }

  async function commit(tenantId: string, intake: Intake): Promise<void> {
    const batch = intake.waiting.splice(0, largestBatch);
    try {
      failpoint("before-accept-commit");
      await storeDeliveries(deps.db, tenantId, batch, deps.clock.now());
      failpoint("after-accept-commit");
      pace.noteAccepted(batch.length, deps.clock.now().getTime());
      accepted(tenantId);
      for (const { done } of batch) done();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
    intake.busy = false;
    pump(tenantId, intake);
  }

  return (tenantId, accountId, body) =>
    new Promise((done, failed) => {
      const digest = hash("sha256", body, "buffer");
      const sealedBody = deps.seal.forEpoch(tenantId, deliveryPlace(digest), body);
      const intake = intakes.get(tenantId) ?? { waiting: [], busy: false };
      intakes.set(tenantId, intake);
      intake.waiting.push({ accountId, digest, sealedBody, done, failed });
      pump(tenantId, intake);
    });
}
