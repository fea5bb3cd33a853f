import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { startEmbeddedPostgres } from "../../src/server/platform/postgres.ts";
import { Blows } from "../prove/blows.ts";
import { type Business, openBusiness } from "../prove/business.ts";
import { checkMessages } from "../prove/check.ts";
import { CountingGraph } from "../prove/counting-graph.ts";
import { freePort } from "../prove/free-port.ts";
import { Ledger, readLedger } from "../prove/ledger.ts";
import { makePlan } from "../prove/plan.ts";
import { readProduct, unfinished } from "../prove/read-product.ts";
import { expectedMessages } from "../prove/result.ts";
import { Sender } from "../prove/sender.ts";
import { SupervisedServer } from "../prove/supervised-server.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

/**
 * F01 (reliability, fault catalogue), as a small firm runs it: one command, with the database it brings along. When
 * the server is killed, its database goes down with it and comes up with the next start. Large and with a database of
 * its own: npm run prove.
 */

const plan = makePlan({
  seed: 1,
  deliveries: 400,
  kills: 1,
  dbCrashes: 0,
  lanes: 16,
  sendersPerLane: 1,
  duplicates: 12,
});

/**
 * The first blow is aimed: it falls while nobody can store a delivery, so that a 200 said before has nothing behind it.
 * What the server sent to the database goes with it, as with a machine that loses its power.
 */
async function killWhileNothingIsStored({ deps: { db } }: Business, server: SupervisedServer, sender: Sender) {
  await sender.whenAcked(plan.options.deliveries / 4);
  await server.whenReady();
  const holder = await db.pool.connect();
  holder.on("error", () => {});
  await holder.query("begin");
  await holder.query("lock table intake in share mode");
  const storing = "pg_stat_activity where wait_event_type = 'Lock' and query like 'select store_deliveries%'";
  const waiting = async () => (await db.pool.query(`select from ${storing}`)).rowCount;
  await expect.poll(waiting, { interval: 10 }).toBeGreaterThan(0);
  server.kill();
  await db.pool.query(`select pg_terminate_backend(pid) from ${storing}`).catch(() => {});
  holder.release(true);
}

test("the one-command server is killed twice, and nothing is lost, doubled or turned round", async () => {
  const dir = scratchFolder("killed");
  const data = join(dir, "data");
  const graph = new CountingGraph(1, { hangs: 0, cuts: 0, busy: 0, receipts: 0 });
  const { baseUrl, host } = await graph.listen();
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  // The set-up before the first start; the server finds its database and its business there.
  execFileSync("cp", ["-a", inject("migratedFolder"), data]);
  const first = await startEmbeddedPostgres(data, () => {});
  const business = await openBusiness(first.url, data, origin, baseUrl);
  await first.stop();
  // The source itself first, as people start it; afterwards the same in a few files, which are there sooner.
  const programs = [join(import.meta.dirname, "../../src/cli.ts")];
  const server = new SupervisedServer({
    get args() {
      return [programs.shift() ?? inject("program"), "start"];
    },
    env: () => ({ WERKBOTE_DATA: data, PORT: String(port), WERKBOTE_ALLOW_PRIVATE: host, WERKBOTE_LOG: "error" }),
    readyLine: "Werkbote läuft",
    logFile: join(dir, "server.log"),
  });
  const ledger = await Ledger.create(join(dir, "ledger"));
  const sender = new Sender(`${origin}/webhooks/whatsapp/${business.accountId}`, business.number, plan, ledger);
  try {
    await server.start();
    const blows = async () => {
      await killWhileNothingIsStored(business, server, sender);
      await new Blows(server, undefined).run(plan, sender);
    };
    await Promise.all([sender.run(), blows()]);
    await server.whenReady();
    const left = () =>
      unfinished(business).then(
        ({ deliveries }) => deliveries,
        () => -1,
      );
    await expect.poll(left, { interval: 100 }).toBe(0);
    const state = await readProduct(business);
    await ledger.close();
    const expected = expectedMessages(plan, await readLedger(join(dir, "ledger")));
    expect(expected.filter((message) => !message.acknowledged)).toEqual([]);
    const none = { lost: [], doubled: [], altered: [], disordered: [], gaps: [], mixed: [] };
    expect(checkMessages(expected, state.messages)).toEqual(none);
    expect([server.kills, server.selfExits]).toEqual([2, 0]);
    expect(graph.taken.length).toBeLessThanOrEqual(plan.senders);
    expect(new Set(graph.taken.map(({ to }) => to)).size).toBe(graph.taken.length);
  } finally {
    await sender.close();
    await business.close();
    await server.stop();
    graph.close();
    rmSync(dir, { recursive: true, force: true });
  }
});
