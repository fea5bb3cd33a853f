import type { Tx } from "../platform/db.ts";
import { type InboundTally, lockIdentities, setPreference, tallyInbound } from "./identity.store.ts";

export type { InboundTally } from "./identity.store.ts";

/** Holds identities until the transaction ends, after their conversations: what is read of them from now on stays so. */
export function holdIdentities(tx: Tx, identityIds: readonly string[]): void {
  lockIdentities(tx, identityIds);
}

/** Counts inbound messages of identities; opens the service window (WA-2), which a reaction does not (decision 36). */
export function noteInbound(tx: Tx, tallies: readonly InboundTally[]): void {
  tallyInbound(tx, tallies);
}

/** The person told Meta to stop or resume marketing (WA-6): stop counts at once, resume restores nothing. */
export async function noteMetaPreference(
  tx: Tx,
  identityId: string,
  value: "stop" | "resume",
  at: Date,
): Promise<void> {
  await setPreference(tx, identityId, value, at);
}
