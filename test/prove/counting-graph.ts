import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { lot } from "./random.ts";

const Sent = z.object({
  to: z.string().optional(),
  recipient: z.string().optional(),
  biz_opaque_callback_data: z.string(),
  text: z.object({ body: z.string() }),
});

/** How often Meta misbehaves, of 1. */
export interface Moods {
  /** Takes the message and never answers. */
  readonly hangs: number;
  /** Takes the message and cuts the line. */
  readonly cuts: number;
  /** 429 at the first try. */
  readonly busy: number;
  /** Sends a receipt for what it took. */
  readonly receipts: number;
}

/** A message Meta took: what reached a customer's phone. */
export interface Taken {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly correlation: string;
}

/**
 * A Graph API on the loopback that counts what it took. What it does with a message hangs on the message's id alone,
 * so a run can be repeated. Knows nothing of the product but Meta's documented format.
 */
export class CountingGraph {
  readonly taken: Taken[] = [];
  calls = 0;
  hung = 0;
  cut = 0;
  refused = 0;
  /** Calls that have no answer yet. */
  open = 0;
  onTaken: (taken: Taken, receipt: boolean) => void = () => {};
  readonly #seen = new Set<string>();
  readonly #hanging = new Set<ServerResponse>();
  readonly #seed: number;
  readonly #moods: Moods;
  readonly #server = createServer((request, answer) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => this.#answer(request.url ?? "", Buffer.concat(chunks).toString("utf8"), answer));
    request.on("error", () => {});
    this.open++;
    answer.once("close", () => this.open--);
  });

  constructor(seed: number, moods: Moods) {
    this.#seed = seed;
    this.#moods = moods;
  }

  async listen(): Promise<{ baseUrl: string; host: string }> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    const host = `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return { baseUrl: `http://${host}`, host };
  }

  /** Cuts the lines of those that would get no answer, where nobody else is waiting for one. */
  cutHanging(): void {
    if (this.open === this.#hanging.size) for (const answer of this.#hanging) answer.destroy();
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(path: string, body: string, answer: ServerResponse): void {
    const parsed = path.endsWith("/messages") ? Sent.safeParse(JSON.parse(body)) : undefined;
    if (!parsed?.success) {
      answer.writeHead(200, { "content-type": "application/json" }).end('{"data":[]}');
      return;
    }
    this.calls++;
    const { to, recipient, biz_opaque_callback_data: correlation, text } = parsed.data;
    const draw = lot(this.#seed, correlation);
    const { hangs, cuts, busy, receipts } = this.#moods;
    const first = !this.#seen.has(correlation);
    this.#seen.add(correlation);
    if (first && draw > 1 - busy) {
      this.refused++;
      const error = { message: "(#130429) busy", code: 130429 };
      answer.writeHead(429, { "retry-after": "1" }).end(JSON.stringify({ error }));
      return;
    }
    const id = `wamid.out.${this.taken.length}`;
    const taken = { id, to: to ?? recipient ?? "", text: text.body, correlation };
    this.taken.push(taken);
    this.onTaken(taken, lot(this.#seed + 1, correlation) < receipts);
    if (draw < hangs) {
      this.hung++;
      this.#hanging.add(answer.once("close", () => this.#hanging.delete(answer)));
      return;
    }
    if (draw < hangs + cuts) {
      this.cut++;
      answer.destroy();
      return;
    }
    answer.writeHead(200, { "content-type": "application/json" });
    answer.end(JSON.stringify({ messaging_product: "whatsapp", messages: [{ id }] }));
  }
}
