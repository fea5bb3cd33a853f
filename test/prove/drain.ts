import { setTimeout as pause } from "node:timers/promises";
import { leaseMs } from "../../src/server/outbound/delivery.ts";
import { settleOutbox } from "../../src/server/outbound/settle-outbox.job.ts";
import type { Business } from "./business.ts";
import type { CountingGraph } from "./counting-graph.ts";
import { unfinished } from "./read-product.ts";
import type { Stage } from "./stage.ts";
import type { SupervisedServer } from "./supervised-server.ts";

const patienceMs = 240_000;

/** Waits until the server has worked off what it took. */
export class Drain {
  deliveries = 0;
  sends = 0;
  readonly #business: Business;
  readonly #graph: CountingGraph;
  readonly #server: SupervisedServer;
  readonly #waitForReal: boolean;

  constructor({ business, graph, server }: Stage, waitForReal: boolean) {
    this.#business = business;
    this.#graph = graph;
    this.#server = server;
    this.#waitForReal = waitForReal;
  }

  /** Resolves when no delivery, no send and no receipt is under way; throws when it stands still for minutes. */
  async untilDone(report: () => void, receipts: ReadonlySet<Promise<unknown>>): Promise<void> {
    let changedAt = performance.now();
    let seen = "";
    for (;;) {
      const left = await unfinished(this.#business).catch(() => undefined);
      if (left) [this.deliveries, this.sends] = [left.deliveries, left.sends];
      if (left && left.deliveries + left.sends + receipts.size === 0) return;
      const now = `${this.deliveries} ${this.sends} ${receipts.size} ${this.#graph.open}`;
      if (now !== seen) changedAt = performance.now();
      seen = now;
      const still = performance.now() - changedAt;
      if (still > patienceMs) throw new Error(`the server stands still: ${now}`);
      // The channel's own time limit is waited out in the long run; here it is the same as a line that breaks.
      if (!this.#waitForReal && this.deliveries === 0 && receipts.size === 0) this.#graph.cutHanging();
      const interrupted = this.deliveries === 0 && this.#graph.open === 0 && receipts.size === 0;
      const { startedAt } = this.#server;
      const dead = left?.begun.some((at) => at < startedAt) === true;
      if (!this.#waitForReal && interrupted && dead) await this.#settleAt(startedAt + leaseMs);
      else if (!this.#waitForReal && interrupted && still > 2_500) await this.#settleAt(Date.now() + 90_000);
      report();
      await pause(this.#waitForReal ? 500 : 100);
    }
  }

  /** By a clock that was turned the time is over of those who began a send before, and are dead or do nothing any more. */
  async #settleAt(at: number): Promise<void> {
    const { deps, tenantId } = this.#business;
    await settleOutbox({ ...deps, clock: { now: () => new Date(at) } }, tenantId);
  }
}
