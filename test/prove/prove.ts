import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makePlan } from "./plan.ts";
import type { Result } from "./result.ts";
import { type Progress, runProduct } from "./run.ts";
import { proofSize, smallSize } from "./sizes.ts";

/**
 * npm run prove: sends webhooks to the real server while it is killed and its database crashed, and compares what was
 * acknowledged with what is stored. Ends with 1 when a single promise was broken.
 */
const { values } = parseArgs({
  options: {
    deliveries: { type: "string" },
    kills: { type: "string" },
    "db-crashes": { type: "string" },
    seed: { type: "string" },
    small: { type: "boolean", default: false },
  },
});
const size = values.small ? smallSize : proofSize;
const whole = (text: string | undefined, fallback: number) => {
  const number = text === undefined ? fallback : Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`Keine Zahl: ${text}`);
  return number;
};
const plan = makePlan({
  ...size.plan,
  seed: whole(values.seed, Math.floor(Math.random() * 1_000_000)),
  deliveries: whole(values.deliveries, size.plan.deliveries),
  kills: whole(values.kills, size.plan.kills),
  dbCrashes: whole(values["db-crashes"], size.plan.dbCrashes),
});

const say = (line: string) => void process.stderr.write(`${line}\n`);
say(`Seed ${plan.options.seed}. Derselbe Lauf noch einmal: npm run prove -- --seed ${plan.options.seed}`);
const started = performance.now();
let lastLine = 0;

function showProgress({ phase, acked, deliveriesToIngest, sendsOpen, kills, databaseCrashes }: Progress): void {
  const seconds = (performance.now() - started) / 1_000;
  if (seconds - lastLine < 2) return;
  lastLine = seconds;
  const left = acked === 0 ? "?" : String(Math.ceil((seconds / acked) * (plan.deliveries.length - acked)));
  const rate = Math.round(acked / seconds);
  const sending = `${acked}/${plan.deliveries.length} angenommen, ${rate}/s, noch etwa ${left} s`;
  const rest = `${deliveriesToIngest} einzusortieren, ${sendsOpen} hinaus`;
  say(
    `${seconds.toFixed(0).padStart(4)} s  ${phase}: ${phase === "senden" ? sending : rest}; ` +
      `${kills} Abbrüche, ${databaseCrashes} Datenbankabstürze`,
  );
}

function table(result: Result): string {
  const rows: [string, number | string][] = [
    ...Object.entries(result.figures),
    ["", ""],
    ...Object.entries(result.violations).map(([name, list]): [string, number] => [name, list.length]),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${String(value).padStart(9)}`).join("\n");
}

const result = await runProduct({ ...size.run, plan, onProgress: showProgress });
const seconds = Math.round((performance.now() - started) / 1_000);
process.stdout.write(`\nseed ${result.seed}, ${seconds} s in all\n${table(result)}\n`);
for (const [name, list] of Object.entries(result.violations))
  if (list.length > 0) process.stdout.write(`\n${name}:\n${list.slice(0, 20).join("\n")}\n`);
process.stdout.write(result.kept ? "\nEverything was kept.\n" : "\nA PROMISE WAS BROKEN.\n");
const file = join(import.meta.dirname, "../../prove-result.json");
writeFileSync(file, `${JSON.stringify({ ...result, options: plan.options, seconds }, null, 2)}\n`);
process.exit(result.kept ? 0 : 1);
