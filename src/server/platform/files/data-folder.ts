import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs, {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  realpathSync,
  rmdirSync,
  rmSync,
  type Stats,
  statSync,
} from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { WrongSetting } from "../wrong-setting.ts";
import { isAbsent, syncFolder } from "./durable-file.ts";
import { fileTrouble, isDiskTrouble } from "./file-trouble.ts";

/**
 * One process a data folder, which is made when it is not there. What was made for a start that came to nothing goes
 * again, as long as nothing lies in it: whoever mistyped a port has not asked for a folder.
 * @returns release, or undefined when another process has the folder
 * @throws one clear line when the folder cannot be made or written
 */
export async function lockDataFolder(dataDir: string, disk = fs): Promise<(() => void) | undefined> {
  const made: string[] = [];
  try {
    makeFolder(dataDir, disk, made);
    assertWritable(dataDir);
  } catch (error) {
    const trouble = isAbsent(error) ? undefined : fileTrouble(error, dataDir);
    const why = `WERKBOTE_DATA: ${trouble ?? noFolder(dataDir)}`;
    throw isDiskTrouble(error) ? new Error(why) : new WrongSetting(why);
  }
  const release = await lockPath(dataDir);
  return (
    release &&
    (() => {
      removeEmpty(made);
      release();
    })
  );
}

/** @param folders the one outside the others first */
function removeEmpty(folders: readonly string[]): void {
  try {
    for (const folder of [...folders].reverse()) rmdirSync(folder);
  } catch {
    // Something lies in it.
  }
}

const noFolder = (dataDir: string): string =>
  `${dataDir} lässt sich nicht als Ordner benutzen: dort lässt sich nichts anlegen. Bitte einen anderen Ordner angeben.`;

/**
 * The lock is a listening socket whose name follows from the path: it dies with its process however that ends, so
 * that nothing stale can block the next start. What is locked need not be there yet, the folder around it must.
 * @returns release, or undefined when another process holds it
 */
export async function lockPath(folder: string): Promise<(() => void) | undefined> {
  const real = existsSync(folder) ? realpathSync(folder) : join(realpathSync(dirname(folder)), basename(folder));
  const name = `werkbote-${createHash("sha256").update(real).digest("hex").slice(0, 24)}`;
  if (process.platform === "linux") return await listen(`\0${name}`);
  if (process.platform === "win32") return await listen(`\\\\.\\pipe\\${name}`);
  const path = join(tmpdir(), `${name}.lock`);
  const got = await listen(path);
  if (got || (await answers(path))) return got;
  rmSync(path, { force: true });
  return await listen(path);
}

/**
 * Makes the missing folders one by one: mkdir's own `recursive` never ends where the system refuses to make any (/proc).
 * Each is known to the one above it before anything is kept in it: a power cut would take all of that along.
 */
function makeFolder(path: string, disk: typeof fs, made: string[]): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory()) return;
  if (there) throw Object.assign(new Error("a file"), { code: "ENOTDIR", syscall: "mkdir" });
  if (dirname(path) !== path) makeFolder(dirname(path), disk, made);
  mkdirSync(path, { mode: 0o750 });
  made.push(path);
  syncFolder(dirname(path), disk);
}

/**
 * Root works in the folder of a service as the service's user: what root makes there (a backup, its key file, a key ring)
 * that user could not read or renew afterwards. A folder of root's own stays root's.
 */
export function becomeItsOwner(dataDir: string): void {
  const [folder, keys] = [dataDir, join(dataDir, "keys")].map((path) => statSync(path, { throwIfNoEntry: false }));
  if (folder && keys && keys.uid === folder.uid) become(keys);
}

/**
 * The same for a restore: of a folder in which nothing lies its owner alone says whose it will be. One without a name on
 * this machine (a folder that was hung into a container) is nobody who could run a PostgreSQL: there root works as root.
 */
export function becomeOwnerOfEmpty(dataDir: string): void {
  const folder = statSync(dataDir, { throwIfNoEntry: false });
  if (folder && spawnSync("id", ["-nu", String(folder.uid)], { stdio: "ignore" }).status === 0) become(folder);
}

function become({ uid, gid }: Pick<Stats, "uid" | "gid">): void {
  if (process.getuid?.() !== 0 || uid === 0) return;
  process.setgroups?.([gid]);
  process.setgid?.(gid);
  process.setuid?.(uid);
}

const probeName = ".probe-";

/** The file by which a folder is tried; one that was killed at it leaves it behind, empty. */
export const isProbe = (name: string): boolean => name.startsWith(probeName);

/** Only a file that was made says so: root may write everywhere, except where the file system takes nothing. */
function assertWritable(folder: string): void {
  const probe = join(folder, `${probeName}${process.pid}`);
  closeSync(openSync(probe, "w", 0o600));
  rmSync(probe, { force: true });
}

function listen(address: string): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    const server: Server = createServer((socket) => socket.end());
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => {
      server.unref();
      resolve(() => server.close());
    });
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.end();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
