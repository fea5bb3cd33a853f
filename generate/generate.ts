import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "../src/server/platform/migrate.ts";
import { startEmbeddedPostgres } from "../src/server/platform/postgres.ts";
import { closedColumns } from "./closed-columns.ts";
import { dataMap } from "./data-map.ts";
import { rulesTable } from "./rules-table.ts";

/**
 * Writes what follows from the migrations, db/types.ts and docs/data-map.md, and from the rules, docs/rules.md. With --check nothing is written and a
 * difference ends with exit code 1, so that none can drift.
 */
const check = process.argv.includes("--check");
const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "werkbote-generate-"));
// PostgreSQL may run as another user and has to walk in here.
chmodSync(scratch, 0o755);
const postgres = await startEmbeddedPostgres(join(scratch, "data"), () => {});
try {
  await migrate(postgres.url);
  const types = generateTypes(postgres.url, await closedColumns(postgres.url), join(scratch, "types.ts"));
  const results = [
    compare(join(root, "db", "types.ts"), types),
    compare(join(root, "docs", "data-map.md"), await dataMap(postgres.url)),
    compare(join(root, "docs", "rules.md"), rulesTable(root)),
  ];
  process.exitCode = results.every(Boolean) ? 0 : 1;
} finally {
  await postgres.stop();
  rmSync(scratch, { recursive: true, force: true });
}

function generateTypes(url: string, columns: Readonly<Record<string, string>>, out: string): string {
  const done = spawnSync(
    process.execPath,
    [
      join(root, "node_modules", "kysely-codegen", "dist", "cli", "bin.js"),
      "--dialect",
      "postgres",
      "--url",
      url,
      "--out-file",
      out,
      "--date-parser",
      "string",
      "--type-mapping",
      JSON.stringify({ int8: "number", bytea: "Uint8Array", jsonb: "unknown" }),
      "--overrides",
      JSON.stringify({ columns }),
      "--exclude-pattern",
      "migration",
      "--log-level",
      "error",
    ],
    { encoding: "utf8" },
  );
  if (done.status !== 0) throw new Error(done.stderr || done.stdout);
  return readFileSync(out, "utf8");
}

function compare(path: string, wanted: string): boolean {
  const is = (() => {
    try {
      return readFileSync(path, "utf8");
    } catch {
      return "";
    }
  })();
  if (is === wanted) return true;
  if (check) process.stderr.write(`${path} ist nicht auf dem Stand der Quellen: npm run generate\n`);
  else writeFileSync(path, wanted);
  return !check;
}
