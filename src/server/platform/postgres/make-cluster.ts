import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileTrouble, programTrouble } from "../files/file-trouble.ts";
import type { Places } from "./postgres-places.ts";

/** Runs one of PostgreSQL's programs to its end, as the user who runs PostgreSQL. */
export function runProgram({ binaries, owner }: Places, name: string, args: readonly string[], cwd: string) {
  return spawnSync(join(binaries, "bin", name), args, {
    encoding: "utf8",
    cwd,
    env: { LC_ALL: "C.UTF-8", PATH: process.env.PATH ?? "" },
    ...(owner ?? {}),
  });
}

/**
 * Makes the cluster in a folder beside its place and moves it there when it is complete: a start that is cut off
 * leaves no half of one, and what it leaves is swept away by the next.
 * @throws one German line when it cannot be made
 */
export function makeCluster(places: Places, password: string): void {
  const { cluster } = places;
  assertSpeakable(places.binaries);
  assertSpeakable(cluster);
  sweep(cluster);
  assertPlaceFree(cluster);
  const fresh = `${cluster}.new-${randomBytes(4).toString("hex")}`;
  mkdirSync(fresh, { mode: 0o700 });
  try {
    if (places.owner) chownSync(fresh, places.owner.uid, places.owner.gid);
    initialise(places, fresh, password);
    rmSync(cluster, { recursive: true, force: true, maxRetries: 3 });
    renameSync(fresh, cluster);
    persist(dirname(cluster));
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true, maxRetries: 3 });
    throw error;
  }
}

function initialise(places: Places, fresh: string, password: string): void {
  const file = join(places.sockets, "first-password");
  writePassword(file, password);
  if (places.owner) chownSync(file, places.owner.uid, places.owner.gid);
  const settings = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", "--data-checksums"];
  // A new file of the log is filled with zeros while every commit waits: 16 MB took 0.1 s, four take 0.03.
  const log = "--wal-segsize=4";
  const args = ["-D", fresh, "-U", "postgres", `--pwfile=${file}`, ...settings, log];
  const done = runProgram(places, "initdb", args, fresh);
  rmSync(file, { force: true });
  if (done.status === 0) return;
  const said = done.stderr || (done.error?.message ?? "");
  const [, nameless] = /could not look up effective user ID (\d+)/.exec(said) ?? [];
  if (nameless !== undefined)
    throw new Error(
      `Die Datenbank ließ sich nicht anlegen: den Benutzer mit der Nummer ${nameless} gibt es auf diesem Rechner nicht. ` +
        "Bitte als ein Benutzer starten, der in /etc/passwd steht.",
    );
  throw new Error(`Die Datenbank ließ sich nicht anlegen: ${programTrouble(said, places.cluster) ?? said}`);
}

/** It lies in the folder of the sockets, which may be on another disk than the data. */
function writePassword(file: string, password: string): void {
  try {
    writeFileSync(file, password, { mode: 0o600 });
  } catch (error) {
    throw new Error(fileTrouble(error, file) ?? String(error));
  }
}

/** initdb hands these paths to a shell, in quotes, where such signs are more than themselves. */
function assertSpeakable(path: string): void {
  const [sign] = /["$`\\\n]/.exec(path) ?? [];
  if (sign === undefined) return;
  const shown = sign === "\n" ? "ein Zeilenumbruch" : `das Zeichen ${sign}`;
  throw new Error(
    `Die Datenbank lässt sich in ${path} nicht anlegen: in diesem Pfad steht ${shown}, und damit kommt PostgreSQL ` +
      "nicht zurecht. Bitte den Ordner umbenennen und noch einmal starten.",
  );
}

/** What starts that were cut off left beside the place. One whose initdb is still at work ends when its folder is gone. */
function sweep(cluster: string): void {
  const left = readdirSync(dirname(cluster)).filter((name) => name.startsWith(`${basename(cluster)}.new-`));
  for (const name of left) rmSync(join(dirname(cluster), name), { recursive: true, force: true, maxRetries: 3 });
}

/** In the place there may be an initdb that was cut off, with no database of ours (the caller knows), or an empty folder. */
function assertPlaceFree(cluster: string): void {
  if (!existsSync(cluster) || existsSync(join(cluster, "PG_VERSION")) || readdirSync(cluster).length === 0) return;
  throw new Error(
    `${cluster} ist belegt, aber keine Datenbank. Bitte diesen Ordner umbenennen und noch einmal starten.`,
  );
}

/** A rename is on the disk when its folder is. */
function persist(folder: string): void {
  const opened = openSync(folder, "r");
  fsyncSync(opened);
  closeSync(opened);
}
