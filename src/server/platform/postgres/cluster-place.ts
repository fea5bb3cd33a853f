import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { writeDurably } from "../files/durable-file.ts";

/**
 * Which database belongs to a data folder. It lies in the folder, or, where the user who runs PostgreSQL cannot walk
 * into that, under /var/lib/werkbote. The file `cluster-place` in the folder names it, by a path that is relative when
 * it lies inside; a folder without that file is searched in both places (`cluster-id` names the second).
 */
const outside = "/var/lib/werkbote";
const memory = (dataDir: string) => join(dataDir, "cluster-place");
const inside = (dataDir: string) => join(dataDir, "postgres");
/** Beside a cluster outside: the data folder it belongs to. A copy of the folder names the same cluster, but is another. */
const claim = (cluster: string) => `${cluster}.folder`;

/**
 * The database of a data folder; undefined when there is none.
 * @throws one clear line when there are two, or one that this user may not read
 */
export function findCluster(dataDir: string): string | undefined {
  const remembered = read(memory(dataDir));
  const known = remembered === undefined ? undefined : resolve(dataDir, remembered);
  if (known !== undefined && look(known) === "filled") return known;
  const places = distinct(placesOf(dataDir));
  const closed = places.find((place) => look(place) === "closed");
  if (closed !== undefined) throw new Error(isOurs(closed) ? shut(closed) : notOurs(closed));
  const filled = places.filter((place) => look(place) === "filled");
  if (filled.length > 1) throw new Error(twoFound(dataDir, filled));
  return filled[0];
}

/**
 * Where a new database goes, and that it goes there is written down first.
 * @param reachable whether the user who runs PostgreSQL can walk into a folder
 * @throws one clear line when the folder holds the keys of a business: its database is somewhere, and a new one is empty
 */
export function placeNewCluster(dataDir: string, reachable: (folder: string) => boolean): string {
  const keys = join(dataDir, "keys");
  if (["root.key", "keyring.json"].some((name) => existsSync(join(keys, name)))) throw new Error(lost(dataDir));
  const known = placesOf(dataDir).find((place) => isOutside(dataDir, place));
  const cluster = reachable(dataDir) ? inside(dataDir) : (known ?? join(outside, randomBytes(8).toString("hex")));
  remember(dataDir, cluster);
  return cluster;
}

/** Writes down where the cluster lies, in the folder; and at a cluster outside whose it is. */
export function remember(dataDir: string, cluster: string): void {
  const isApart = isOutside(dataDir, cluster);
  write(memory(dataDir), isApart ? cluster : relative(dataDir, cluster));
  if (!isApart) return;
  mkdirSync(resolve(cluster, ".."), { recursive: true, mode: 0o755 });
  write(claim(cluster), realpathSync(dataDir));
}

/**
 * A copied data folder names the cluster of the one it was copied from.
 * @throws one clear line when the cluster belongs to another folder that is still there
 */
export function assertNoCopy(dataDir: string, cluster: string): void {
  const owner = isOutside(dataDir, cluster) ? read(claim(cluster)) : undefined;
  if (owner === undefined || isSame(owner, dataDir)) return;
  if (!existsSync(owner) || !placesOf(owner).some((place) => isSame(place, cluster))) return;
  throw new Error(
    `${dataDir} ist eine Kopie von ${owner}; die Datenbank (${cluster}) gibt es nur einmal, und sie gehört zu ${owner}. ` +
      `Es wurde nichts geändert. Für einen eigenen Rechner: in einem leeren Ordner eine Sicherung wiederherstellen ` +
      `(bin/werkbote.mjs restore DATEI --keys DATEI).`,
  );
}

