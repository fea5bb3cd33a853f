import { setTimeout } from "node:timers/promises";
import { Pool } from "undici";
import type { Figure } from "./bench.ts";
import { type Business, textWebhook } from "./business.ts";
import { openDatabase } from "./database.ts";
import { post } from "./load.ts";

const conversations = 2_000;
/** So much may wait: enough that the ingest never runs dry, little enough that memory stays flat. */
const mostWaiting = 4_000;

/** Fully ingested messages a second: policy, sealing, notice, feed included, with something waiting all the time. */
export async function measureIngest(business: Business, databaseUrl: string, quick: boolean): Promise<Figure[]> {
  const seconds = quick ? 10 : 60;
  const database = await openDatabase(databaseUrl);
  const pool = new Pool(business.baseUrl.replace("localhost", "127.0.0.1"), { connections: 32, pipelining: 1 });
  let waiting = 0;
  let stop = false;
  // The regular writers are made and told first; what is sustained afterwards counts.
  for (let i = 0; i < conversations; i += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        post(pool, business.webhookPath, textWebhook(business, i + n, sentence(n))),
      ),
    );
  await waitUntilSettled(databaseUrl);
  const feeding = Array.from({ length: 32 }, async (_, worker) => {
    for (let i = worker; !stop; i += 32) {
      if (waiting > mostWaiting) await setTimeout(5);
      else if ((await post(pool, business.webhookPath, textWebhook(business, writerOf(i), sentence(i)))) !== 200)
        throw new Error("a webhook was not accepted");
    }
  });
  const watching = (async () => {
    while (!stop) {
      waiting = await database.waiting();
      // Counting what waits costs the database ten milliseconds, and is no part of what is measured.
      await setTimeout(1_000);
    }
  })();
  const [before, began] = [await database.messages(), performance.now()];
  await setTimeout(seconds * 1_000);
  const perSecond = ((await database.messages()) - before) / ((performance.now() - began) / 1_000);
  stop = true;
  await Promise.all([...feeding, watching]);
  await waitUntilIngested(databaseUrl);
  await Promise.all([pool.close(), database.close()]);
  return [{ name: `fully ingested, sustained ${seconds} s`, value: perSecond, unit: "1/s", aim: { atLeast: 2_000 } }];
}

/** One message in a hundred is somebody's first and brings a new contact, its keys and its notice. */
function writerOf(i: number): number {
  return i % 100 === 0 ? 10_000 + i : i % conversations;
}

function sentence(i: number): string {
  return `Guten Tag, hier noch ein Foto vom Typenschild, Nummer ${i}. Wann können Sie kommen? Viele Grüße aus Chemnitz`;
}

/** Waits until nothing is left to ingest or to send. */
export async function waitUntilSettled(databaseUrl: string): Promise<void> {
  const database = await openDatabase(databaseUrl);
  try {
    while ((await database.waiting()) + (await database.unsent()) > 0) await setTimeout(50);
  } finally {
    await database.close();
  }
}

/** Waits until nothing is left to ingest. */
export async function waitUntilIngested(databaseUrl: string): Promise<void> {
  const database = await openDatabase(databaseUrl);
  try {
    while ((await database.waiting()) > 0) await setTimeout(50);
  } finally {
    await database.close();
  }
}
