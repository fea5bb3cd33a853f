/** What one try came to: something went out · not now, later · this lane has nothing more to do. */
export type Tried = "done" | "later" | "stop";

const firstPauseMs = 1_000;
const longestPauseMs = 15_000;

/**
 * Works lanes off, one try of a lane after the other. After a try that came to nothing a lane rests, each time twice as
 * long, and rests to the end however often somebody looks again: only a net that is back cuts it short.
 */
export class Lanes {
  readonly #attempt: (lane: string) => Promise<Tried>;
  readonly #running = new Set<string>();
  /** Lanes asked for while they were at it: what they found empty may not be so any more. */
  readonly #askedAgain = new Set<string>();
  readonly #resting = new Set<() => void>();
  #returns = 0;

  /** @param attempt tries what is next in a lane; it does not throw */
  constructor(attempt: (lane: string) => Promise<Tried>) {
    this.#attempt = attempt;
  }

  /** Works this lane off; one that is at it, or rests, is left alone. */
  async run(lane: string): Promise<void> {
    if (this.#running.has(lane)) {
      this.#askedAgain.add(lane);
      return;
    }
    this.#running.add(lane);
    let pause = firstPauseMs;
    try {
      for (;;) {
        const returns = this.#returns;
        this.#askedAgain.delete(lane);
        const tried = await this.#attempt(lane);
        if (tried === "stop" && this.#askedAgain.has(lane)) continue;
        if (tried === "stop") break;
        // The net came back while this try was still failing: the next one is not put off.
        const isBack = () => returns !== this.#returns;
        if (tried === "later" && !isBack()) await this.#rest(pause);
        pause = tried === "done" || isBack() ? firstPauseMs : Math.min(pause * 2, longestPauseMs);
      }
    } finally {
      this.#running.delete(lane);
    }
  }

  /** Net or server were gone and are back: nobody rests any longer. */
  netIsBack(): void {
    this.#returns += 1;
    for (const end of this.#resting) end();
  }

  #rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#resting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#resting.add(end);
    });
  }
}
