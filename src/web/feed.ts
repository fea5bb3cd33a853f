import type { PresenceView } from "../contract/conversations.ts";
import type { FeedEvent } from "../contract/events.ts";
import { api } from "./api.ts";
import { net } from "./net.svelte.ts";

export interface Handlers {
  readonly event: (event: FeedEvent) => void;
  readonly presence: (view: PresenceView) => void;
  /** The stream was opened, for the first time or again; it begins with who is where. */
  readonly opened: () => void;
  /** The cursor is too old: fetch everything anew and answer with the number that is true for. */
  readonly gone: () => Promise<number>;
  readonly revoked: () => void;
}

/** A feed must say at least a comment every 20 s; EventSource does not tell us those, so a dead net shows here. */
const graceMs = 1500;

/**
 * Follows what happens, from `after` on. The only EventSource of the app.
 * Reconnects with the last number seen; ids only, so whoever listens fetches what changed.
 */
export class Feed {
  #after: number;
  readonly #handlers: Handlers;
  #source: EventSource | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #grace: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #broke = false;
  #stopped = false;

  constructor(after: number, handlers: Handlers) {
    this.#after = after;
    this.#handlers = handlers;
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#source?.close();
    clearTimeout(this.#retry);
    clearTimeout(this.#grace);
  }

  /** Without a net nothing could be fetched that it tells; it is told again from here on when the net is back. */
  sleep(): void {
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#broke = true;
  }

  /** Connects at once, e.g. when the net is back; a living connection is left alone. */
  wake(): void {
    if (this.#source?.readyState === EventSource.OPEN && net.online && !net.feedDown) return;
    this.#connect();
  }

  #connect(): void {
    if (this.#stopped) return;
    clearTimeout(this.#retry);
    this.#source?.close();
    const source = new EventSource(`/api/events?after=${this.#after}`);
    this.#source = source;
    source.onopen = () => {
      clearTimeout(this.#grace);
      this.#grace = undefined;
      this.#tries = 0;
      net.feedDown = false;
      this.#handlers.opened();
      if (this.#broke) net.returns += 1;
      this.#broke = false;
    };
    source.onerror = () => this.#broken(source);
    source.addEventListener("feed", (message) => {
      const event = readEvent(message.data);
      if (!event || event.seq <= this.#after) return;
      this.#after = event.seq;
      this.#handlers.event(event);
    });
    source.addEventListener("presence", (message) => {
      const view = readPresence(message.data);
      if (view) this.#handlers.presence(view);
    });
    source.addEventListener("gone", () => void this.#startOver(source));
    source.addEventListener("revoked", () => {
      this.stop();
      this.#handlers.revoked();
    });
  }

  #broken(source: EventSource): void {
    this.#broke = true;
    this.#grace ??= setTimeout(() => {
      net.feedDown = true;
    }, graceMs);
    // A refused request closes an EventSource for good. Ask why: the session may be over.
    if (source.readyState !== EventSource.CLOSED) return;
    this.#tries += 1;
    if (net.online) void api.get("/api/me").catch(() => undefined);
    const wait = Math.min(15_000, 500 * 2 ** Math.min(this.#tries, 5));
    this.#retry = setTimeout(() => this.#connect(), wait * (0.75 + (this.#tries % 3) / 4));
  }

  async #startOver(source: EventSource): Promise<void> {
    source.close();
    try {
      this.#after = await this.#handlers.gone();
      this.#connect();
    } catch {
      if (!this.#stopped) this.#retry = setTimeout(() => void this.#startOver(source), 3000);
    }
  }
}

function record(text: unknown): Record<string, unknown> | undefined {
  if (typeof text !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The door for events: what is not one is dropped. */
function readEvent(text: unknown): FeedEvent | undefined {
  const value = record(text);
  if (typeof value?.seq !== "number" || typeof value.kind !== "string") return undefined;
  return value as unknown as FeedEvent;
}

function readPresence(text: unknown): PresenceView | undefined {
  const value = record(text);
  if (typeof value?.conversationId !== "string" || !Array.isArray(value.members)) return undefined;
  return value as unknown as PresenceView;
}
