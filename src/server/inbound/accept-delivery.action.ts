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
/** How many turns of the event loop a commit waits for its half; webhooks under way are read within one or two. */
const mostTurns = 20;

/** Takes a verified raw delivery; resolves once it is durable. */
export type AcceptDelivery = (tenantId: string, accountId: string, body: Buffer) => Promise<void>;

/** One business's webhooks on their way to the disk. */
interface Line {
  waiting: Waiting[];
  /** A commit is under way, or about to be. */
  busy: boolean;
  /** How many were under way at once when the last commit ended. */
  atOnce: number;
  /** Set while a commit waits for its half: how many that is, and what lets it go. */
  gathering?: { readonly half: number; readonly go: () => void };
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
  const lines = new Map<string, Line>();

  async function flush(tenantId: string, line: Line): Promise<void> {
    if (line.busy) return;
    line.busy = true;
    let answer = () => {};
    while (line.waiting.length > 0) {
      if (line.waiting.length < halfOf(line)) {
        answer();
        answer = () => {};
        await gatherHalf(line);
      }
      const stored = store(tenantId, line, line.waiting.splice(0, largestBatch));
      // The database works on the next ones while these hear that they are durable.
      process.nextTick(answer);
      answer = await stored;
    }
    line.busy = false;
    answer();
  }

  /** @returns what tells the senders how it went */
  async function store(tenantId: string, line: Line, batch: readonly Waiting[]): Promise<() => void> {
    try {
      failpoint("before-accept-commit");
      await storeDeliveries(deps.db, tenantId, batch, deps.clock.now());
      failpoint("after-accept-commit");
      line.atOnce = batch.length + line.waiting.length;
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
      const line = lines.get(tenantId) ?? { waiting: [], busy: false, atOnce: 0 };
      lines.set(tenantId, line);
      line.waiting.push({ accountId, digest, sealedBody, done, failed });
      if (line.gathering && line.waiting.length >= line.gathering.half) line.gathering.go();
      void flush(tenantId, line);
    });
}

function halfOf({ atOnce }: Line): number {
  return Math.min(Math.ceil(atOnce / 2), largestBatch);
}

/** Resolves when half of what was lately under way waits, or when nothing more comes. */
function gatherHalf(line: Line): Promise<void> {
  return new Promise((resolve) => {
    let turns = 0;
    const go = () => {
      delete line.gathering;
      resolve();
    };
    const turn = () => {
      if (line.gathering?.go !== go) return;
      if (++turns === mostTurns) go();
      else setImmediate(turn);
    };
    line.gathering = { half: halfOf(line), go };
    setImmediate(turn);
  });
}
