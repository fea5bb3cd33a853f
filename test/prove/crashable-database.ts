import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "../../src/server/platform/postgres.ts";

type CrashKind = "postmaster" | "immediate-stop" | "backend";

/** A PostgreSQL with fsync on that can be crashed and comes back by itself. */
export interface CrashableDatabase {
  readonly url: string;
  readonly adminUrl: string;
  /** Strikes at once; does not wait until the database is back. */
  crash(kind: CrashKind): Promise<void>;
  stop(): Promise<void>;
}

/** @param from folder of one that is stopped, to begin from a copy of */
export async function startCrashableDatabase(dir: string, from?: string): Promise<CrashableDatabase> {
  if (from !== undefined) execFileSync("cp", ["-a", from, dir]);
  const postgres = await startEmbeddedPostgres(dir, () => {}, { max_connections: "60" });
  const { rows } = await ask(postgres.adminUrl, "SHOW data_directory");
  const pidFile = join(String(rows[0]?.data_directory), "postmaster.pid");
  const postmaster = () => Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  return {
    url: postgres.url,
    adminUrl: postgres.adminUrl,
    async crash(kind) {
      // SIGQUIT is what `pg_ctl stop -m immediate` sends: everybody drops dead, nothing is written out.
      if (kind === "postmaster") process.kill(postmaster(), "SIGKILL");
      else if (kind === "immediate-stop") process.kill(postmaster(), "SIGQUIT");
      else process.kill(await busyBackend(postgres.adminUrl), "SIGKILL");
    },
    stop: postgres.stop,
  };
}

/** One backend killed makes PostgreSQL throw out everybody and replay its log. */
async function busyBackend(adminUrl: string): Promise<number> {
  const { rows } = await ask(
    adminUrl,
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
     ORDER BY state = 'active' DESC, query_start DESC LIMIT 1`,
  );
  return Number(rows[0]?.pid);
}

async function ask(url: string, statement: string): Promise<pg.QueryResult<Record<string, unknown>>> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
