import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Behaviour } from "../channel.contract.ts";

/** A Meta that does as it is told, on the loopback, for tests only. Keeps what it was sent. */
export interface FakeGraph {
  readonly baseUrl: string;
  readonly host: string;
  readonly messages: { readonly headers: IncomingMessage["headers"]; readonly body: Record<string, unknown> }[];
  readonly uploads: string[];
  behave(behaviour: Behaviour): void;
  /** Answers every `POST /messages` and upload with exactly this until told otherwise. */
  answerWith(status: number, body: string, headers?: Record<string, string>): void;
  /** Calls to any path not about sending: media. */
  onGet(handler: (path: string, request: IncomingMessage, answer: ServerResponse) => void): void;
  close(): void;
}

export async function startFakeGraph(): Promise<FakeGraph> {
  let behaviour: Behaviour = "accepts";
  let fixed: { status: number; body: string; headers?: Record<string, string> | undefined } | undefined;
  let get: Parameters<FakeGraph["onGet"]>[0] = (_, __, answer) => answer.writeHead(404).end();
  const messages: FakeGraph["messages"] = [];
  const uploads: string[] = [];

  const server = createServer((request, answer) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("latin1");
      if (request.method === "GET") return get(request.url ?? "", request, answer);
      const upload = (request.url ?? "").endsWith("/media");
      if (upload) uploads.push(body);
      else messages.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString("utf8")) });
      if (fixed !== undefined) return answer.writeHead(fixed.status, fixed.headers).end(fixed.body);
      return upload ? answer.end('{"id":"700000000000009"}') : answerAs(behaviour, request, answer);
    });
  });
  const port = await listen(server);
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    messages,
    uploads,
    behave(next) {
      behaviour = next;
      fixed = undefined;
      messages.length = 0;
      uploads.length = 0;
    },
    answerWith(status, body, headers) {
      fixed = { status, body, headers };
    },
    onGet(handler) {
      get = handler;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const error = (code: number) => JSON.stringify({ error: { message: `(#${code})`, code, fbtrace_id: "demo" } });

function answerAs(behaviour: Behaviour, request: IncomingMessage, answer: ServerResponse): void {
  switch (behaviour) {
    case "accepts": {
      const contacts = [{ input: "+4915550100001", wa_id: "4915550100001", user_id: "DE.1" }];
      answer.end(JSON.stringify({ messaging_product: "whatsapp", contacts, messages: [{ id: "wamid.DEMO" }] }));
      return;
    }
    case "refuses":
      answer.writeHead(400).end(error(131047));
      return;
    case "limits":
      answer.writeHead(429, { "retry-after": "7" }).end(error(130429));
      return;
    case "babbles":
      answer.end("<html>alles gut</html>");
      return;
    case "cuts":
    case "is-down":
      request.socket.destroy();
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}
