import type { Deps } from "../../platform/deps.ts";
import { hashSecret } from "../../platform/ids.ts";
import { type StoredCode, takeCode } from "./code.store.ts";
import type { ChallengePurpose } from "./issue-challenge.action.ts";

/**
 * Uses a challenge up, in a transaction of its own: an answer that turns out wrong has used it up as well.
 * @returns what the challenge was about, undefined when it is unknown, used, expired or for something else
 */
export async function redeemChallenge(
  deps: Pick<Deps, "db" | "clock">,
  tenantId: string,
  purpose: ChallengePurpose,
  challenge: string,
): Promise<StoredCode | undefined> {
  return await deps.db.withTenant(tenantId, (tx) => takeCode(tx, hashSecret(challenge), [purpose], deps.clock.now()));
}
