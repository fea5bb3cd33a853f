import type { Attempt, Change, Delivery, DeliveryDesk } from "./delivery.ts";
import { postWebhook } from "./post-webhook.ts";
import { signature, webhookBytes } from "./webhook-bytes.ts";
import type { Sim, Subscription } from "./world.ts";
import { announce } from "./world.ts";

/** Override of the number, then of the WABA, then the app's callback (Meta's resolution order for `messages`). */
function receiverOf(sim: Sim, field: string): Subscription | undefined {
  const { world } = sim;
  if (!world.subscribed) return undefined;
  const app = world.app;
  if (app !== undefined && app.fields.length > 0 && !app.fields.includes(field)) return undefined;
  return (field === "messages" ? world.phone.override : undefined) ?? world.wabaOverride ?? app;
}

const LOG_LIMIT = 5000;

type Log = Map<string, Delivery>;

/** Notes a delivery that is about to leave; beyond the limit the oldest is forgotten. */
function record(sim: Sim, log: Log, bytes: Buffer, fields: string[]): Delivery {
  const url = receiverOf(sim, fields[0] ?? "messages")?.callbackUrl;
  const delivery: Delivery = {
    id: `d${sim.random.digits(12)}`,
    url,
    fields,
    bytes,
    createdAt: sim.clock.now(),
    state: url === undefined ? "nobody_subscribed" : "waiting",
    attempts: [],
  };
  log.set(delivery.id, delivery);
  if (url !== undefined) sim.mail?.keep(delivery);
  const oldest = log.size > LOG_LIMIT ? log.keys().next().value : undefined;
  if (oldest !== undefined) log.delete(oldest);
  return delivery;
}

/** "Decreasing frequency … for up to 7 days": waits grow, and after the horizon nobody tries again. */
function retryWaitMs({ settings }: Sim, { attempts }: Delivery): number | undefined {
  const { firstMs, factor, maxMs, horizonMs, compression } = settings.retry;
  const failures = attempts.filter((a) => a.kind !== "duplicate").length;
  const wait = (n: number) => Math.min(firstMs * factor ** (n - 1), maxMs);
  let spent = 0;
  for (let n = 1; n <= failures; n += 1) spent += wait(n);
  return spent > horizonMs ? undefined : wait(failures) / compression;
}

/** Posts deliveries, and tries again what was not answered with 200. */
function createPost(sim: Sim, isKept: (delivery: Delivery) => boolean) {
  const underWay = new Set<Promise<unknown>>();

  const attempt = async (delivery: Delivery, kind: Attempt["kind"]): Promise<void> => {
    if (delivery.url === undefined) return;
    const spoilt =
      kind === "first" && sim.chaos.badSignaturePercent > 0 && sim.random.chance(sim.chaos.badSignaturePercent);
    const headers = {
      "Content-Type": "application/json",
      "User-Agent": "facebookexternalua",
      "X-Hub-Signature-256": signature(delivery.bytes, spoilt ? "somebody-elses-secret" : sim.account.appSecret),
    };
    const at = sim.clock.now();
    const { unreachablePercent } = sim.chaos;
    const cut = kind !== "redelivery" && unreachablePercent > 0 && sim.random.chance(unreachablePercent);
    const answer = cut
      ? { error: "The line to the receiver is down.", durationMs: 0 }
      : await postWebhook(delivery.url, delivery.bytes, headers, sim.settings.webhookTimeoutMs);
    delivery.attempts.push({ at, kind, headers, ...answer });
    if (!isKept(delivery)) return;
    if (answer.status === 200) {
      delivery.state = "delivered";
      delivery.nextAttemptAt = undefined;
      sim.mail?.drop(delivery);
    } else if (kind !== "duplicate" && delivery.state !== "delivered") planRetry(delivery);
    announce(sim, "chat");
  };

  const planRetry = (delivery: Delivery) => {
    const waitMs = retryWaitMs(sim, delivery);
    delivery.state = waitMs === undefined ? "given_up" : "retrying";
    if (waitMs === undefined) return sim.mail?.drop(delivery);
    delivery.nextAttemptAt = sim.clock.now() + waitMs;
    sim.clock.after(waitMs, () => {
      if (delivery.state === "retrying") return track(attempt(delivery, "retry"));
    });
  };

  const track = async (work: Promise<void>): Promise<void> => {
    underWay.add(work);
    await work.finally(() => underWay.delete(work));
  };

  return {
    attempt,
    track,
    async settled() {
      while (underWay.size > 0) await Promise.allSettled([...underWay]);
    },
  };
}

