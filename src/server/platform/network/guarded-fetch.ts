import { type LookupAddress, lookup as systemLookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { buildConnector, Client, type FormData } from "undici";
import { isPublicAddress } from "./guarded-address.ts";

/**
 * The only way out over HTTP for addresses that come from outside: media links, link checks, providers.
 *
 * The guard sits in the connector, not in a check of the text of the address: what the name resolves to at the
 * moment of connecting is what is judged, so a second DNS answer, a redirect or an odd way to write 127.0.0.1
 * changes nothing. One fresh connection a request: then "not connected" surely means "nothing was sent".
 */
export type GuardedFetch = (url: string, request: GuardedRequest) => Promise<GuardedResponse>;

interface GuardedRequest {
  readonly method?: "GET" | "POST" | "HEAD" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | FormData;
  /** For everything together: connect, send, wait, read. A trickle of bytes does not extend it. */
  readonly timeoutMs: number;
  /**
   * How long the host may be silent, before its answer and in the middle of it, and take nothing of what is sent to it; as
   * long as for everything unless said.
   */
  readonly silenceMs?: number;
  /** More than this is not read; the request fails with `too-large`. */
  readonly maxBytes: number;
  /** How many redirects to follow; 0 unless said. Secrets stay behind when the origin changes. */
  readonly redirects?: number;
}

export interface GuardedResponse {
  readonly status: number;
  /** Lower-case names; the last value where one came twice. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

/**
 * Why there is no answer. `connected` false: not one byte of the request left, trying again is safe.
 * The message never holds the address: it may be a secret or personal.
 */
export class GuardedFetchError extends Error {
  readonly reason: "blocked" | "unreachable" | "timeout" | "too-large" | "redirected" | "broken";
  readonly connected: boolean;

  constructor(reason: GuardedFetchError["reason"], connected: boolean) {
    super(`guarded fetch: ${reason}`);
    this.reason = reason;
    this.connected = connected;
  }
}

export interface GuardOptions {
  /** `host:port` pairs the operator set up (simulator, proxy): these may be private and may speak plain HTTP. */
  readonly allowPrivate?: readonly string[];
  /** Name resolution; the system's unless a test brings its own. */
  readonly lookup?: (hostname: string, done: LookupDone) => void;
}

type LookupDone = (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void;

/** @throws GuardedFetchError from each call, whatever kept it from an answer; any status is an answer */
export function createGuardedFetch(options: GuardOptions): GuardedFetch {
  const allowed = new Set((options.allowPrivate ?? []).map((one) => one.trim().toLowerCase()));
  const lookup = options.lookup ?? ((hostname, done) => systemLookup(hostname, { all: true }, done));

  return async function guardedFetch(url, request) {
    const signal = AbortSignal.timeout(request.timeoutMs);
    let target = judge(url, allowed);
    let headers = request.headers ?? {};
    for (let hops = 0; ; hops += 1) {
      const answer = await once(target, { ...request, headers }, { signal, lookup });
      const location = answer.status >= 300 && answer.status < 400 ? answer.headers.location : undefined;
      if (location === undefined) return answer;
      if (hops >= (request.redirects ?? 0) || request.body !== undefined)
        throw new GuardedFetchError("redirected", true);
      const next = judge(location, allowed, target.url);
      if (next.url.origin !== target.url.origin) headers = withoutSecrets(headers);
      target = next;
    }
  };
}

interface Target {
  readonly url: URL;
  /** Set up by the operator: the address table does not apply. */
  readonly trusted: boolean;
}

/** What the text of an address can already tell, one of a redirect seen from where it came. Throws `blocked`. */
function judge(text: string, allowed: ReadonlySet<string>, from?: URL): Target {
  const url = URL.parse(text, from?.href);
  if (url === null || url.username !== "" || url.password !== "") throw new GuardedFetchError("blocked", false);
  const port = url.port || (url.protocol === "http:" ? "80" : "443");
  const trusted = allowed.has(`${url.hostname}:${port}`);
  const scheme = url.protocol === "https:" || (url.protocol === "http:" && trusted);
  const literal = /^[\d.]+$|^\[/.test(url.hostname);
  if (!scheme || (literal && !trusted && !isPublicAddress(url.hostname))) throw new GuardedFetchError("blocked", false);
  return { url, trusted };
}

interface Means {
  readonly signal: AbortSignal;
  readonly lookup: NonNullable<GuardOptions["lookup"]>;
}

async function once(target: Target, request: GuardedRequest, means: Means): Promise<GuardedResponse> {
  const state = { connected: false, blocked: false, tooLarge: false };
  const client = new Client(target.url.origin, {
    connect: connector(target, means, state),
    pipelining: 0,
    headersTimeout: request.silenceMs ?? request.timeoutMs,
    bodyTimeout: request.silenceMs ?? request.timeoutMs,
  });
  try {
    const answer = await client.request({
      path: `${target.url.pathname}${target.url.search}`,
      method: request.method ?? "GET",
      headers: { ...request.headers },
      ...(request.body === undefined ? {} : { body: request.body }),
      signal: means.signal,
    });
    const bytes = await readAtMost(answer.body, request.maxBytes, state);
    return { status: answer.statusCode, headers: flat(answer.headers), bytes, url: target.url.href };
  } catch {
    throw new GuardedFetchError(reasonOf(state, means.signal), state.connected);
  } finally {
    await client.destroy();
  }
}

interface State {
  connected: boolean;
  blocked: boolean;
  tooLarge: boolean;
}

function reasonOf(state: State, signal: AbortSignal): GuardedFetchError["reason"] {
  if (state.blocked) return "blocked";
  if (state.tooLarge) return "too-large";
  if (signal.aborted) return "timeout";
  return state.connected ? "broken" : "unreachable";
}

/** Connects only to addresses the table allows, and looks once more at where the socket really ended up. */
function connector(target: Target, means: Means, state: State): buildConnector.connector {
  const guarded: LookupFunction = (hostname, options, done) => {
    means.lookup(hostname, (error, addresses) => {
      const inside = !target.trusted && addresses?.some((one) => !isPublicAddress(one.address));
      if (inside) state.blocked = true;
      const failure = error ?? (inside ? new Error("blocked") : null);
      if (failure !== null) done(failure, []);
      else if (options.all) done(null, [...addresses]);
      else done(null, addresses[0]?.address ?? "", addresses[0]?.family ?? 4);
    });
  };
  const connect = buildConnector({ lookup: guarded, timeout: 5_000, allowH2: false });
  return (options, callback) =>
    connect(options, (error, socket) => {
      // undici passes no socket at all together with an error.
      if (error !== null || !socket) return callback(error ?? new Error("no socket"), null);
      if (!target.trusted && !isPublicAddress(socket.remoteAddress ?? "")) {
        state.blocked = true;
        socket.destroy();
        return callback(new Error("blocked"), null);
      }
      state.connected = true;
      return callback(null, socket);
    });
}

async function readAtMost(body: AsyncIterable<Uint8Array>, maxBytes: number, state: State): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.byteLength;
    if (length > maxBytes) {
      state.tooLarge = true;
      throw new Error("too large");
    }
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts, length));
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).flatMap(([name, value]): [string, string][] => {
    const last = Array.isArray(value) ? value.at(-1) : value;
    return last === undefined ? [] : [[name.toLowerCase(), last]];
  });
  return Object.fromEntries(entries);
}

const SECRET_HEADERS: ReadonlySet<string> = new Set(["authorization", "cookie", "proxy-authorization"]);

function withoutSecrets(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET_HEADERS.has(name.toLowerCase())));
}
