import { setTimeout } from "node:timers/promises";
import type { Channels } from "../channels/channel.ts";
import { type AccountMap, accountMap } from "../channels/open-account.action.ts";
import { isOutage, type Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { failpoint } from "../platform/failpoint.ts";
import {
  type ClaimedDelivery,
  claimDeliveries,
  emptyDeliveries,
  findByKey,
  noteFailure,
  takeTurn,
} from "./inbound-delivery.store.ts";
import type { Pace } from "./pace.ts";
import { receiveItems } from "./receive-items.action.ts";
import { wasSaidBefore } from "./said-before.action.ts";
import { type Homeless, type Placed, sortOut } from "./sort-out.action.ts";

/** A delivery that fails this often is parked and shown; the others go on meanwhile (F06). */
const mostTries = 5;
/**
 * Items that share a commit, and within one large delivery their statements: as many as a batch of single messages has. A
 * delivery may carry a thousand, a backlog of them any number, and a statement of PostgreSQL takes 65,535 values.
 */
const mostAtOnce = 500;
/** How long until we look again while another server on the same database is at it. */
const othersTurnMs = 100;

export interface Ingest {
  /** Works until nothing is left for this tenant. */
  drain(tenantId: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * PATH 1, step 4: claims what was accepted and turns it into conversations, a batch in one transaction. One loop a
 * tenant; woken by the webhooks of its own server, and by the poll for what another one left behind.
 * @param tenants all tenants, for the poll
 * @param pace says when to give way to arriving webhooks
 */
export function startIngest(
  deps: Deps,
  channels: Channels,
  tenants: () => Promise<readonly string[]>,
  pace: Pace,
): Ingest {
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  let stopped = false;

  async function loop(tenantId: string): Promise<void> {
    try {
      do {
        again.delete(tenantId);
        while (!stopped && (await workAndRest(deps, channels, tenantId, pace)));
      } while (again.has(tenantId) && !stopped);
    } catch (error) {
      deps.log.warn("ingest stopped for now", { tenantId, error });
    } finally {
      // In the same turn as the last look: who comes a moment later would wait for a loop that looks no more.
      running.delete(tenantId);
    }
  }

  function drain(tenantId: string): Promise<void> {
    again.add(tenantId);
    const busy = running.get(tenantId);
    if (busy !== undefined) return busy;
    const work = loop(tenantId);
    running.set(tenantId, work);
    return work;
  }

  const lookAtAll = () =>
    tenants().then(
      (ids) => ids.forEach((id) => void drain(id)),
      () => {},
    );
  const off = deps.wake.on("inbound", (tenantId) => {
    if (!stopped) void (tenantId === undefined ? lookAtAll() : drain(tenantId));
  });
  // What a crash left behind waits neither for the next webhook nor for the poll.
  void lookAtAll();
  return {
    drain,
    async stop() {
      stopped = true;
      off();
      await Promise.all(running.values());
    },
  };
}

/** One batch, and the rest that follows it. @returns false when nothing is left */
async function workAndRest(deps: Deps, channels: Channels, tenantId: string, pace: Pace): Promise<boolean> {
  const began = deps.clock.now().getTime();
  const batch = await ingestBatch(deps, channels, tenantId, pace.batch(began));
  if (batch === undefined) {
    await setTimeout(othersTurnMs);
    return true;
  }
  const now = deps.clock.now().getTime();
  const rest = batch.oldestAt === 0 ? 0 : pace.rest(now - began, batch.oldestAt, now);
  if (!batch.more) pace.noteCaughtUp();
  if (rest > 0) await setTimeout(rest);
  return batch.more;
}

interface Batch {
  /** There may be more. What comes after a batch that was not full brings its own call. */
  readonly more: boolean;
  /** When its oldest delivery came, in milliseconds since the epoch; 0 = nothing was there. */
  readonly oldestAt: number;
}

/** @returns undefined when another process is at it */
async function ingestBatch(deps: Deps, channels: Channels, tenantId: string, size: number): Promise<Batch | undefined> {
  try {
    const batch = await deps.db.withTenant(tenantId, async (tx) => {
      findByKey(tx);
      const [claimed, accounts] = await Promise.all([claimDeliveries(tx, tenantId, size), accountMap(tx)]);
      if (claimed === undefined) return undefined;
      const done = await ingest(deps, channels, tx, tenantId, accounts, claimed);
      if (claimed.length > 0) failpoint("before-ingest-commit");
      return { more: done === size || done < claimed.length, oldestAt: claimed[0]?.receivedAt.getTime() ?? 0 };
    });
    if (batch !== undefined && batch.oldestAt > 0) failpoint("after-ingest-commit");
    return batch;
  } catch (error) {
    if (isOutage(error)) throw error;
    // Something in the batch is poison: one by one, so that it holds up nobody but itself.
    deps.log.warn("ingest batch failed", { tenantId, error });
    return { more: (await ingestSingly(deps, channels, tenantId, size)) > 0, oldestAt: 0 };
  }
}

async function ingestSingly(deps: Deps, channels: Channels, tenantId: string, size: number): Promise<number> {
  const ids = await deps.db.withTenant(tenantId, async (tx) =>
    ((await claimDeliveries(tx, tenantId, size)) ?? []).map((d) => d.deliveryId),
  );
  let done = 0;
  for (const deliveryId of ids) {
    const failure = await deps.db
      .withTenant(tenantId, async (tx) => {
        const claimed = (await claimDeliveries(tx, tenantId, 1, deliveryId)) ?? [];
        await ingest(deps, channels, tx, tenantId, await accountMap(tx), claimed);
      })
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    if (failure === undefined) done++;
    else if (isOutage(failure)) throw failure;
    else await fail(deps, channels, tenantId, deliveryId, failure);
  }
  return done;
}

async function fail(
  deps: Deps,
  channels: Channels,
  tenantId: string,
  deliveryId: number,
  error: unknown,
): Promise<void> {
  deps.log.error("delivery cannot be ingested", { tenantId, deliveryId: String(deliveryId), error });
  const [claimed, accounts] = await deps.db.withTenant(tenantId, async (tx) => [
    (await claimDeliveries(tx, tenantId, 1, deliveryId))?.at(0),
    await accountMap(tx),
  ]);
  if (claimed === undefined) return;
  const park = claimed.tries + 1 >= mostTries;
  const isIn = park && (await receiveSingly(deps, channels, tenantId, accounts, claimed));
  await deps.db.withTenant(tenantId, async (tx) => {
    const [still] = (await claimDeliveries(tx, tenantId, 1, deliveryId)) ?? [];
    if (still && isIn) emptyDeliveries(tx, [deliveryId]);
    else if (still)
      await noteFailure(
        tx,
        deliveryId,
        "Etwas kam an und ließ sich nicht verarbeiten. Versuche es nach dem nächsten Update noch einmal.",
        { park },
      );
  });
}

/**
 * Opens, parses and receives a batch, grouped by the account each item belongs to, in the order of arrival. What a
 * backlog of large deliveries has beyond `mostAtOnce` waits for the next: whoever writes meanwhile waits for this commit.
 * @returns how many deliveries it took
 */
async function ingest(
  deps: Deps,
  channels: Channels,
  tx: Tx,
  tenantId: string,
  accounts: AccountMap,
  claimed: readonly ClaimedDelivery[],
): Promise<number> {
  const taken: number[] = [];
  let itemsTaken = 0;
  const placed: Placed[] = [];
  const homeless = new Map<number, Homeless>();
  for (const delivery of claimed) {
    if (itemsTaken >= mostAtOnce) break;
    taken.push(delivery.deliveryId);
    const sorted = sortOut(deps, channels, tenantId, accounts, delivery);
    itemsTaken += sorted.count;
    for (const one of sorted.placed) placed.push(one);
    if (sorted.homeless) homeless.set(delivery.deliveryId, sorted.homeless);
  }
  await receive(deps, tx, tenantId, accounts, placed);
  for (const [deliveryId, { problem, retryHelps, said }] of homeless) {
    if (said !== undefined && !retryHelps && (await wasSaidBefore(deps, tx, said))) homeless.delete(deliveryId);
    else await noteFailure(tx, deliveryId, problem, { park: true, retryHelps });
  }
  emptyDeliveries(
    tx,
    taken.filter((id) => !homeless.has(id)),
  );
  return taken.length;
}

async function receive(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { away, readStatusKept }: AccountMap,
  placed: readonly Placed[],
): Promise<void> {
  for (const [accountId, group] of Map.groupBy(placed, (one) => one.accountId)) {
    const [{ kind } = { kind: undefined }] = group;
    if (kind === undefined) continue;
    const switches = { away: away.has(accountId), readStatusKept: readStatusKept.has(accountId) };
    const items = group.map(({ item }) => item);
    for (let from = 0; from < items.length; from += mostAtOnce)
      await receiveItems(deps, tx, { tenantId, accountId, kind, ...switches }, items.slice(from, from + mostAtOnce));
  }
}

/**
 * One of its items breaks our code every time: the others come in by themselves, or the messages of a thousand people
 * would wait for one of them, and go with it after seven days. The delivery is parked whole; what came in is known.
 * @returns whether it is all here: what only broke together has nothing left to be parked for
 */
async function receiveSingly(
  deps: Deps,
  channels: Channels,
  tenantId: string,
  accounts: AccountMap,
  delivery: ClaimedDelivery,
): Promise<boolean> {
  const sorted = readable(deps, channels, tenantId, accounts, delivery);
  let missing = sorted === undefined || sorted.homeless !== undefined;
  for (const one of sorted?.placed ?? [])
    await deps.db
      .withTenant(tenantId, async (tx) => {
        takeTurn(tx, tenantId);
        await receive(deps, tx, tenantId, accounts, [one]);
      })
      .catch((error: unknown) => {
        if (isOutage(error)) throw error;
        missing = true;
      });
  return !missing;
}

/** Where the reading itself breaks there is nothing to take. */
function readable(...given: Parameters<typeof sortOut>): ReturnType<typeof sortOut> | undefined {
  try {
    return sortOut(...given);
  } catch {
    return undefined;
  }
}
