import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hasStop, wasGivenSince } from "./consent.store.ts";
import { type NewStep, recordStep } from "./record-step.action.ts";

/** `said`: when the person said it, where that may be long ago. */
export type Withdrawal = Omit<NewStep, "state" | "purpose" | "at"> & { readonly said?: Date };

/**
 * Records that somebody wants no advertising. Where a consent was given since it was said, that one stands; the old
 * withdrawal is kept all the same, in its place and with the moment in which it reached us. A stop that the channel
 * delivers once more is none of its own.
 * @returns whether it holds now and did not before
 */
export async function recordWithdrawal(deps: Deps, tx: Tx, { said, ...wish }: Withdrawal): Promise<boolean> {
  if (said && wish.method === "meta-preference" && (await hasStop(tx, wish.identityId, wish.channelKind, said)))
    return false;
  if (said === undefined || !(await wasGivenSince(tx, wish.identityId, wish.channelKind, said))) {
    await recordStep(deps, tx, { ...wish, state: "withdrawn" });
    return true;
  }
  const proof = { ...wish.proof, receivedAt: deps.clock.now().toISOString() };
  await recordStep(deps, tx, { ...wish, proof, state: "withdrawn", at: said });
  return false;
}
