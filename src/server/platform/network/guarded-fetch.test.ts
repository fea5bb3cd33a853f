import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTcp } from "node:net";
import { FormData } from "undici";
import { afterAll, describe, expect, test } from "vitest";
import { createGuardedFetch, GuardedFetchError } from "./guarded-fetch.ts";

/**
 * V09 (Postiz CVE-2026-34590): the guard sits where the connection is made, so that every way out passes it, redirects
 * too. V14 (Mattermost CVE-2026-2456): an answer without end is cut off.
 */
const open: { close(): unknown }[] = [];
afterAll(() => {
  for (const one of open) one.close();
});

async function serve(listener: RequestListener): Promise<{ host: string; seen: () => number; server: Server }> {
  let seen = 0;
  const server = createServer((request, answer) => {
    seen += 1;
    listener(request, answer);
  });
  open.push(server);
  return { host: `127.0.0.1:${await listen(server)}`, seen: () => seen, server };
}

function listen(server: ReturnType<typeof createTcp>): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

const limits = { timeoutMs: 60_000, maxBytes: 1_000 };

async function failure(promise: Promise<unknown>): Promise<Pick<GuardedFetchError, "reason" | "connected">> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GuardedFetchError)) throw new Error("expected a GuardedFetchError");
  return { reason: error.reason, connected: error.connected };
}

describe("a host the operator set up", () => {
  test("is reached, also on the loopback and without TLS", async () => {
    const { host } = await serve((request, answer) => answer.setHeader("X-Demo", "ja").end(`${request.method} ok`));
    const guarded = createGuardedFetch({ allowPrivate: [host] });
    const answer = await guarded(`http://${host}/pfad?x=1`, { ...limits, method: "POST", body: "hallo" });
    expect(answer.status).toBe(200);
    expect(answer.headers["x-demo"]).toBe("ja");
    expect(Buffer.from(answer.bytes).toString()).toBe("POST ok");
  });

  test("is exactly that host and port: its neighbours stay closed", async () => {
    const { host, seen } = await serve((_, answer) => answer.end("geheim"));
    const guarded = createGuardedFetch({ allowPrivate: ["127.0.0.1:1", "localhost:4602"] });
    expect(await failure(guarded(`http://${host}/`, limits))).toEqual({ reason: "blocked", connected: false });
    expect(seen()).toBe(0);
  });
});

