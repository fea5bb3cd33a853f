import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { startEmbeddedPostgres } from "../../src/server/platform/postgres.ts";
import { Blows } from "../prove/blows.ts";
import { openBusiness } from "../prove/business.ts";
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
  kills: 2,
  dbCrashes: 0,
  lanes: 16,
  sendersPerLane: 1,
  duplicates: 12,
});

test("the one-command server is killed twice, and nothing is lost, doubled or turned round", {
  timeout: 120_000,
}, async () => {
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
    await Promise.all([sender.run(), new Blows(server, undefined).run(plan, sender)]);
    await server.whenReady();
    const left = () =>
      unfinished(business).then(
        ({ deliveries }) => deliveries,
        () => -1,
      );
    await expect.poll(left, { timeout: 30_000, interval: 100 }).toBe(0);
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
