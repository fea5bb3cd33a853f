import type { OpenDays } from "../../contract/opening.ts";
import { api } from "../api.ts";
import { clock } from "./clock.svelte.ts";

const goodFor = 3_600_000;

/** The next days on which somebody is there: asked for once an hour, by whoever needs them first. */
class NextOpenDays {
  /** Undefined: not known, here or at all. */
  days = $state.raw<readonly string[] | undefined>(undefined);
  #askedAt = Number.NEGATIVE_INFINITY;

  ask(): void {
    if (clock.now - this.#askedAt < goodFor) return;
    this.#askedAt = clock.now;
    void api.get<OpenDays>("/api/opening/days").then(
      ({ days }) => {
        this.days = days ?? undefined;
      },
      () => {
        this.#askedAt = Number.NEGATIVE_INFINITY;
      },
    );
  }
}
export const nextOpenDays = new NextOpenDays();
