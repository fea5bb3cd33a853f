import { type ClientRequest, type IncomingMessage, request } from "node:http";
import type { App } from "../../src/server/platform/http.ts";

interface Screen {
  readonly status: number;
  readonly ended: Promise<void>;
  /** Everything the stream has said so far. */
  heard(): string;
  leave(): void;
}

/** Clients of a server that listens on a real port, each with a connection of its own. */
export interface Screens {
  readonly port: number;
  /** The status of the answer, as soon as it is there; the connection stays open until `leave`. */
  open(path: string, headers: Record<string, string>): Promise<Screen>;
  /** Asks and goes away before there is an answer; resolves when the server has noticed. One after the other. */
  leaveEarly(path: string, headers: Record<string, string>): Promise<void>;
}

export async function screensOf(http: App): Promise<Screens> {
  const port = Number(new URL(await http.listen({ port: 0, host: "127.0.0.1" })).port);
  const ask = (path: string, headers: Record<string, string>): ClientRequest =>
    request({ host: "127.0.0.1", port, path, agent: false, headers: { host: "localhost", ...headers } });
  return {
    port,
    open: (path, headers) =>
      new Promise((resolve, reject) => {
        const asking = ask(path, headers);
        asking.on("error", reject);
        asking.on("response", (answer: IncomingMessage) => {
          let heard = "";
          answer.setEncoding("utf8").on("data", (part: string) => {
            heard += part;
          });
          const ended = new Promise<void>((over) => answer.on("close", over));
          answer.on("error", () => {});
          resolve({ status: answer.statusCode ?? 0, ended, heard: () => heard, leave: () => asking.destroy() });
        });
        asking.end();
      }),
    leaveEarly: (path, headers) =>
      new Promise((resolve) => {
        const asking = ask(path, headers);
        http.server.once("request", ({ socket }: IncomingMessage) => {
          socket.once("close", () => resolve());
          asking.destroy();
        });
        asking.on("error", () => {});
        asking.end();
      }),
  };
}
