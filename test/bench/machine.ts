import { once } from "node:events";
import { availableParallelism } from "node:os";
import { setTimeout } from "node:timers/promises";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { Figure } from "./bench.ts";
import { percentile } from "./load.ts";

/** As often as messages arrive in the stream's figure, and about what one of them costs each core there. */
const perSecond = 200;
const costMs = 3;

/**
 * What the machine itself adds: bare arithmetic at the stream's pace on every core, without a product, from the moment
 * a piece is due until it is done. A machine that takes the cores away for a moment (a neighbour on a shared one, which
 * it need not report as stolen time) shows it here, and no server on it can be steadier.
 */
export async function measureMachine(quick: boolean): Promise<Figure[]> {
  const rounds = perSecond * (quick ? 5 : 20);
  const times = await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      const worker = new Worker(new URL(import.meta.url), { workerData: rounds });
      const [delays] = (await once(worker, "message")) as [number[]];
      return delays;
    }),
  );
  const delays = times.flat().sort((a, b) => a - b);
  const name = `the machine alone, ${costMs} ms of arithmetic at ${perSecond}/s a core`;
  return [
    { name: `${name}: p50`, value: percentile(delays, 0.5), unit: "ms" },
    { name: `${name}: p99`, value: percentile(delays, 0.99), unit: "ms" },
  ];
}

function count(steps: number): number {
  let x = 1;
  for (let i = 0; i < steps; i++) x = (Math.imul(x, 1_103_515_245) + 12_345) >>> 0;
  return x;
}

/** How many steps take `costMs` here when nothing disturbs them. */
function calibrated(): number {
  const steps = 200_000;
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 200; i++) {
    const began = performance.now();
    count(steps);
    best = Math.min(best, performance.now() - began);
  }
  return Math.round((steps * costMs) / best);
}

async function keepPace(rounds: number): Promise<number[]> {
  const steps = calibrated();
  const delays: number[] = [];
  const began = performance.now();
  for (let i = 0; i < rounds; i++) {
    const due = began + (i * 1_000) / perSecond;
    while (performance.now() < due) await setTimeout(Math.max(0, due - performance.now()));
    count(steps);
    delays.push(performance.now() - due);
  }
  return delays;
}

if (!isMainThread) parentPort?.postMessage(await keepPace(workerData as number));
