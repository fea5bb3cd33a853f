import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../src/server/platform/db.ts";
import { migrateJobs } from "../../src/server/platform/jobs.ts";
import { silentLog } from "../../src/server/platform/log.ts";
import { migrate } from "../../src/server/platform/migrate.ts";
import { startEmbeddedPostgres } from "../../src/server/platform/postgres.ts";
import { scratchFolder } from "./scratch-folder.ts";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    appUrl: string;
  }
}

/** One PostgreSQL and one migrated template database a run; every test file clones it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = scratchFolder("test");
  // Tests lose nothing in a power cut; and nobody guesses the password of a database that is gone in five minutes.
  const postgres = await startEmbeddedPostgres(join(dir, "data"), () => {}, {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
    max_connections: "200",
    scram_iterations: "1",
  });
  await migrate(postgres.url);
  const database = openDatabase(postgres.url, silentLog, 1);
  await migrateJobs(database.pool);
  await database.close();
  const admin = new pg.Client({ connectionString: postgres.adminUrl });
  await admin.connect();
  // A template must have no connections: nobody may open one, and one that is still closing is ended.
  await admin.query("ALTER DATABASE werkbote WITH ALLOW_CONNECTIONS false");
  await admin.query("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'werkbote'");
  await admin.end();
  project.provide("adminUrl", postgres.adminUrl);
  project.provide("appUrl", postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  };
}