/** The first try of a delivery. Without chaos one follows the other, so that a run can be repeated. */
function createFirstTry(sim: Sim, { attempt, track }: Pick<ReturnType<typeof createPost>, "attempt" | "track">) {
  let queue: Promise<unknown> = Promise.resolve();
  return (delivery: Delivery): Promise<void> => {
    const work = sim.chaos.concurrent ? attempt(delivery, "first") : queue.then(() => attempt(delivery, "first"));
    queue = sim.chaos.concurrent ? queue : work.catch(() => undefined);
    if (sim.random.chance(sim.chaos.duplicatePercent)) {
      sim.clock.after(sim.random.between(50, 2000), () => track(work.then(() => attempt(delivery, "duplicate"))));
    }
    return track(work);
  };
}

/** What leaves for the app: in batches and in disorder where the settings say so, logged for whoever looks. */
export function createDeliveryDesk(sim: Sim): DeliveryDesk {
  const log: Log = new Map();
  const { attempt, track, settled } = createPost(sim, (delivery) => log.get(delivery.id) === delivery);
  const first = createFirstTry(sim, { attempt, track });
  let batch: Change[] = [];

  const post = async (body: unknown, fields: string[]): Promise<Delivery> => {
    const delivery = record(sim, log, webhookBytes(body, sim.chaos.format), fields);
    if (delivery.url === undefined) return delivery;
    const holdMs = sim.chaos.reorderWindowMs > 0 ? sim.random.between(0, sim.chaos.reorderWindowMs) : 0;
    if (holdMs > 0) sim.clock.after(holdMs, () => first(delivery));
    else await first(delivery);
    return delivery;
  };

  const flush = async (): Promise<Delivery | undefined> => {
    const changes = batch;
    batch = [];
    return changes.length === 0 ? undefined : await post(envelope(sim, changes), fieldsOf(changes));
  };

  return {
    async send(changes) {
      const all = changes.flatMap((change) => withSurprise(sim, change));
      if (sim.chaos.batchSize <= 1) return await post(envelope(sim, all), fieldsOf(all));
      if (batch.length === 0) {
        sim.clock.after(sim.chaos.batchWaitMs, async () => void (await flush()));
      }
      batch.push(...all);
      return batch.length >= sim.chaos.batchSize ? await flush() : undefined;
    },
    sendRaw: (body, field = "messages") => post(body, [field]),
    takeUp(deliveries) {
      for (const delivery of deliveries) {
        log.set(delivery.id, delivery);
        void first(delivery);
      }
    },
    redeliver: (id) => redeliver(sim, log.get(id), (delivery) => track(attempt(delivery, "redelivery"))),
    list: () => [...log.values()],
    find: (id) => log.get(id),
    settled,
    clear() {
      log.clear();
      sim.mail?.empty();
      batch = [];
    },
  };
}

async function redeliver(
  sim: Sim,
  delivery: Delivery | undefined,
  post: (delivery: Delivery) => Promise<void>,
): Promise<Delivery | undefined> {
  if (delivery === undefined) return undefined;
  delivery.url = receiverOf(sim, delivery.fields[0] ?? "messages")?.callbackUrl ?? delivery.url;
  await post(delivery);
  return delivery;
}

function fieldsOf(changes: Change[]): string[] {
  return [...new Set(changes.map((change) => change.field))];
}

/** One entry for plain changes, one with `time` for account and template changes. */
function envelope(sim: Sim, changes: Change[]): object {
  const strip = ({ field, value }: Change) => ({ value, field });
  const plain = changes.filter((change) => !change.timed).map(strip);
  const timed = changes.filter((change) => change.timed).map(strip);
  const id = sim.account.wabaId;
  return {
    object: "whatsapp_business_account",
    entry: [
      ...(plain.length > 0 ? [{ id, changes: plain }] : []),
      ...(timed.length > 0 ? [{ id, time: Math.floor(sim.clock.now() / 1000), changes: timed }] : []),
    ],
  };
}

/** New fields appear without notice in real life; a receiver must store them and answer 200. */
function withSurprise(sim: Sim, change: Change): Change[] {
  if (!sim.random.chance(sim.chaos.unknownFieldPercent)) return [change];
  const value = { messaging_product: "whatsapp", surprise: { code: sim.random.digits(6) }, added_in: "v99.0" };
  return [change, { field: "sim_future_field", value }];
}
