import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Figure } from "./bench.ts";

const dist = join(import.meta.dirname, "../../dist");
const kilobytes = (files: readonly string[]) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1_000;

/** Sizes over the wire, gzip: the customer page's script, and what the staff app loads before anything lazy. */
export function measureBundles(): Figure[] {
  const customer = join(dist, "customer", "assets");
  const scripts = readdirSync(customer).filter((name) => name.endsWith(".js"));
  const index = readFileSync(join(dist, "web", "index.html"), "utf8");
  const first = [...index.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path = ""]) =>
    join(dist, "web", path),
  );
  return [
    {
      name: "customer page: JavaScript (gzip)",
      value: kilobytes(scripts.map((name) => join(customer, name))),
      unit: "kB",
      aim: { atMost: 45 },
    },
    { name: "staff app: first load of JavaScript (gzip)", value: kilobytes(first), unit: "kB", aim: { atMost: 170 } },
  ];
}
