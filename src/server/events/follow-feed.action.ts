import type { Deps } from "../platform/deps.ts";
import { feedBounds, readEvents } from "./event.store.ts";
import type { StoredEvent } from "./reaches.ts";

/** One open screen. `event` gets feed events in order without a gap; `gone` means: fetch state anew. */
export interface Follower {
  event(event: StoredEvent): void;
  gone(): void;
}

interface TenantFeed {
  readonly live: Set<Follower>;
  /** Newest number handed to the live followers. */
  position: number;
  reading: boolean;
  again: boolean;
}

const pageSize = 500;
/**
 * Whoever was away for more than that fetches anew: what a screen shows is a few hundred kilobytes, all that happened
 * meanwhile many megabytes, which a slow line never catches up with.
 */
const mostBehind = 5_000;

export interface Feed {
  /**
   * Backfills from `after`, cuts over and streams: three phases, no gap and no double.
   * @returns stop following
   */
  follow(tenantId: string, after: number, follower: Follower): Promise<() => void>;
  stop(): void;
}

/** Whether all that came after this number is still there, and little enough to be told. */
function canGoOn({ head, oldest }: Awaited<ReturnType<typeof feedBounds>>, after: number): boolean {
  return after <= head && head - after <= mostBehind && (oldest === 0 ? after === head : after >= oldest - 1);
}

/** Numbers have no gap: what came next was swept away since it was seen to be there. */
const isSweptAfter = (position: number, events: readonly StoredEvent[]): boolean =>
  events[0] !== undefined && events[0].seq !== position + 1;

/** It fetches anew, and there is nothing to stop. */
function sendAway(follower: Follower): () => void {
  follower.gone();
  return () => {};
}

function laterThan(position: number, follower: Follower): Follower {
  return {
    event: (event) => {
      if (event.seq > position) follower.event(event);
    },
    gone: () => follower.gone(),
  };
}

/** Reads and hands on as long as somebody asks for it again. */
async function readOn(feed: TenantFeed, read: (after: number) => Promise<StoredEvent[]>): Promise<void> {
  while (feed.again) {
    feed.again = false;
    const from = feed.position;
    const events = await read(from);
    // The last screen left while this was read, and one that has missed more came: for that one it is read anew.
    if (feed.position !== from) {
      feed.again = true;
      continue;
    }
    if (isSweptAfter(from, events)) {
      for (const follower of feed.live) follower.gone();
      feed.live.clear();
      return;
    }
    for (const event of events) {
      feed.position = event.seq;
      for (const follower of feed.live) follower.event(event);
    }
    if (events.length === pageSize) feed.again = true;
  }
}

/**
 * One reader per tenant and process serves every open stream: a thousand screens cost one query an event, not a
 * thousand. Woken by NOTIFY, and by the poll when a note got lost.
 */
export function createFeed(deps: Pick<Deps, "db" | "wake" | "log">): Feed {
  const feeds = new Map<string, TenantFeed>();
  const read = (tenantId: string, after: number) => readEvents(deps.db, tenantId, after, pageSize);

  async function advance(tenantId: string): Promise<void> {
    const feed = feeds.get(tenantId);
    if (!feed || feed.live.size === 0) return;
    feed.again = true;
    if (feed.reading) return;
    feed.reading = true;
    try {
      await readOn(feed, (after) => read(tenantId, after));
    } catch (error) {
      deps.log.warn("feed not readable", { tenantId, error });
    } finally {
      feed.reading = false;
    }
  }

  const off = deps.wake.on("feed", (tenantId) => {
    const ids = tenantId === undefined ? [...feeds.keys()] : [tenantId];
    for (const id of ids) void advance(id);
  });

  async function follow(tenantId: string, after: number, follower: Follower): Promise<() => void> {
    const bounds = await deps.db.withTenant(tenantId, (tx) => feedBounds(tx));
    if (!canGoOn(bounds, after)) return sendAway(follower);
    const feed = feeds.get(tenantId) ?? { live: new Set(), position: bounds.head, reading: false, again: false };
    feeds.set(tenantId, feed);
    let position = after;
    // 1 backfill, until no page is left; 2 cut over: between the last look and joining nothing is awaited.
    for (;;) {
      if (feed.live.size === 0) feed.position = position;
      if (position >= feed.position) break;
      const events = await read(tenantId, position);
      if (events.length === 0 || isSweptAfter(position, events)) return sendAway(follower);
      for (const event of events) {
        position = event.seq;
        follower.event(event);
      }
    }
    // 3 stream. Events up to `position` were given already: they pass by this follower.
    const joined = laterThan(position, follower);
    feed.live.add(joined);
    void advance(tenantId);
    return () => feed.live.delete(joined);
  }

  return {
    follow,
    stop() {
      off();
      feeds.clear();
    },
  };
}
