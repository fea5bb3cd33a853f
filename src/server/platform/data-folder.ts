import { createHash } from "node:crypto";
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * One process a data folder. The lock is a listening socket whose name follows from the folder: it dies with its
 * process however that ends, so that nothing stale can block the next start.
 * @returns release, or undefined when another process has the folder
 */
export async function lockDataFolder(dataDir: string): Promise<(() => void) | undefined> {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o750 });
  } catch {
    throw new Error(`WERKBOTE_DATA: ${dataDir} lässt sich nicht als Ordner benutzen.`);
  }
  const name = `werkbote-${createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 24)}`;
  if (process.platform === "linux") return await listen(`\0${name}`);
  if (process.platform === "win32") return await listen(`\\\\.\\pipe\\${name}`);
  const path = join(tmpdir(), `${name}.lock`);
  const got = await listen(path);
  if (got || (await answers(path))) return got;
  rmSync(path, { force: true });
  return await listen(path);
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
