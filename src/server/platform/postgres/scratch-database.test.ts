import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { expect, inject, test, vi } from "vitest";
import { scratchFolder } from "../../../../test/support/scratch-folder.ts";
import { startEmbeddedPostgres } from "../postgres.ts";
import { withScratchDatabase } from "./scratch-database.ts";

test("a scratch database that somebody is slow to leave is dropped all the same", async () => {
  const { query } = pg.Client.prototype;
  const drops: string[] = [];
  const slow = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
    this: pg.Client,
    ...args: readonly unknown[]
  ) {
    const [text] = args;
    if (typeof text === "string" && text.startsWith("DROP DATABASE") && drops.push(text) === 1)
      return Promise.reject(Object.assign(new pg.DatabaseError("in use", 0, "error"), { code: "55006" }));
    return Reflect.apply(query, this, args);
  });
  try {
    const config = { databaseUrl: inject("adminUrl"), dataDir: "" };
    expect(await withScratchDatabase(config, "slow", async () => "done")).toBe("done");
  } finally {
    slow.mockRestore();
  }
  expect(drops).toHaveLength(2);
});

/** As the superuser, or whose address it is; answers the rows of the last one. */
async function ask(url: string, ...statements: string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

/** Autovacuum needs minutes for it, and begins at once. */
const muchToTidy = [
  `CREATE TABLE many (n int) WITH (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0,
     autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1)`,
  "INSERT INTO many SELECT generate_series(1, 100000)",
  "DELETE FROM many",
];

test("one that PostgreSQL is just tidying up is dropped by a role that may not send PostgreSQL away", async () => {
  const dir = scratchFolder("tidied");
  const dataDir = join(dir, "data");
  execFileSync("cp", ["-a", inject("migratedFolder"), dataDir]);
  const postgres = await startEmbeddedPostgres(dataDir, () => {}, { fsync: "off", autovacuum_naptime: "1s" });
  try {
    await ask(postgres.adminUrl, "CREATE ROLE probe LOGIN CREATEDB PASSWORD 'probe'");
    const databaseUrl = postgres.url.replace(/\/\/[^@]*@/, "//probe:probe@");
    const tidying = "SELECT FROM pg_stat_activity WHERE backend_type = 'autovacuum worker' AND datname LIKE '%_tidied'";
    const done = await withScratchDatabase({ databaseUrl, dataDir }, "tidied", async (url) => {
      await ask(url, ...muchToTidy);
      await expect.poll(() => ask(postgres.adminUrl, tidying)).toHaveLength(1);
      return "done";
    });
    expect(done).toBe("done");
    expect(await ask(postgres.adminUrl, "SELECT FROM pg_database WHERE datname LIKE '%_tidied'")).toEqual([]);
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});
