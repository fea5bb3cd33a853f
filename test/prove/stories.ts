import { expect } from "vitest";
import { checkMessages } from "./check.ts";
import { checkFeed, checkOutbound, checkReplies } from "./check-outbound.ts";
import { Drain } from "./drain.ts";
import { Ledger, readLedger } from "./ledger.ts";
import type { Plan, PlannedDelivery } from "./plan.ts";
import { readProduct, unfinished } from "./read-product.ts";
import { Replier } from "./replier.ts";
import { expectedMessages } from "./result.ts";
import { settleAll } from "./run.ts";
import { Sender } from "./sender.ts";
import type { Stage } from "./stage.ts";

const mostStories = 30;

/** Stories told to one server, each of somebody new. */
export class Stories {
  readonly #stage: Stage;
  readonly #ledger: Ledger;
  readonly #plan = planOf(mostStories);
  readonly #sender: Sender;
  readonly #replier: Replier;
  #told = 0;

  private constructor(stage: Stage, ledger: Ledger) {
    const { business, origin } = stage;
    this.#stage = stage;
    this.#ledger = ledger;
    const url = `${origin}/webhooks/whatsapp/${business.accountId}`;
    this.#sender = new Sender(url, business.number, this.#plan, ledger);
    this.#replier = new Replier(origin, business, ledger);
  }

  static async begin(stage: Stage): Promise<Stories> {
    return new Stories(stage, await Ledger.create(stage.ledgerFile));
  }

  /** Two messages in one delivery; the notice goes out; a member replies. */
  async tell(): Promise<void> {
    const { deps, tenantId } = this.#stage.business;
    const story = this.#told++;
    expect(story).toBeLessThan(mostStories);
    await this.#sender.send(story);
    await this.#untilQuiet();
    const { conversation_id } = await deps.db.withTenant(tenantId, (tx) =>
      tx
        .selectFrom("message")
        .select("conversation_id")
        .where("external_id", "=", `wamid.story.${story}.0`)
        .executeTakeFirstOrThrow(),
    );
    await this.#replier.reply(conversation_id, deps.ids.uuid());
    await this.#untilQuiet();
  }

  /** Nothing waits, and nobody alive is sending. What a dead process was sending stays as it is for now. */
  async #untilQuiet(): Promise<void> {
    const { business, origin, server } = this.#stage;
    await expect
      .poll(
        async () => {
          // Who is not there does nothing; asking meanwhile would only make the start slower.
          await server.whenReady();
          const { deliveries, sends, begun } = await unfinished(business);
          // A point may lie after the commit that we see: who answers this has come by.
          const answers = await fetch(`${origin}/health`).catch(() => undefined);
          return answers?.ok && deliveries + sends - begun.filter((at) => at < server.startedAt).length;
        },
        { timeout: 30_000, interval: 20 },
      )
      .toBe(0);
  }

  async brokenPromises(): Promise<string[]> {
    const { business, graph, ledgerFile } = this.#stage;
    const drain = new Drain(this.#stage, false);
    await drain.untilDone(() => {}, new Set());
    await settleAll(this.#stage, this.#replier, drain, new Set(), () => {});
    await this.#sender.close();
    await this.#ledger.close();
    const state = await readProduct(business);
    const book = await readLedger(ledgerFile);
    const received = state.messages.filter((m) => m.externalId !== null).map((m) => m.messageId);
    const all = {
      ...checkMessages(expectedMessages(this.#plan, book), state.messages),
      ...checkOutbound(state.outbox, graph.taken),
      ...checkFeed(state.head, state.events, received),
      ...Object.fromEntries(
        Object.entries(checkReplies(this.#replier.replies, book.acknowledged, state.messages)).map(([k, v]) => [
          `reply ${k}`,
          v,
        ]),
      ),
      unknown: state.outbox.filter((row) => row.outbox === "unknown").map((row) => row.messageId),
      held: state.held,
    };
    return Object.entries(all).flatMap(([name, list]) => list.map((one) => `${name}: ${one}`));
  }
}

function planOf(stories: number): Plan {
  const deliveries: PlannedDelivery[] = Array.from({ length: stories }, (_, id) => ({
    id,
    messages: [0, 1].map((seq) => ({
      sender: id,
      seq,
      externalId: `wamid.story.${id}.${seq}`,
      text: `Wasser läuft, Küche steht unter Wasser (${id}.${seq})`,
    })),
    strayReceipts: [],
  }));
  const options = {
    seed: 2,
    deliveries: stories,
    kills: 0,
    dbCrashes: 0,
    lanes: 1,
    sendersPerLane: stories,
    duplicates: 0,
  };
  return { options, deliveries, lanes: [], blows: [], senders: stories, steps: stories };
}
