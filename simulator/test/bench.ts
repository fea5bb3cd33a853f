import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { createClock } from "../clock.ts";
import { asObject, isObject, type JsonObject, listAt, objectAt } from "../json.ts";
import type { Settings } from "../settings.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../simulator.ts";

/** A webhook as it arrived, byte for byte. */
export interface Received {
  bytes: Buffer;
  headers: IncomingHttpHeaders;
  body: JsonObject;
}

export interface Bench {
  sim: Simulator;
  received: Received[];
  /** What the receiver answers; 200 by default. */
  answerWith(status: number): void;
  graph(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  control(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Sends free text to a phone or a BSUID. */
  sendText(to: string, extra?: JsonObject): Promise<Answer>;
  /** All statuses received, as `[status, entry, value]`. */
  statuses(): { status: string; entry: JsonObject; value: JsonObject }[];
  /** Values of all received changes of this field. */
  values(field: string): JsonObject[];
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: JsonObject;
}

/** Standing clock, no latency, fixed seed: what happens is decided by the test alone. */
export const QUIET: Partial<Settings> = {
  latencyMs: [0, 0],
  sentMs: [100, 100],
  deliveredMs: [1000, 1000],
  readMs: [2000, 2000],
};

export const START = Date.UTC(2026, 10, 24, 8, 0, 0);

/** A simulator and a receiver that records what it is told. */
export async function openBench(options: SimulatorOptions = {}): Promise<Bench> {
  const receiver = await startReceiver();
  const { received } = receiver;
  const sim = await startSimulator({
    clock: createClock({ manual: true, startAt: START }),
    seed: 7,
    webhookUrl: receiver.url,
    ...options,
    settings: { ...QUIET, ...options.settings },
  });
  const graph = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    call(`${sim.baseUrl}/v25.0${path}`, method, body, { Authorization: `Bearer ${sim.accessToken}`, ...headers });
  const values = (field: string) =>
    received.flatMap(({ body }) =>
      changesOf(body)
        .filter((c) => c.field === field)
        .map((c) => asObject(c.value)),
    );
  return {
    sim,
    received,
    graph,
    values,
    answerWith: receiver.answerWith,
    control: (method, path, body) => call(`${sim.baseUrl}/_sim${path}`, method, body, {}),
    sendText: (to, extra = {}) =>
      graph("POST", `/${sim.phoneNumberId}/messages`, {
        messaging_product: "whatsapp",
        ...(to.includes(".") ? { recipient: to } : { to }),
        type: "text",
        text: { body: "Guten Tag, wir kommen um 10 Uhr." },
        ...extra,
      }),
    statuses: () =>
      values("messages").flatMap((value) =>
        listAt(value, "statuses").map((entry) => ({
          status: String(asObject(entry).status),
          entry: asObject(entry),
          value,
        })),
      ),
    close: async () => {
      await sim.close();
      await receiver.close();
    },
  };
}

/** What stands where the business would: takes webhooks and keeps them. */
async function startReceiver() {
  const received: Received[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const bytes = Buffer.concat(parts);
      const challenge = new URL(request.url ?? "/", "http://receiver").searchParams.get("hub.challenge");
      if (request.method === "POST") {
        received.push({ bytes, headers: request.headers, body: asObject(JSON.parse(bytes.toString())) });
      }
      response.writeHead(status).end(challenge ?? "");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    received,
    url: `http://127.0.0.1:${portOf(server.address())}/hook`,
    answerWith: (next: number) => {
      status = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export function changesOf(body: JsonObject): JsonObject[] {
  return listAt(body, "entry").flatMap((entry) => listAt(entry, "changes").filter(isObject));
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The receiver does not listen.");
  return address.port;
}

async function call(url: string, method: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  const form = body instanceof FormData;
  const response = await fetch(url, {
    method,
    headers: { ...headers, ...(body === undefined || form ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text === "" ? {} : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: isObject(parsed) ? parsed : { list: parsed } };
}

/** The first message of the last webhook of the field `messages`. */
export function lastMessage(bench: Bench): JsonObject {
  return asObject(listAt(bench.values("messages").at(-1), "messages")[0]);
}

export function errorCode(answer: Answer): unknown {
  return objectAt(answer.body, "error")?.code;
}
