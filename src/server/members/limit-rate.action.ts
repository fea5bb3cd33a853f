import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { countUse, takeBackUse } from "./rate-limit.store.ts";
import { type RateRule, windowOf } from "./rate-rules.ts";

export interface CountedUse {
  /** How many uses there were in this window, this one included. */
  readonly used: number;
  /** The use was no guess (the secret was right): it does not count. */
  takeBack(): Promise<void>;
}

/**
 * Counts a try and refuses when there were too many. In a transaction of its own: a refusal later on must not
 * un-count the try. The subject (an address, a selector) is kept as a keyed hash: without the keys it cannot be guessed.
 * @param amount what a use counts, where uses weigh differently; only one that counts as one is taken back
 * @throws Problem too-many, with the seconds until the next window
 */
export async function limitRate(
  deps: Pick<Deps, "db" | "clock" | "seal">,
  tenantId: string,
  rule: RateRule,
  subject: string,
  amount = 1,
): Promise<CountedUse> {
  const keyHash = deps.seal.blindIndex(tenantId, "rate-limit", `${rule.name}|${subject}`);
  const { start, secondsLeft } = windowOf(rule, deps.clock.now());
  const used = await deps.db.withTenant(tenantId, (tx) => countUse(tx, tenantId, keyHash, start, amount));
  if (used > rule.limit) throw new Problem("too-many", { retryAfterSeconds: secondsLeft });
  return { used, takeBack: () => deps.db.withTenant(tenantId, (tx) => takeBackUse(tx, keyHash, start)) };
}
