import { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { minute, second } from "../instant.ts";
import { clientAddress } from "./client-address.ts";
import { Shares } from "./shares.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Takes files, so that a slow line may need minutes for the body. */
    readonly upload?: true;
  }
}

export interface BodyTime {
  readonly usual: number;
  readonly upload: number;
  /** After so long without a sign of life the sender of a body is cut off. */
  readonly silence: number;
  /** How many bodies may be under way from one address. */
  readonly fromOne: number;
}

/**
 * How many milliseconds a request's body may take. A photo of 5 MB needs 100 seconds on a slow 3G line, and whoever has
 * no script sends it in one piece; 50 MB from the office need ten minutes at 0.7 Mbit/s. Everything else is small, and a
 * body that trickles for longer only holds a connection. With all that one address could still hold every connection
 * this server takes (12,000): it gets a twentieth, and a whole firm or a mobile network shares that easily.
 */
export const bodyTime: BodyTime = { usual: 30 * second, upload: 10 * minute, silence: 30 * second, fromOne: 600 };

/** Less than this within `silence` is none: the slowest line brings five times as much. */
const signOfLife = 16_000;

/** Cuts off whoever is not done sending in time. Node knows one limit for the whole server; here each route has its own. */
export function limitBodyTime(fastify: FastifyInstance, limits: BodyTime): void {
  const underWay = new Shares();
  fastify.addHook("onRequest", (request, _reply, done) => {
    const { raw } = request;
    const { "content-length": length, "transfer-encoding": chunked } = raw.headers;
    // A request that a test hands in without a line is there at once.
    if (raw.socket instanceof Socket && (length !== undefined || chunked !== undefined)) {
      const limit = request.routeOptions.config?.upload === true ? limits.upload : limits.usual;
      // What came together with its head, as nearly all do, needs no watch.
      setImmediate(() => {
        // A line that is closed by now, as one whose body was refused unread, tells no address any more.
        if (raw.complete || raw.destroyed || raw.socket.destroyed) return;
        const end = (status: string) =>
          raw.socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`, () => raw.destroy());
        const share = [[clientAddress(request), limits.fromOne]] as const;
        underWay.hold(share, 1);
        raw.once("close", () => underWay.hold(share, -1));
        if (underWay.isOver(share)) return end("429 Too Many Requests\r\nRetry-After: 10");
        const cutOff = () => {
          if (!raw.complete) end("408 Request Timeout");
        };
        let heard = raw.socket.bytesRead;
        const listen = () => {
          const { bytesRead } = raw.socket;
          // What lies here unread is a delay of ours.
          if (bytesRead - heard < signOfLife && raw.readableLength === 0) cutOff();
          heard = bytesRead;
        };
        const timers = [setTimeout(cutOff, limit), setInterval(listen, limits.silence)];
        raw.once("close", () => timers.forEach(clearTimeout));
      });
    }
    done();
  });
}
