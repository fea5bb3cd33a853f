import { setTimeout } from "node:timers/promises";
import type { Figure } from "./bench.ts";
import { startServer, stopServer } from "./business.ts";

/** First and second start with the embedded database, and what server and database need in memory at rest. */
export async function measureStarts(dataDir: string, port: number, memory: (pid: number) => number): Promise<Figure[]> {
  const env = { WERKBOTE_DATA: dataDir, PORT: String(port), DATABASE_URL: "" };
  const timed = async () => {
    const began = performance.now();
    const server = await startServer(env);
    return { server, seconds: (performance.now() - began) / 1_000 };
  };
  const cold = await timed();
  await stopServer(cold.server);
  const warm = await timed();
  // At rest: no request, the first housekeeping is over.
  await setTimeout(5_000);
  const megabytes = memory(warm.server.pid ?? 0);
  await stopServer(warm.server);
  return [
    { name: "cold start (empty data folder)", value: cold.seconds, unit: "s" },
    { name: "warm start", value: warm.seconds, unit: "s", aim: { atMost: 3 } },
    { name: "memory at rest with the database (PSS)", value: megabytes, unit: "MB", aim: { atMost: 250 } },
  ];
}
