import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { isSame } from "./cluster-place.ts";
import { runProgram } from "./make-cluster.ts";
import type { Places } from "./postgres-places.ts";

/**
 * A PostgreSQL that outlived its server (kill -9) is shut down in order. The number in its file may have gone to
 * another program since: only a PostgreSQL of this very folder is told to end; otherwise the file is out of date. One that
 * does not end in order, because there is no room for its last checkpoint, is ended at once.
 * @throws one clear line when the folder was copied while its PostgreSQL ran
 */
export function stopLeftOver(places: Places, withinSeconds = 30): void {
  const { cluster } = places;
  const file = join(cluster, "postmaster.pid");
  const leftByKilled = join(places.sockets, ".s.PGSQL.5432.lock");
  if (!existsSync(file)) {
    rmSync(leftByKilled, { force: true });
    return;
  }
  const [pid = "", folder = ""] = readFileSync(file, "utf8").split("\n");
  assertNotCopiedRunning(cluster, folder);
  if (isPostgresOf(Number(pid), cluster)) {
    const told = ["stop", "-D", cluster, "-m", "fast", "-w", "-t", String(withinSeconds)];
    if (runProgram(places, "pg_ctl", told, cluster).status !== 0) endAtOnce(places);
  }
  if (isPostgresOf(Number(pid), cluster)) return;
  for (const outdated of [file, leftByKilled]) rmSync(outdated, { force: true });
}

/** Ends a PostgreSQL that cannot end in order. Nothing that was stored is lost: the next one reads it from the log. */
export function endAtOnce(places: Places): void {
  runProgram(places, "pg_ctl", ["stop", "-D", places.cluster, "-m", "immediate", "-w", "-t", "30"], places.cluster);
}

/** PostgreSQL notes in its file which folder it runs on: in a copy that is another one, and half of a write may be in it. */
function assertNotCopiedRunning(cluster: string, folder: string): void {
  if (folder === "" || isSame(folder, cluster) || !existsSync(join(folder, "PG_VERSION"))) return;
  throw new Error(
    `${cluster} ist eine Kopie von ${folder}, gemacht bei laufendem Server: sie ist nicht vollständig. Es wurde nichts ` +
      `geändert. Bitte den Server dort stoppen und noch einmal kopieren, oder in einem leeren Ordner eine Sicherung ` +
      `wiederherstellen (bin/werkbote.mjs restore DATEI --keys DATEI).`,
  );
}

/** PostgreSQL's main process was started with the path of its folder, and works in it. */
function isPostgresOf(pid: number, cluster: string): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 1) return false;
  if (process.platform !== "linux") return asListed(pid).includes(`postgres -D ${cluster} `);
  try {
    const [program = "", ...words] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    if (!basename(program).startsWith("postgres")) return false;
    return words.includes(cluster) || readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return false;
  }
}

/** How a process was called, on one line; empty when it is gone. */
function asListed(pid: number): string {
  return spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}
