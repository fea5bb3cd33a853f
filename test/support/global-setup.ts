import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../src/server/platform/db.ts";
import { migrateJobs } from "../../src/server/platform/jobs.ts";
import { migrate } from "../../src/server/platform/migrate.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../../src/server/platform/postgres.ts";
import { buildProgram } from "./program.ts";
import { scratchFolder } from "./scratch-folder.ts";
import { silentLog } from "./silent-log.ts";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    appUrl: string;
    /** What tests make once for all of a run lies here. */
    sharedFolder: string;
    /** Folder of a PostgreSQL that is migrated and stopped; for a database of one's own, to copy. */
    migratedFolder: string;
    /** The program in a few files; see program.ts. */
    program: string;
  }
}

/** One PostgreSQL and one migrated template database a run; every test file clones it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = scratchFolder("test");
  const migrated = join(dir, "migrated");
  const program = buildProgram(join(import.meta.dirname, "../../.runtime/test-program"));
  const first = await startPostgres(migrated);
  await migrate(first.url);
  const database = openDatabase(first.url, silentLog, 1);
  await migrateJobs(database.pool);
  await database.close();
  await first.stop();
  execFileSync("cp", ["-a", migrated, join(dir, "data")]);
  const postgres = await startPostgres(join(dir, "data"));
  const admin = new pg.Client({ connectionString: postgres.adminUrl });
  await admin.connect();
  // A template must have no connections.
  await admin.query("ALTER DATABASE werkbote WITH ALLOW_CONNECTIONS false");
  await admin.end();
  project.provide("adminUrl", postgres.adminUrl);
  project.provide("appUrl", postgres.url);
  project.provide("sharedFolder", dir);
  project.provide("migratedFolder", migrated);
  project.provide("program", await program);
  return async () => {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}

function startPostgres(dir: string): Promise<EmbeddedPostgres> {
  // Tests lose nothing in a power cut; and nobody guesses the password of a database that is gone in five minutes.
  return startEmbeddedPostgres(dir, () => {}, {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    // Nobody keeps what is logged, and a new empty database is logged page by page: packing them was most of making one.
    wal_compression: "off",
    max_connections: "200",
    scram_iterations: "1",
    // Else each of the first five times: few statements come more often on the connection of a test.
    plan_cache_mode: "force_generic_plan",
  });
}
