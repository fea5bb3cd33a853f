import type { Ampel, LightLevel } from "../../contract/ampel.ts";
import type { FeedEvent } from "../../contract/events.ts";
import { api, sentenceOf } from "../api.ts";
import { session } from "./session.svelte.ts";

const moving: ReadonlySet<string> = new Set([
  "setup-changed",
  "channel-changed",
  "notice-changed",
  "device-changed",
  "member-changed",
]);

/** The Ampel as it stood a moment ago; one for the page and the small light in the rail. */
class AmpelState {
  shown = $state.raw<Ampel | undefined>(undefined);
  failure = $state<string | undefined>(undefined);
  #waiting: ReturnType<typeof setTimeout> | undefined;

  get level(): LightLevel | undefined {
    return this.shown?.level;
  }

  /** What the owner sees at every screen when the Ampel is not green. */
  get warning(): "red" | "amber" | undefined {
    return session.can("manage-setup") && (this.level === "red" || this.level === "amber") ? this.level : undefined;
  }

  async load(): Promise<void> {
    try {
      this.shown = await api.get<Ampel>("/api/law/ampel");
      this.failure = undefined;
    } catch (error) {
      this.failure = sentenceOf(error);
    }
  }

  /** Fetches anew once things have settled: one deed often tells of itself several times. */
  apply(event: FeedEvent): void {
    if (this.shown === undefined || !moving.has(event.kind) || this.#waiting !== undefined) return;
    this.#waiting = setTimeout(() => {
      this.#waiting = undefined;
      void this.load();
    }, 500);
  }
}
export const ampel = new AmpelState();
