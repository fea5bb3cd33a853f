import type { Ampel, LightLevel } from "../../contract/ampel.ts";
import type { FeedEvent } from "../../contract/events.ts";
import { api, isTransient, sentenceOf } from "../api.ts";
import { Followed } from "./followed.svelte.ts";
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
  readonly #light = new Followed(() => api.get<Ampel>("/api/law/ampel"), 500);
  /** Somebody on this screen wants to see it. */
  #wanted = false;

  get shown(): Ampel | undefined {
    return this.#light.value;
  }

  get failure(): string | undefined {
    return this.#light.failure === undefined ? undefined : sentenceOf(this.#light.failure);
  }

  get level(): LightLevel | undefined {
    return this.shown?.level;
  }

  /** What the owner sees at every screen when the Ampel is not green. */
  get warning(): "red" | "amber" | undefined {
    return session.can("manage-setup") && (this.level === "red" || this.level === "amber") ? this.level : undefined;
  }

  async load(): Promise<void> {
    this.#wanted = true;
    try {
      await this.#light.load();
    } catch (error) {
      if (isTransient(error)) this.#light.changed();
    }
  }

  /** What stands here is, or may be, not true any more. */
  changed(): void {
    if (this.#wanted) this.#light.changed();
  }

  apply(event: FeedEvent): void {
    if (moving.has(event.kind)) this.changed();
  }
}
export const ampel = new AmpelState();
