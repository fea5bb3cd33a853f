import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { expect } from "vitest";
import { readyMade } from "../support/ready-made.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { Blows } from "./blows.ts";
import { checkMessages, type Findings, type StoredMessage } from "./check.ts";
import { startCrashableDatabase } from "./crashable-database.ts";
import { freePort } from "./free-port.ts";
import { Ledger, readLedger } from "./ledger.ts";
import type { Plan } from "./plan.ts";
import { expectedMessages } from "./result.ts";
import { Sender } from "./sender.ts";
import { SupervisedServer } from "./supervised-server.ts";

const table = `CREATE TABLE wrong_message
  (conversation text NOT NULL, position integer NOT NULL, external_id text NOT NULL, text text NOT NULL)`;

/** All that work at once (wrong-ingest.ts). */
const atWork = 8;

/**
 * The same sender, the same blows, the same ledger and the same checker against the wrong design. Its database takes
 * nothing until so many have their 200 and everybody who works has looked and waits: what is harmed then is harmed at
 * any speed of the machine.
 * @param killed the first blow falls at that moment
 */
export async function runWrong(plan: Plan, { killed }: { readonly killed: boolean }): Promise<Findings> {
  const dir = scratchFolder("wrong");
  const database = await startCrashableDatabase(join(dir, "database"), readyMade().database);
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  pool.on("error", () => {});
  await pool.query(table);
  const port = await freePort();
  const server = new SupervisedServer({
    args: [fileURLToPath(import.meta.resolve("./wrong-ingest.ts"))],
    env: () => ({ PORT: String(port), DATABASE_URL: database.url }),
    readyLine: "wrong ingest serves",
    logFile: join(dir, "server.log"),
  });
  const ledgerFile = join(dir, "ledger");
  const ledger = await Ledger.create(ledgerFile);
  const number = { phoneNumberId: "1", wabaId: "2", appSecret: "nobody looks at it" };
  const address = `http://127.0.0.1:${port}/`;
  const sender = new Sender(address, number, plan, ledger);
  try {
    await server.start();
    const letGo = await holdUp(database.url, pool);
    const blows = async () => {
      await sender.whenAcked(plan.options.deliveries / 10);
      await letGo(() => (killed ? server.kill() : undefined));
      await new Blows(server, database).run(plan, sender);
    };
    await Promise.all([sender.run(), blows()]);
    const stored = await whenSettled(pool, address);
    await ledger.close();
    return checkMessages(expectedMessages(plan, await readLedger(ledgerFile)), stored);
  } finally {
    await sender.close();
    await server.stop();
    await pool.end();
    await database.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Lets everybody look and nobody write. @returns lets them, when all are waiting for it */
async function holdUp(url: string, pool: pg.Pool): Promise<(first: () => void) => Promise<void>> {
  const holder = new pg.Client({ connectionString: url });
  holder.on("error", () => {});
  await holder.connect();
  await holder.query("BEGIN");
  await holder.query("LOCK TABLE wrong_message IN SHARE MODE");
  const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO wrong_message%'`;
  return async (first) => {
    await expect.poll(async () => (await pool.query(waiting)).rowCount, { interval: 10 }).toBe(atWork);
    first();
    await holder.end();
  };
}

/** What is there once the server has nothing in its hands any more, and the database is back from the last blow. */
async function whenSettled(pool: pg.Pool, address: string): Promise<StoredMessage[]> {
  const stored = `SELECT conversation, position, external_id AS "externalId", text FROM wrong_message`;
  for (;;) {
    try {
      const open = await (await fetch(address)).text();
      if (open === "0") return (await pool.query<StoredMessage>(stored)).rows;
    } catch {
      // One of the two is still coming back.
    }
    await pause(50);
  }
}
