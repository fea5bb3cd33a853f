import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Blows } from "./blows.ts";
import { renderReceipt } from "./body.ts";
import { type Business, openBusiness } from "./business.ts";
import { CountingGraph, type Moods } from "./counting-graph.ts";
import { type CrashableDatabase, startCrashableDatabase } from "./crashable-database.ts";
import { Drain } from "./drain.ts";
import { freePort } from "./free-port.ts";
import { Ledger, readLedger } from "./ledger.ts";
import type { Plan } from "./plan.ts";
import { readProduct } from "./read-product.ts";
import { Replier } from "./replier.ts";
import { judge, type Result } from "./result.ts";
import { Sender } from "./sender.ts";
import { SupervisedServer } from "./supervised-server.ts";

export interface RunOptions {
  readonly plan: Plan;
  readonly replies: number;
  readonly moods: Moods;
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

/** Everything a run needs, opened in order and closed in reverse. */
interface Stage {
  readonly database: CrashableDatabase;
  readonly business: Business;
  readonly server: SupervisedServer;
  readonly graph: CountingGraph;
  readonly origin: string;
  readonly ledgerFile: string;
}

/** One whole run against the real server. Leaves nothing behind but the result. */
export async function runProduct(options: RunOptions): Promise<Result> {
  const dir = mkdtempSync(join(tmpdir(), "werkbote-prove-"));
  // PostgreSQL may run as another user and has to walk in here.
  chmodSync(dir, 0o755);
  const closers: (() => unknown)[] = [];
  try {
    const stage = await setStage(dir, options, closers);
    return await play(stage, options);
  } finally {
    for (const close of closers.reverse()) await close();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function setStage(dir: string, { plan, moods }: RunOptions, closers: (() => unknown)[]): Promise<Stage> {
  const database = await startCrashableDatabase(join(dir, "database"));
  closers.push(() => database.stop());
  const graph = new CountingGraph(plan.options.seed, moods);
  const { baseUrl, host } = await graph.listen();
  closers.push(() => graph.close());
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const data = join(dir, "data");
  const business = await openBusiness(database.url, data, origin, baseUrl);
  closers.push(() => business.close());
  const server = new SupervisedServer({
    args: [join(import.meta.dirname, "../../src/cli.ts"), "start"],
    env: {
      WERKBOTE_DATA: data,
      PORT: String(port),
      DATABASE_URL: database.url,
      WERKBOTE_ALLOW_PRIVATE: host,
      WERKBOTE_LOG: "error",
    },
    readyLine: "Werkbote läuft",
    logFile: process.env.PROVE_SERVER_LOG ?? join(dir, "server.log"),
  });
  await server.start();
  closers.push(() => server.stop());
  return { database, business, server, graph, origin, ledgerFile: join(dir, "ledger") };
}

async function play(stage: Stage, options: RunOptions): Promise<Result> {
  const { plan } = options;
  const { business, server, graph, origin } = stage;
  const ledger = await Ledger.create(stage.ledgerFile);
  const sender = new Sender(`${origin}/webhooks/whatsapp/${business.accountId}`, business.number, plan, ledger);
  const replier = new Replier(origin, business, ledger);
  const blows = new Blows(server, stage.database);
  const receipts = sendReceipts(graph, sender, business);
  const drain = new Drain(business, graph, options.waitForReal);
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
async function settleAll(
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
