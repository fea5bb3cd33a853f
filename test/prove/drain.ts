import { setTimeout as pause } from "node:timers/promises";
import { settleOutbox } from "../../src/server/outbound/settle-outbox.job.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
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
      const dead = left?.begun.filter((at) => at < this.#server.startedAt).length === this.sends;
      if (!this.#waitForReal && interrupted && (dead || still > 2_500)) await this.#minutesLater();
      report();
      await pause(this.#waitForReal ? 500 : 100);
    }
  }

  /** Who began these sends is dead, or does nothing any more: their minute is over, by a clock that was turned. */
  async #minutesLater(): Promise<void> {
    const { deps, tenantId } = this.#business;
    const clock = { now: () => new Date(deps.clock.now().getTime() + 90_000) };
    const later: Deps = { ...deps, clock };
    await settleOutbox(later, tenantId);
  }
}
