import { Pool } from "undici";
import type { Signed } from "./business.ts";

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly count: number;
  readonly failed: number;
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Posts `bodies` with `atOnce` connections, each waiting for its answer before the next (closed loop). */
export async function closedLoop(
  baseUrl: string,
  path: string,
  bodies: readonly Signed[],
  atOnce: number,
): Promise<Load> {
  const pool = new Pool(baseUrl.replace("localhost", "127.0.0.1"), { connections: atOnce, pipelining: 1 });
  const times: number[] = [];
  let next = 0;
  let failed = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = bodies[next++]; one; one = bodies[next++]) {
        const began = performance.now();
        const status = await post(pool, path, one);
        times.push(performance.now() - began);
        if (status !== 200) failed++;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    count: times.length,
    failed,
  };
}

export async function post(pool: Pool, path: string, one: Signed): Promise<number> {
  const headers = { "content-type": "application/json", "x-hub-signature-256": one.signature };
  const answer = await pool.request({ method: "POST", path, headers, body: one.body });
  await answer.body.dump();
  return answer.statusCode;
}
