import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Figure } from "./bench.ts";
import { type Business, textWebhook } from "./business.ts";
import { waitUntilSettled } from "./ingest.ts";
import { closedLoop, type Load } from "./load.ts";

const text =
  "Guten Tag, unsere Heizung zeigt den Fehler F28 und das Wasser bleibt kalt. Bitte rufen Sie zurück, Königstraße 7.";

/** In seconds; the ingest rests for a little more while many webhooks arrive (src/server/inbound). */
const longestRound = 0.8;

/** Durably accepted webhooks: ours and the bare baseline in turn, so that both feel the same machine. */
export async function measureAccept(business: Business, databaseUrl: string, quick: boolean): Promise<Figure[]> {
  const program = join(import.meta.dirname, "baseline-server.ts");
  const baseline = spawn(process.execPath, [program, databaseUrl, business.appSecret], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const baseUrl = await new Promise<string>((resolve) => {
    baseline.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString("utf8").trim()));
  });
  try {
    const figures: Figure[] = [];
    const ours = (count: number, atOnce: number) =>
      closedLoop(business.baseUrl, business.webhookPath, bodies(business, count), atOnce);
    const bare = (count: number, atOnce: number) => closedLoop(baseUrl, "/webhook", bodies(business, count), atOnce);
    await bare(1_000, 16);
    const { perSecond } = await bare(2_000, 16);
    // Everybody has written once and got the notice before anything counts.
    await ours(1_000, 16);
    for (const atOnce of [1, 16, 64]) {
      // Shorter than the ingest gives way for on this machine, so that accepting alone is measured; five, because one
      // round says little.
      const count = atOnce === 1 ? 1_000 : Math.min(8_000, Math.round(perSecond * longestRound));
      const rounds: { ours: Load; bare: Load }[] = [];
      for (let round = 0; round < (quick ? 1 : 5); round++) {
        await waitUntilSettled(databaseUrl);
        rounds.push({ bare: await bare(count, atOnce), ours: await ours(count, atOnce) });
      }
      figures.push(...summary(atOnce, rounds));
    }
    await waitUntilSettled(databaseUrl);
    return figures;
  } finally {
    baseline.kill();
  }
}

function bodies(business: Business, count: number) {
  return Array.from({ length: count }, (_, i) => textWebhook(business, i % 500, text));
}

function summary(atOnce: number, rounds: readonly { ours: Load; bare: Load }[]): Figure[] {
  const median = (values: readonly number[]) =>
    [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  const of = (pick: (round: { ours: Load; bare: Load }) => number) => median(rounds.map(pick));
  const failed = rounds.reduce((sum, round) => sum + round.ours.failed + round.bare.failed, 0);
  if (failed > 0) throw new Error(`${failed} webhooks were not accepted`);
  const name = `accepted, ${atOnce} at once`;
  return [
    { name: `${name}: baseline`, value: of((r) => r.bare.perSecond), unit: "1/s" },
    { name, value: of((r) => r.ours.perSecond), unit: "1/s" },
    { name: `${name}: p99`, value: of((r) => r.ours.p99), unit: "ms" },
    {
      name: `${name}: share of baseline`,
      value: of((r) => r.ours.perSecond / r.bare.perSecond),
      unit: "",
      ...(atOnce === 1 ? {} : { aim: { atLeast: 1 } }),
    },
  ];
}
