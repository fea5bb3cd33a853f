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
/** The database begins the next commit while we hear of the last; all go over one connection, so their order stays. */
const mostUnderWay = 2;
/** How many turns of the event loop a commit waits for its half; webhooks under way are read within one or two. */
const mostTurns = 20;

/** Takes a verified raw delivery; resolves once it is durable. */
export type AcceptDelivery = (tenantId: string, accountId: string, body: Buffer) => Promise<void>;

/** One business's webhooks on their way to the disk. */
interface Intake {
  readonly waiting: Waiting[];
  /** Sizes of the commits under way. */
  readonly underWay: number[];
  /** How many webhooks were under way at once when the last commit ended. */
  atOnce: number;
  /** Set while a commit waits for its half. */
  patience?: NodeJS.Immediate | undefined;
}

/**
 * What arrives while the last commit is under way goes into the next one together: under load many webhooks share
 * one commit, alone each has its own. Nobody hears "accepted" before the commit.
 *
 * Of the webhooks under way at once one half commits while the other half is read. Left to themselves they fall into
 * one and all the others, and each of the two commits waits for a server that is idle.
 * @param pace hears how much arrives, so that the ingest can give way
 * @param accepted hears after each commit that there is something to ingest
 */
export function createAcceptDelivery(
  deps: Pick<Deps, "db" | "seal" | "clock">,
  pace: Pace,
  accepted: (tenantId: string) => void,
): AcceptDelivery {
  const intakes = new Map<string, Intake>();

  function pump(tenantId: string, intake: Intake): void {
    const half = Math.min(Math.ceil(intake.atOnce / 2), largestBatch);
    while (intake.waiting.length > 0 && intake.waiting.length >= half && intake.underWay.length < mostUnderWay)
      void commit(tenantId, intake);
    if (intake.waiting.length > 0 && intake.underWay.length === 0) waitForHalf(tenantId, intake, mostTurns);
  }

  function waitForHalf(tenantId: string, intake: Intake, turns: number): void {
    if (turns === mostTurns && intake.patience) return;
    intake.patience = setImmediate(() => {
      if (turns > 0) waitForHalf(tenantId, intake, turns - 1);
      else void commit(tenantId, intake);
    });
  }

  async function commit(tenantId: string, intake: Intake): Promise<void> {
    clearImmediate(intake.patience);
    intake.patience = undefined;
    const batch = intake.waiting.splice(0, largestBatch);
    intake.underWay.push(batch.length);
    const answer = await store(tenantId, batch);
    intake.underWay.shift();
    intake.atOnce = [batch.length, ...intake.underWay, intake.waiting.length].reduce((sum, n) => sum + n);
    pump(tenantId, intake);
    // What is next has left for the database before these hear that they are durable.
    process.nextTick(answer);
  }

  /** @returns what tells the senders how it went */
  async function store(tenantId: string, batch: readonly Waiting[]): Promise<() => void> {
    try {
      failpoint("before-accept-commit");
      await storeDeliveries(deps.db, tenantId, batch, deps.clock.now());
      failpoint("after-accept-commit");
      pace.noteAccepted(batch.length, deps.clock.now().getTime());
      accepted(tenantId);
      return () => {
        for (const { done } of batch) done();
      };
    } catch (error) {
      return () => {
        for (const { failed } of batch) failed(error);
      };
    }
  }

  return (tenantId, accountId, body) =>
    new Promise((done, failed) => {
      const digest = hash("sha256", body, "buffer");
      const sealedBody = deps.seal.forEpoch(tenantId, deliveryPlace(digest), body);
      const intake = intakes.get(tenantId) ?? { waiting: [], underWay: [], atOnce: 0 };
      intakes.set(tenantId, intake);
      intake.waiting.push({ accountId, digest, sealedBody, done, failed });
      pump(tenantId, intake);
    });
}
