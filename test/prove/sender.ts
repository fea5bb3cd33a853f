import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "undici";
import { renderDelivery, sign, type WhatsAppNumber } from "./body.ts";
import type { Ledger } from "./ledger.ts";
import type { Plan, PlannedDelivery, Step } from "./plan.ts";

/** Sends like Meta: signed, and again and again until there is a 200. */
export class Sender {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #number: WhatsAppNumber;
  readonly #plan: Plan;
  readonly #ledger: Ledger;
  readonly #at = Math.floor(Date.now() / 1_000);
  readonly #acked = new Set<number>();
  readonly #watchers: { at: number; go: () => void }[] = [];
  #stopped = false;
  /** Attempts that got no 200: nobody there, cut off, or 503. */
  failedAttempts = 0;
  requests = 0;
  /** Milliseconds of each request that got its 200. */
  readonly latencies: number[] = [];

  constructor(webhookUrl: string, number: WhatsAppNumber, plan: Plan, ledger: Ledger) {
    const url = new URL(webhookUrl);
    this.#pool = new Pool(url.origin, { connections: plan.options.lanes + 16, bodyTimeout: 20_000 });
    this.#path = url.pathname;
    this.#number = number;
    this.#plan = plan;
    this.#ledger = ledger;
  }

  /** Deliveries that have their 200. */
  get acked(): number {
    return this.#acked.size;
  }

  /** Sends the whole plan; resolves when every delivery and every repetition has its 200. */
  async run(): Promise<void> {
    await Promise.all(this.#plan.lanes.map((steps) => this.#lane(steps)));
  }

  /** One delivery of the plan, until it has its 200. */
  async send(id: number): Promise<void> {
    await this.#deliver([id]);
  }

  /** Resolves when so many deliveries have their 200, or when the sender stops. */
  async whenAcked(count: number): Promise<void> {
    if (this.acked >= count || this.#stopped) return;
    await new Promise<void>((go) => this.#watchers.push({ at: count, go }));
  }

  /** One body until it has its 200 (or the sender stops). */
  async deliver(body: Buffer): Promise<boolean> {
    const headers = {
      "content-type": "application/json",
      "x-hub-signature-256": sign(this.#number.appSecret, body),
    };
    for (let attempt = 0; !this.#stopped; attempt++) {
      const started = performance.now();
      const status = await this.#post(headers, body);
      this.requests++;
      if (status === 200) {
        this.latencies.push(performance.now() - started);
        return true;
      }
      this.failedAttempts++;
      await pause(Math.min(200, 20 * 2 ** attempt));
    }
    return false;
  }

  async close(): Promise<void> {
    this.#stopped = true;
    for (const watcher of this.#watchers.splice(0)) watcher.go();
    await this.#pool.destroy();
  }

  async #post(headers: Record<string, string>, body: Buffer): Promise<number> {
    try {
      const answer = await this.#pool.request({ method: "POST", path: this.#path, headers, body });
      await answer.body.dump();
      return answer.statusCode;
    } catch {
      return 0;
    }
  }

  async #lane(steps: readonly Step[]): Promise<void> {
    const twins: Promise<void>[] = [];
    for (const step of steps) {
      const ids = step.kind === "rebatch" ? step.deliveries : [step.delivery];
      const once = () => this.#deliver(ids);
      if (step.kind === "first" && step.twin) twins.push(once());
      await once();
    }
    await Promise.all(twins);
  }

  async #deliver(ids: readonly number[]): Promise<void> {
    const deliveries = ids.map((id) => this.#plan.deliveries[id]).filter((d): d is PlannedDelivery => d !== undefined);
    this.#ledger.sent(ids);
    if (!(await this.deliver(renderDelivery(this.#number, deliveries, this.#at)))) return;
    this.#ledger.acknowledged(ids);
    for (const id of ids) this.#acked.add(id);
    const due = this.#watchers.filter((watcher) => watcher.at <= this.acked);
    for (const watcher of due) {
      this.#watchers.splice(this.#watchers.indexOf(watcher), 1);
      watcher.go();
    }
  }
}
