import { get, type IncomingMessage } from "node:http";
import { setTimeout } from "node:timers/promises";
import { Pool } from "undici";
import type { Figure } from "./bench.ts";
import { type Business, textWebhook } from "./business.ts";
import { openDatabase } from "./database.ts";
import { waitUntilIngested, waitUntilSettled } from "./ingest.ts";
import { percentile, post } from "./load.ts";

/** An open event stream, read by a few lines of its own: the bench must not wait for a library. */
export function openStream(
  business: Business,
  after: number,
  onEvent: (data: string) => void,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const url = `${business.baseUrl.replace("localhost", "127.0.0.1")}/api/events?after=${after}`;
    const request = get(
      url,
      { headers: { authorization: `Bearer ${business.token}`, host: new URL(business.baseUrl).host }, agent: false },
      (response) => {
        if (response.statusCode !== 200) return reject(new Error(`stream refused: ${response.statusCode}`));
        let rest = "";
        response.setEncoding("utf8").on("data", (chunk: string) => {
          const parts = (rest + chunk).split("\n\n");
          rest = parts.pop() ?? "";
          for (const part of parts) {
            const data = /^data: (.*)$/m.exec(part)?.[1];
            if (data !== undefined && part.includes("event: feed")) onEvent(data);
          }
        });
        resolve(response);
      },
    );
    request.on("error", reject);
  });
}

export async function head(business: Business): Promise<number> {
  const answer = await fetch(`${business.baseUrl}/api/conversations?limit=1`, {
    headers: { authorization: `Bearer ${business.token}` },
  });
  const { seq } = (await answer.json()) as { seq: number };
  return seq;
}

/** From the moment a webhook is sent to its event in an open stream, at a steady 200 a second (open loop). */
export async function measureStream(business: Business, databaseUrl: string, quick: boolean): Promise<Figure[]> {
  const perSecond = 200;
  const seconds = quick ? 5 : 20;
  const pool = new Pool(business.baseUrl.replace("localhost", "127.0.0.1"), { connections: 32, pipelining: 1 });
  const received = new Map<string, number>();
  const stream = await openStream(business, await head(business), (data) => {
    const event = JSON.parse(data) as { kind: string; messageId: string };
    if (event.kind === "message-received") received.set(event.messageId, performance.now());
  });
  const sent = new Map<string, number>();
  // People write for the first time once; what is measured is the talk after that, when the notices have gone out.
  for (let i = 0; i < 200; i++) await post(pool, business.webhookPath, textWebhook(business, i, "Guten Tag"));
  await waitUntilSettled(databaseUrl);
  const warmUp = 100;
  const bodies = Array.from({ length: perSecond * seconds + warmUp }, (_, i) =>
    textWebhook(business, i % 200, "Wann kommt der Monteur? Grüße"),
  );
  const running: Promise<number>[] = [];
  const began = performance.now();
  for (const [i, body] of bodies.entries()) {
    const due = began + (i * 1_000) / perSecond;
    while (performance.now() < due) await setTimeout(Math.max(0, due - performance.now()));
    if (i >= warmUp) sent.set(body.externalId, performance.now());
    running.push(post(pool, business.webhookPath, body));
  }
  await Promise.all(running);
  await waitUntilIngested(databaseUrl);
  while (received.size < bodies.length + 200 && performance.now() < began + 120_000) await setTimeout(20);
  const database = await openDatabase(databaseUrl);
  const externalIds = await database.externalIds();
  const delays = [...received].flatMap(([messageId, at]) => {
    const sentAt = sent.get(externalIds.get(messageId) ?? "");
    return sentAt === undefined ? [] : [at - sentAt];
  });
  stream.destroy();
  await Promise.all([pool.close(), database.close()]);
  if (delays.length !== sent.size) throw new Error(`${sent.size - delays.length} events are missing`);
  delays.sort((a, b) => a - b);
  return [
    { name: "webhook to open stream at 200/s: p50", value: percentile(delays, 0.5), unit: "ms", aim: { atMost: 8 } },
    { name: "webhook to open stream at 200/s: p99", value: percentile(delays, 0.99), unit: "ms", aim: { atMost: 25 } },
  ];
}

/** One event to a thousand open streams: from the request that causes it to the last stream that shows it. */
export async function measureFanOut(business: Business, quick: boolean): Promise<Figure[]> {
  const streams = quick ? 200 : 1_000;
  const after = await head(business);
  let waitingFor = 0;
  let done = () => {};
  const open: IncomingMessage[] = [];
  const once = (data: string) => {
    if ((JSON.parse(data) as { kind: string }).kind === "note-written" && --waitingFor === 0) done();
  };
  for (let i = 0; i < streams; i += 50)
    open.push(...(await Promise.all(Array.from({ length: 50 }, () => openStream(business, after, once)))));
  const list = await fetch(`${business.baseUrl}/api/conversations?limit=1`, {
    headers: { authorization: `Bearer ${business.token}` },
  });
  const { items } = (await list.json()) as { items: { id: string }[] };
  const times: number[] = [];
  for (let round = 0; round < 10; round++) {
    waitingFor = streams;
    const all = new Promise<void>((resolve) => {
      done = resolve;
    });
    const began = performance.now();
    await fetch(`${business.baseUrl}/api/conversations/${items[0]?.id}/notes`, {
      method: "POST",
      headers: { authorization: `Bearer ${business.token}`, "content-type": "application/json" },
      body: JSON.stringify({ clientId: crypto.randomUUID(), text: "Bitte zurückrufen" }),
    });
    await all;
    times.push(performance.now() - began);
  }
  for (const stream of open) stream.destroy();
  times.sort((a, b) => a - b);
  return [
    { name: `one event to ${streams} open streams: median until the last`, value: percentile(times, 0.5), unit: "ms" },
  ];
}
