import type { Deps } from "../deps.ts";
import { minute } from "../instant.ts";
import type { GuardedFetch, GuardedResponse } from "./guarded-fetch.ts";

/** Less is what a clock outside may be off itself. */
const toleratedMs = 2 * minute;
/** So many answers say it one after the other: a single clock outside may be the wrong one. */
const witnesses = 3;

export interface OutsideClock {
  readonly fetch: GuardedFetch;
  /** The last answers from outside agree that the clock of this machine is wrong. */
  readonly isWrong: () => boolean;
}

/**
 * Reads the `Date` of what Meta and the push services answer. The database beside the server has the same clock and
 * cannot tell. Only who is shown a key is heard: whose imprint is looked at may have any clock.
 */
export function hearOutsideClock({ clock, log }: Pick<Deps, "clock" | "log">, fetch: GuardedFetch): OutsideClock {
  let gaps: readonly number[] = [];
  const isWrong = () => gaps.length === witnesses && gaps.every((gap) => Math.abs(gap) > toleratedMs);
  const hear = (gap: number) => {
    const before = isWrong();
    gaps = [...gaps, gap].slice(-witnesses);
    if (isWrong() === before) return;
    if (before) return log.info("the clock of this machine is right again");
    log.error(`the clock of this machine is ${gap > 0 ? "behind" : "ahead"}`, { ms: Math.abs(gap) });
  };
  return {
    isWrong,
    fetch: async (url, request) => {
      const asked = clock.now().getTime();
      const answer = await fetch(url, request);
      const at = request.headers?.authorization === undefined ? Number.NaN : dateOf(answer);
      if (!Number.isNaN(at)) hear(at < asked ? at - asked : Math.max(0, at - clock.now().getTime()));
      return answer;
    },
  };
}

/** When the answer was made; one kept on the way says when it was made first. */
const dateOf = ({ headers }: GuardedResponse): number =>
  headers.age === undefined ? Date.parse(headers.date ?? "") : Number.NaN;
