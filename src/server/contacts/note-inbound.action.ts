import type { Tx } from "../platform/db.ts";
import { type InboundTally, lockIdentities, setPreference, tallyInbound, touchInbound } from "./identity.store.ts";

export type { InboundTally } from "./identity.store.ts";

/** Holds identities until the transaction ends, after their conversations: what is read of them from now on stays so. */
export function holdIdentities(tx: Tx, identityIds: readonly string[]): void {
  lockIdentities(tx, identityIds);
}

/** Counts inbound messages of identities; opens the service window (WA-2). */
export function noteInbound(tx: Tx, tallies: readonly InboundTally[]): void {
  tallyInbound(tx, tallies);
}

/** Something other than a message arrived (a reaction): the window opens all the same. */
export async function noteSignOfLife(tx: Tx, identityId: string, at: Date): Promise<void> {
  await touchInbound(tx, identityId, at);
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
