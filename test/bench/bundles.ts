import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Figure } from "./bench.ts";

const dist = join(import.meta.dirname, "../../dist");
const kilobytes = (files: readonly string[]) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1_000;

const assets = join(dist, "web", "assets");

/** The script files of the staff app without which the inbox does not stand: the two of every start, and what they import. */
function untilTheInbox(): string[] {
  const starts = readdirSync(assets).filter((name) => /^(door|shell)-.*\.js$/.test(name));
  if (starts.length !== 2) throw new Error(`the app starts with other files: ${starts.join(", ")}`);
  const needed = new Set(starts);
  for (const name of needed) {
    const code = readFileSync(join(assets, name), "utf8");
    for (const [, next = ""] of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) needed.add(next);
  }
  return [...needed].map((name) => join(assets, name));
}

/** Sizes over the wire, gzip: the customer page's script, and what the staff app loads before its first screen. */
export function measureBundles(): Figure[] {
  const customer = join(dist, "customer", "assets");
  const scripts = readdirSync(customer).filter((name) => name.endsWith(".js"));
  const first = untilTheInbox();
  return [
    {
      name: "customer page: JavaScript (gzip)",
      value: kilobytes(scripts.map((name) => join(customer, name))),
      unit: "kB",
      aim: { atMost: 45 },
    },
    {
      name: "staff app: JavaScript until the inbox stands (gzip)",
      value: kilobytes(first),
      unit: "kB",
      aim: { atMost: 170 },
    },
    { name: "staff app: script files until the inbox stands", value: first.length, unit: "" },
  ];
}