describe("limits", () => {
  test("a larger answer than agreed is cut off while it comes", async () => {
    const { host } = await serve((_, answer) => answer.end(Buffer.alloc(5_000)));
    const guarded = createGuardedFetch({ allowPrivate: [host] });
    expect(await failure(guarded(`http://${host}/`, limits))).toMatchObject({ reason: "too-large" });
  });

  // Each waits for a second, which all of them can do at once.
  test.concurrent("an endless trickle ends at the deadline", async () => {
    const { host, server } = await serve((_, answer) => {
      const drip = setInterval(() => answer.write("."), 20);
      answer.on("close", () => clearInterval(drip));
    });
    const guarded = createGuardedFetch({ allowPrivate: [host] });
    const outcome = await failure(guarded(`http://${host}/`, { timeoutMs: 1_000, maxBytes: 100_000 }));
    expect(outcome).toEqual({ reason: "timeout", connected: true });
    server.closeAllConnections();
  });

  test.concurrent.each(["before it answers", "in the middle"])(
    "a host that falls silent %s is given up long before the deadline",
    async (when) => {
      const { host, server } = await serve((_, answer) => void (when === "in the middle" && answer.write("halb")));
      const guarded = createGuardedFetch({ allowPrivate: [host] });
      const patient = { timeoutMs: 60_000, silenceMs: 200, maxBytes: 1_000 };
      expect(await failure(guarded(`http://${host}/`, patient))).toEqual({ reason: "broken", connected: true });
      server.closeAllConnections();
    },
  );

  test.concurrent("a host that takes nothing of a large file is given up long before the deadline", async () => {
    const { host, server } = await serve((request) => void request.pause());
    const guarded = createGuardedFetch({ allowPrivate: [host] });
    const body = new FormData();
    body.append("file", new Blob([new Uint8Array(20_000_000)]));
    const patient = { method: "POST", body, timeoutMs: 60_000, silenceMs: 200, maxBytes: 1_000 } as const;
    expect(await failure(guarded(`http://${host}/`, patient))).toEqual({ reason: "broken", connected: true });
    server.closeAllConnections();
  });

  test("a host nobody answers at surely received nothing", async () => {
    const tcp = createTcp();
    const port = await listen(tcp);
    await new Promise((done) => tcp.close(done));
    const guarded = createGuardedFetch({ allowPrivate: [`127.0.0.1:${port}`] });
    const outcome = await failure(guarded(`http://127.0.0.1:${port}/`, limits));
    expect(outcome).toEqual({ reason: "unreachable", connected: false });
  });

  test("a connection cut after the request may have brought it there", async () => {
    const tcp = createTcp((socket) => socket.once("data", () => socket.destroy()));
    open.push(tcp);
    const host = `127.0.0.1:${await listen(tcp)}`;
    const guarded = createGuardedFetch({ allowPrivate: [host] });
    const outcome = await failure(guarded(`http://${host}/`, { ...limits, method: "POST", body: "{}" }));
    expect(outcome).toEqual({ reason: "broken", connected: true });
  });
});

describe("redirects", () => {
  test("are not followed unless asked for", async () => {
    const { host, seen } = await serve((_, answer) => answer.writeHead(302, { location: "/weiter" }).end());
    const guarded = createGuardedFetch({ allowPrivate: [host] });
    expect(await failure(guarded(`http://${host}/`, limits))).toMatchObject({ reason: "redirected" });
    expect(seen()).toBe(1);
  });

  test("leave secrets behind when the host changes", async () => {
    const got: (string | undefined)[] = [];
    const second = await serve((request, answer) => {
      got.push(request.headers.authorization);
      answer.end("da");
    });
    const first = await serve((_, answer) => answer.writeHead(302, { location: `http://${second.host}/` }).end());
    const guarded = createGuardedFetch({ allowPrivate: [first.host, second.host] });
    const headers = { Authorization: "Bearer geheim" };
    const answer = await guarded(`http://${first.host}/`, { ...limits, redirects: 2, headers });
    expect(Buffer.from(answer.bytes).toString()).toBe("da");
    expect(got).toEqual([undefined]);
  });

  test("to a private address end at the guard", async () => {
    const inner = await serve((_, answer) => answer.end("geheim"));
    const outer = await serve((_, answer) => answer.writeHead(302, { location: `http://${inner.host}/` }).end());
    const guarded = createGuardedFetch({ allowPrivate: [outer.host] });
    expect(await failure(guarded(`http://${outer.host}/`, { ...limits, redirects: 5 }))).toMatchObject({
      reason: "blocked",
    });
    expect(inner.seen()).toBe(0);
  });

  test("to what is no address end there", async () => {
    const { host } = await serve((_, answer) => answer.writeHead(302, { location: "http://[" }).end());
    const guarded = createGuardedFetch({ allowPrivate: [host] });
    expect(await failure(guarded(`http://${host}/`, { ...limits, redirects: 3 }))).toMatchObject({ reason: "blocked" });
  });

  test("in a circle come to an end", async () => {
    const { host, seen } = await serve((_, answer) => answer.writeHead(302, { location: "/" }).end());
    const guarded = createGuardedFetch({ allowPrivate: [host] });
    expect(await failure(guarded(`http://${host}/`, { ...limits, redirects: 3 }))).toMatchObject({
      reason: "redirected",
    });
    expect(seen()).toBe(4);
  });
});
