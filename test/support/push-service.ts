import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { createGuardedFetch, type GuardedFetch } from "../../src/server/platform/network/guarded-fetch.ts";

interface Arrived {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A push service on this machine: writes down what it is handed and answers what the test says. */
export interface PushService {
  readonly arrived: Arrived[];
  answer: { status: number; headers?: Record<string, string> };
  /** The real guarded way out; only the name of the service is looked up here instead of in the world. */
  readonly fetch: GuardedFetch;
  stop(): Promise<void>;
}

const name = "https://fcm.googleapis.com";

export async function pushService(): Promise<PushService> {
  const arrived: Arrived[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    arrived.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(service.answer.status, service.answer.headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const here = `127.0.0.1:${address.port}`;
  const guarded = createGuardedFetch({ allowPrivate: [here] });
  const service: PushService = {
    arrived,
    answer: { status: 201 },
    fetch: (url, request) => guarded(url.replace(name, `http://${here}`), request),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return service;
}

/** The push half of a browser: a subscription, and the keys only this browser has. */
export class SoftBrowser {
  readonly #pair = createECDH("prime256v1");
  readonly #auth = randomBytes(16);
  readonly endpoint = `${name}/fcm/send/${randomBytes(12).toString("base64url")}`;

  constructor() {
    this.#pair.generateKeys();
  }

  toJSON() {
    const keys = { p256dh: this.#pair.getPublicKey("base64url"), auth: this.#auth.toString("base64url") };
    return { endpoint: this.endpoint, keys };
  }

  /** RFC 8291 over RFC 8188, read anew: what a browser finds in the body. */
  open(body: Buffer): unknown {
    const salt = body.subarray(0, 16);
    const length = body[20] ?? 0;
    const theirs = body.subarray(21, 21 + length);
    const record = body.subarray(21 + length);
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), this.#pair.getPublicKey(), theirs]);
    const secret = Buffer.from(hkdfSync("sha256", this.#pair.computeSecret(theirs), this.#auth, info, 32));
    const part = (label: string, bytes: number) => Buffer.from(hkdfSync("sha256", secret, salt, label, bytes));
    const key = part("Content-Encoding: aes128gcm\0", 16);
    const decipher = createDecipheriv("aes-128-gcm", key, part("Content-Encoding: nonce\0", 12));
    decipher.setAuthTag(record.subarray(-16));
    const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
    return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString("utf8"));
  }
}

/** What stands in the VAPID header, after its signature was checked with the key beside it (RFC 8292). */
export function readVapid(authorization: string): { readonly key: string; readonly claims: Record<string, unknown> } {
  const [, token = "", key = ""] = /^vapid t=(\S+), k=(\S+)$/.exec(authorization) ?? [];
  const [head = "", body = "", signature = ""] = token.split(".");
  const raw = Buffer.from(key, "base64url");
  const [x, y] = [raw.subarray(1, 33), raw.subarray(33)].map((half) => half.toString("base64url"));
  const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" }, format: "jwk" });
  const signed = Buffer.from(`${head}.${body}`);
  if (!verify("sha256", signed, { key: publicKey, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url")))
    throw new Error("the signature is wrong");
  return { key, claims: JSON.parse(Buffer.from(body, "base64url").toString("utf8")) };
}
