import type { Deps } from "../../platform/deps.ts";
import { hashSecret } from "../../platform/ids.ts";
import { after } from "../../platform/instant.ts";
import { challengeLifeMs } from "../access-times.ts";
import { type CodeDetails, type CodePurpose, forgetChallenges, insertCodes } from "./code.store.ts";

export type ChallengePurpose = Extract<CodePurpose, `challenge-${string}`>;

/** A fresh WebAuthn challenge, kept as a hash until it is answered once or grows old. */
export async function issueChallenge(
  deps: Pick<Deps, "db" | "clock" | "ids">,
  tenantId: string,
  purpose: ChallengePurpose,
  about: { memberId?: string; details?: CodeDetails } = {},
): Promise<string> {
  const challenge = deps.ids.secret();
  const now = deps.clock.now();
  await deps.db.withTenant(tenantId, async (tx) => {
    await forgetChallenges(tx, after(now, -challengeLifeMs));
    const code = { tenantId, hash: hashSecret(challenge), purpose, createdAt: now };
    await insertCodes(tx, [{ ...code, ...about, expiresAt: after(now, challengeLifeMs) }]);
  });
  return challenge;
}