/** A folder that is given up takes its database along where that lies outside; one that belongs to another folder stays. */
export function forgetCluster(dataDir: string): void {
  const remembered = read(memory(dataDir));
  if (remembered === undefined) return;
  const cluster = resolve(dataDir, remembered);
  const owner = isOutside(dataDir, cluster) ? read(claim(cluster)) : undefined;
  if (owner === undefined || !isSame(owner, dataDir)) return;
  // A PostgreSQL whose server was killed is still on its way out.
  rmSync(cluster, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  rmSync(claim(cluster));
}

/** True when both paths lead to one folder, by whichever names. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }));
  return a !== undefined && b !== undefined && a.dev === b.dev && a.ino === b.ino;
}

/** Every place where the database of a folder may lie, the remembered one first. */
function placesOf(dataDir: string): string[] {
  const [remembered, id] = [read(memory(dataDir)), read(join(dataDir, "cluster-id"))];
  return [
    ...(remembered === undefined ? [] : [resolve(dataDir, remembered)]),
    inside(dataDir),
    ...(id === undefined ? [] : [join(outside, id)]),
  ];
}

/**
 * Databases made by the server have numbers from 16384; initdb makes three below. A cluster without one of ours is
 * what a start that was cut off left behind, and holds nothing.
 */
function look(cluster: string): "filled" | "empty" | "closed" {
  try {
    return readdirSync(join(cluster, "base")).some((name) => Number(name) >= 16_384) ? "filled" : "empty";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EACCES" || code === "EPERM") return "closed";
    if (code === "ENOENT" || code === "ENOTDIR") return "empty";
    throw error;
  }
}

function distinct(places: readonly string[]): string[] {
  return places.filter((place, i) => !places.slice(0, i).some((one) => one === place || isSame(one, place)));
}

function isOutside(dataDir: string, cluster: string): boolean {
  return relative(dataDir, cluster).startsWith("..");
}

function read(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return readFileSync(file, "utf8").trim() || undefined;
}

function write(file: string, text: string): void {
  if (read(file) !== text) writeDurably(file, `${text}\n`);
}

/** Neither the folder nor the one in it that `look` reads is another user's. */
const isOurs = (cluster: string): boolean =>
  [cluster, join(cluster, "base")].every((path) => {
    try {
      return statSync(path).uid === process.getuid?.();
    } catch {
      return path !== cluster;
    }
  });

const shut = (cluster: string): string =>
  `Die Datenbank (${cluster}) gehört diesem Benutzer, aber ihre Rechte lassen ihn nicht hinein. Bitte öffnen ` +
  `(chmod -R u+rwX ${cluster}) und noch einmal starten. Es wurde nichts geändert.`;

const notOurs = (cluster: string): string =>
  `Die Datenbank (${cluster}) gehört einem anderen Benutzer. Bitte als der Benutzer starten, der sie angelegt hat, ` +
  `meist root (sudo npm start). Es wurde nichts geändert.`;

function twoFound(dataDir: string, clusters: readonly string[]): string {
  const used = (cluster: string) =>
    statSync(join(cluster, "global", "pg_control"), { throwIfNoEntry: false })
      ?.mtime.toISOString()
      .slice(0, 16);
  const list = clusters.map((cluster) => `${cluster} (zuletzt benutzt ${used(cluster) ?? "unbekannt"})`).join(" und ");
  return (
    `Zu ${dataDir} gibt es zwei Datenbanken: ${list}. Es wurde nichts geändert. ` +
    `Bitte den Pfad der richtigen in die Datei ${memory(dataDir)} schreiben und noch einmal starten.`
  );
}

function lost(dataDir: string): string {
  const place = placesOf(dataDir).find((one) => isOutside(dataDir, one)) ?? inside(dataDir);
  return (
    `In ${dataDir} liegen die Schlüssel eines Betriebs, aber seine Datenbank fehlt (${place}). Es wurde nichts geändert. ` +
    `Nach einem Umzug: auch diesen Ordner vom alten Rechner mitnehmen (cp -a). Gibt es ihn nicht mehr: in einem leeren ` +
    `Ordner eine Sicherung wiederherstellen (bin/werkbote.mjs restore DATEI --keys DATEI). ` +
    `Liegt die Datenbank auf einem eigenen PostgreSQL: DATABASE_URL setzen.`
  );
}
