import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { SendAnswer } from "../../src/contract/messages.ts";
import type { Business } from "./business.ts";
import type { Ledger } from "./ledger.ts";
import type { Plan } from "./plan.ts";
import { Dice } from "./random.ts";
import type { Sender } from "./sender.ts";

export interface Reply {
  readonly clientId: string;
  readonly text: string;
}

/** A member on a weak line: answers customers over the API, and presses again until there is an answer (F13). */
export class Replier {
  readonly replies: Reply[] = [];
  /** Refused by the policy: a run in which this happens proves nothing about replies. */
  refused = 0;
  readonly #origin: string;
  readonly #business: Business;
  readonly #ledger: Ledger;

  constructor(origin: string, business: Business, ledger: Ledger) {
    this.#origin = origin;
    this.#business = business;
    this.#ledger = ledger;
  }

  /** Writes `count` replies while the webhooks run in. */
  async run(plan: Plan, sender: Sender, count: number): Promise<void> {
    const dice = new Dice(plan.options.seed + 7);
    for (let i = 0; i < count; i++) {
      await sender.whenAcked(Math.floor(((i + 1) / (count + 1)) * plan.deliveries.length));
      await this.reply(await this.#conversation(dice), uuidOf(plan.options.seed, i), dice.chance(0.3));
    }
  }

  /** Answers in a conversation. @param twice the button was pressed twice */
  async reply(conversation: string, clientId: string, twice = false): Promise<void> {
    const reply = { clientId, text: `Wir kommen am Dienstag um 8 Uhr. (Antwort ${this.replies.length})` };
    this.replies.push(reply);
    const post = () => this.#post(`/api/conversations/${conversation}/messages`, reply);
    this.#ledger.sent([reply.clientId]);
    const [answer] = await Promise.all(twice ? [post(), post()] : [post()]);
    if (answer === undefined) return;
    this.#ledger.acknowledged([reply.clientId]);
    if (SendAnswer.parse(answer).message.state === "blocked") this.refused++;
  }

  /** Says of every unknown send what the phone shows, as a member does. @returns how many there were */
  async settle(unknown: readonly string[], wasTaken: (messageId: string) => boolean): Promise<number> {
    for (const id of unknown)
      await this.#post(`/api/messages/${id}/settle`, { outcome: wasTaken(id) ? "sent" : "failed" });
    return unknown.length;
  }

  async #conversation(dice: Dice): Promise<string> {
    const { deps, tenantId } = this.#business;
    for (;;) {
      const ids = await deps.db
        .withTenant(tenantId, (tx) =>
          tx.selectFrom("conversation").select("conversation_id").orderBy("conversation_id").execute(),
        )
        .catch(() => []);
      const [first, ...rest] = ids.map((row) => row.conversation_id);
      if (first !== undefined) return dice.pick([first, ...rest]);
      await pause(50);
    }
  }

  /** Until there is an answer that is not "try again". A refusal for good is a bug of the harness and throws. */
  async #post(path: string, body: object): Promise<unknown> {
    for (;;) {
      const answer = await fetch(this.#origin + path, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${this.#business.token}` },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      }).catch(() => undefined);
      if (answer?.status === 200) return (await answer.json().catch(() => undefined)) ?? (await this.#post(path, body));
      if (answer && answer.status < 500) {
        const { code } = z.object({ code: z.string() }).parse(await answer.json());
        if (code === "conflict") return undefined;
        throw new Error(`${path.split("/").at(-1)}: ${answer.status} ${code}`);
      }
      await pause(100);
    }
  }
}

function uuidOf(seed: number, i: number): string {
  const hex = createHash("sha256").update(`${seed}/${i}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
