import { Blows } from "./blows.ts";
import { renderReceipt } from "./body.ts";
import type { Business } from "./business.ts";
import type { CountingGraph, Moods } from "./counting-graph.ts";
import { Drain } from "./drain.ts";
import { Ledger, readLedger } from "./ledger.ts";
import type { Plan } from "./plan.ts";
import { readProduct } from "./read-product.ts";
import { Replier } from "./replier.ts";
import { judge, type Result } from "./result.ts";
import { Sender } from "./sender.ts";
import { onStage, type ReadyMade, type Stage } from "./stage.ts";

export interface RunOptions {
  readonly plan: Plan;
  readonly replies: number;
  readonly moods: Moods;
  readonly where: "memory" | "disk";
  readonly made?: ReadyMade;
  /** Waits out the minute after which an interrupted send counts as unknown, or turns the clock for it. */
  readonly waitForReal: boolean;
  readonly onProgress: (progress: Progress) => void;
}

export interface Progress {
  readonly phase: string;
  readonly acked: number;
  readonly deliveriesToIngest: number;
  readonly sendsOpen: number;
  readonly kills: number;
  readonly databaseCrashes: number;
}

/** One whole run against the real server. Leaves nothing behind but the result. */
export async function runProduct(options: RunOptions): Promise<Result> {
  const { plan, moods, where, made } = options;
  return await onStage({ seed: plan.options.seed, moods, where, made }, (stage) => play(stage, options));
}

async function play(stage: Stage, options: RunOptions): Promise<Result> {
  const { plan } = options;
  const { business, server, graph, origin } = stage;
  const ledger = await Ledger.create(stage.ledgerFile);
  const sender = new Sender(`${origin}/webhooks/whatsapp/${business.accountId}`, business.number, plan, ledger);
  const replier = new Replier(origin, business, ledger);
  const blows = new Blows(server, stage.database);
  const receipts = sendReceipts(graph, sender, business);
  const drain = new Drain(stage, options.waitForReal);
  const report = (phase: string) =>
    options.onProgress({
      phase,
      acked: sender.acked,
      deliveriesToIngest: drain.deliveries,
      sendsOpen: drain.sends,
      kills: server.kills,
      databaseCrashes: blows.databaseCrashes,
    });
  const started = performance.now();
  let acceptedMs = 0;
  const ticking = setInterval(() => report("senden"), 1_000);
  try {
    const sending = sender.run().then(() => {
      acceptedMs = performance.now() - started;
    });
    await Promise.all([sending, blows.run(plan, sender), replier.run(plan, sender, options.replies)]);
  } finally {
    clearInterval(ticking);
  }
  await drain.untilDone(() => report("einsortieren"), receipts);
  const drainedMs = performance.now() - started;
  const before = await readProduct(business);
  await settleAll(stage, replier, drain, receipts, () => report("klären"));
  await sender.close();
  await ledger.close();
  const state = await readProduct(business);
  const book = await readLedger(stage.ledgerFile);
  return judge({ plan, before, state, book, sender, graph, server, blows, replier, acceptedMs, drainedMs });
}

/** What Meta took is reported back as delivered, through the same door as everything else. */
function sendReceipts(graph: CountingGraph, sender: Sender, business: Business): Set<Promise<unknown>> {
  const open = new Set<Promise<unknown>>();
  graph.onTaken = ({ id, correlation }, receipt) => {
    if (!receipt) return;
    const at = Math.floor(Date.now() / 1_000);
    for (const status of ["sent", "delivered"]) {
      const work = sender.deliver(renderReceipt(business.number, { id, status, correlation, at }));
      open.add(work);
      void work.finally(() => open.delete(work));
    }
  };
  return open;
}

/** A member looks at the phone for every unknown send, until nothing is unknown and no reply waits. */
export async function settleAll(
  { business, graph }: Stage,
  replier: Replier,
  drain: Drain,
  receipts: ReadonlySet<Promise<unknown>>,
  report: () => void,
): Promise<void> {
  for (let round = 0; round < 5; round++) {
    const { outbox } = await readProduct(business);
    const unknown = outbox.filter((row) => row.outbox === "unknown").map((row) => row.messageId);
    if (unknown.length === 0) return;
    await replier.settle(unknown, (id) => graph.taken.some((taken) => taken.correlation === id));
    await drain.untilDone(report, receipts);
  }
}
