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
/** In bytes, and always one at least: what is written and read in one piece. */
const heaviestBatch = 8_000_000;
/** In milliseconds: how long those who were just answered are waited for. */
const patience = 2;

/** Takes a verified raw delivery; resolves once it is durable. */
export type AcceptDelivery = (tenantId: string, accountId: string, body: Buffer) => Promise<void>;

/** One business's webhooks on their way to the disk. */
interface Intake {
  readonly waiting: Waiting[];
  /** A commit is under way, or begins with the next turn of the event loop. */
  busy: boolean;
  /** So many make a commit: half of those who write now. 1: whoever is there, for nobody was just answered. */
  enough: number;
  /** When it is 1 again. */
  patience?: NodeJS.Timeout;
}

/**
 * What arrives while a commit is under way goes into the next one together: under load many webhooks share one commit,
 * alone each has its own. One commit at a time: two of half the size cost the database and us more than their overlap
 * saves. Nobody hears "accepted" before the commit.
 *
 * Whoever sends many writes again as soon as they are answered. One that came while fifteen were under way would have a
 * commit of its own, the fifteen the next one together, and so on for ever, with the database idle in one turn and us in
 * the other. So after a commit the next one is of half of them all, and waits for these, for `patience` at most: while
 * the database works for one half we work for the other.
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
    if (intake.busy || intake.waiting.length < intake.enough) return;
    intake.busy = true;
    clearTimeout(intake.patience);
    setImmediate(() => void commit(tenantId, intake));
  }

  async function commit(tenantId: string, intake: Intake): Promise<void> {
    const batch = takeNext(intake.waiting, intake.enough === 1 ? largestBatch : intake.enough);
    try {
      failpoint("before-accept-commit");
      await storeDeliveries(deps.db, tenantId, batch, deps.clock.now());
      failpoint("after-accept-commit");
      pace.noteAccepted(batch.length, deps.clock.now().getTime());
      accepted(tenantId);
      expectAgain(tenantId, intake, batch.length);
      for (const { done } of batch) done();
    } catch (error) {
      intake.enough = 1;
      for (const { failed } of batch) failed(error);
    }
    intake.busy = false;
    pump(tenantId, intake);
  }

  function expectAgain(tenantId: string, intake: Intake, answered: number): void {
    intake.enough = Math.min(largestBatch, Math.max(1, Math.floor((answered + intake.waiting.length) / 2)));
    if (intake.waiting.length >= intake.enough) return;
    intake.patience = setTimeout(() => {
      intake.enough = 1;
      pump(tenantId, intake);
    }, patience);
  }

  return (tenantId, accountId, body) =>
    new Promise((done, failed) => {
      // By way of text: a short Buffer from there lies in Node's pool, one from the hash is an object of its own.
      const digest = Buffer.from(hash("sha256", body, "hex"), "hex");
      const sealedBody = deps.seal.forEpoch(tenantId, deliveryPlace(digest), body);
      const intake = intakes.get(tenantId) ?? { waiting: [], busy: false, enough: 1 };
      intakes.set(tenantId, intake);
      intake.waiting.push({ accountId, digest, sealedBody, done, failed });
      pump(tenantId, intake);
    });
}

function takeNext(waiting: Waiting[], most: number): Waiting[] {
  let bytes = 0;
  const count = waiting.findIndex(({ sealedBody }, index) => {
    bytes += sealedBody.length;
    return index === most || (index > 0 && bytes > heaviestBatch);
  });
  return waiting.splice(0, count < 0 ? waiting.length : count);
}
