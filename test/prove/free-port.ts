import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * A port on the loopback that nobody listens on right now. Below those the system deals to whoever asks for any port, or
 * calls somebody: a server that is killed finds its own free when it comes back.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
