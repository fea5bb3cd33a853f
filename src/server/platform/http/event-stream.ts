import type { ServerResponse } from "node:http";

/** Every stream says at least so often that it is there. */
export const heartbeatMs = 20_000;
/** A reader that lets this much pile up is not reading: it is dropped and comes back with its cursor (F16). */
const maxBacklog = 1_000_000;

/** Server-sent events to one reader (WHATWG HTML 9.2). */
export interface EventStream {
  send(name: string, data: unknown, id?: number): void;
  /** Says one thing more, or nothing, and ends: whoever reads comes back, unless that told them not to. */
  end(name?: string): void;
  /** Runs when the stream closes, from either side; at once where the reader has left already. */
  whenClosed(stop: () => void): void;
}

/** Fastify's reply, as far as it matters here. */
interface Reply {
  hijack(): unknown;
  getHeaders(): Readonly<Record<string, number | string | string[] | undefined>>;
  readonly raw: ServerResponse;
}

/**
 * Takes over an answer and keeps it open. Whoever asked may have left while the door was asking who they are: then
 * nothing is kept for them, because what is handed to `whenClosed` is stopped at once.
 * @param retryMs after which the reader comes back when the stream ends
 */
export function openEventStream(reply: Reply, retryMs: number): EventStream {
  reply.hijack();
  const socket = reply.raw;
  const stops: (() => void)[] = [];
  let closed = socket.destroyed;
  socket.on("close", () => {
    closed = true;
    for (const stop of stops.splice(0)) stop();
  });
  const write = (text: string) => {
    if (closed || socket.writableEnded) return;
    socket.write(text);
    if (socket.writableLength > maxBacklog) socket.destroy();
  };
  const send: EventStream["send"] = (name, data, id) =>
    write(`${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  const whenClosed: EventStream["whenClosed"] = (stop) => {
    if (closed) stop();
    else stops.push(stop);
  };
  begin(reply, retryMs);
  const heartbeat = setInterval(() => write(": still here\n\n"), heartbeatMs);
  whenClosed(() => clearInterval(heartbeat));
  return {
    send,
    end(name) {
      if (name !== undefined) send(name, {});
      socket.end();
    },
    whenClosed,
  };
}

function begin(reply: Reply, retryMs: number): void {
  const { raw: socket } = reply;
  if (socket.destroyed) return;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) socket.setHeader(name, value);
  socket.writeHead(200, {
    "content-type": "text/event-stream",
    "cache-control": "no-store",
    "x-accel-buffering": "no",
  });
  socket.write(`retry: ${retryMs}\n\n`);
}
