import { wantsNoAdverts } from "../../channels/channel-error-text.ts";
import { noteMetaPreference } from "../../contacts/note-inbound.action.ts";
import type { NewEvent } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { withdrawConsent } from "../consent/withdraw-consent.action.ts";
import { factsOf } from "../facts/facts-of.action.ts";

/**
 * A channel that delivers no advert because the person told it so brings their withdrawal, also where its own news of
 * it never came (AD-7, WA-6).
 * @returns events to append
 */
export async function heedRefusal(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { conversationId, errorCode, at }: { conversationId: string; errorCode: string | null; at: Date },
): Promise<NewEvent[]> {
  if (!wantsNoAdverts(errorCode)) return [];
  const row = await factsOf(tx, conversationId);
  if (!row) return [];
  const { identityId, channelKind, contactId } = row;
  await noteMetaPreference(tx, identityId, "stop", at);
  const proof = { at: at.toISOString(), errorCode };
  const wish = { tenantId, identityId, channelKind, method: "meta-preference" as const, proof, said: at };
  return [{ kind: "consent-changed", contactId }, ...(await withdrawConsent(deps, tx, wish))];
}
