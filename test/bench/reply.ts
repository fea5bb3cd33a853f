import { setTimeout } from "node:timers/promises";
import type { Figure } from "./bench.ts";
import type { Business, FakeGraph } from "./business.ts";
import { percentile } from "./load.ts";

/**
 * A reply over the API, from the request to the channel's call: judged twice, stored, queued, delivered. A program's
 * message is not held; one that somebody sends in the app goes the same way after its five seconds for "Rückgängig".
 */
export async function measureReply(business: Business, graph: FakeGraph, quick: boolean): Promise<Figure[]> {
  const headers = { authorization: `Bearer ${business.token}`, "content-type": "application/json" };
  const list = await fetch(`${business.baseUrl}/api/conversations?limit=50`, { headers });
  const { items } = (await list.json()) as { items: { id: string }[] };
  const times: number[] = [];
  for (let i = 0; i < (quick ? 30 : 150); i++) {
    const began = performance.now();
    const answer = await fetch(`${business.baseUrl}/api/conversations/${items[i % items.length]?.id}/messages`, {
      method: "POST",
      headers,
      body: JSON.stringify({ clientId: crypto.randomUUID(), text: "Guten Tag, der Monteur kommt morgen um 10 Uhr." }),
    });
    const { message } = (await answer.json()) as { message: { id: string; state: string } };
    if (message.state !== "queued") throw new Error(`reply is ${message.state}`);
    while (!graph.arrivals.has(message.id)) await setTimeout(1);
    times.push((graph.arrivals.get(message.id) ?? 0) - began);
  }
  times.sort((a, b) => a - b);
  return [
    {
      name: "reply of a program (none is held), request to the channel's call: p50",
      value: percentile(times, 0.5),
      unit: "ms",
    },
    {
      name: "reply of a program (none is held), request to the channel's call: p99",
      value: percentile(times, 0.99),
      unit: "ms",
    },
  ];
}
