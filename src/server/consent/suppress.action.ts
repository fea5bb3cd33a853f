import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { loadPlaces, loadSteps } from "./consent.store.ts";
import { consentStanding } from "./consent.ts";
import { shippedLife } from "./consent-life.ts";
import { recordStep } from "./record-step.action.ts";
import {
  advertisedSince,
  countSuppressions,
  findSuppressed,
  putSuppressed,
  reviewSuppressed,
} from "./suppression.store.ts";

/** Identities of a contact that do not want adverts: they objected, withdrew, or told Meta to stop. */
export async function objectingIdentities(deps: Pick<Deps, "clock">, tx: Tx, contactId: string): Promise<string[]> {
  const ids = (await loadPlaces(tx, contactId)).map(({ identityId }) => identityId);
  const steps = (await loadSteps(tx, ids)).filter(({ purpose }) => purpose === "advertising");
  const now = deps.clock.now();
  return ids.filter((id) => {
    const own = steps.filter(({ identityId }) => identityId === id);
    return own.length > 0 && consentStanding(own, now, shippedLife).state === "withdrawn";
  });
}

/**
 * The objection outlives its contact (Art. 21(3) DSGVO, LK-7): before the addresses go, their keyed hashes are kept.
 * @returns how many identities objected
 */
export async function keepSuppressed(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  contactId: string,
  today: string,
): Promise<number> {
  const objecting = await objectingIdentities(deps, tx, contactId);
  if (objecting.length > 0) await putSuppressed(tx, objecting, deps.clock.now(), today);
  return objecting.length;
}

/**
 * Whoever is known under a suppressed address has objected from the first moment on: nobody asks them, no paper opens
 * the way, no advert leaves. Only they themselves can change it (AD-7).
 * @returns true when somebody was
 */
export async function heedSuppressed(
  deps: Pick<Deps, "ids" | "clock" | "seal">,
  tx: Tx,
  tenantId: string,
  identityIds: readonly string[],
): Promise<boolean> {
  if (identityIds.length === 0) return false;
  const found = await findSuppressed(tx, identityIds);
  for (const { identityId, channelKind, since } of found)
    await recordStep(deps, tx, {
      tenantId,
      identityId,
      channelKind,
      state: "withdrawn",
      method: "suppression",
      at: since,
      proof: {},
    });
  return found.length > 0;
}

/**
 * LK-7: once a year each entry is looked at. It stays while the business advertises; who has not asked anybody for
 * consent, used one or sent news for a year does not. @returns how many entries went
 */
export async function reviewSuppression(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
  today: string,
  before: string,
): Promise<number> {
  const keep = await advertisedSince(tx, after(clock.now(), -365 * day));
  const done = await reviewSuppressed(tx, { before, today, keep });
  return keep ? 0 : done;
}

/** How many entries there are, and since when the one that waits longest was not looked at. */
export async function countSuppressed(tx: Tx): Promise<{ count: number; oldestReview: string | null }> {
  return await countSuppressions(tx);
}
