import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { insertConsentEvents } from "./consent.store.ts";

/**
 * Withdraws advertising consent of an identity in the transaction in which the wish arrived (AD-7, Art. 7(3) DSGVO).
 * Recorded even where there was no consent: it is an objection then (Art. 21(2)).
 */
export async function withdrawConsent(
  deps: Pick<Deps, "ids" | "clock">,
  tx: Tx,
  wish: {
    readonly tenantId: string;
    readonly identityId: string;
    readonly channelKind: string;
    readonly method: "keyword" | "meta-preference" | "member" | "page";
    readonly proof: Readonly<Record<string, string>>;
    readonly recordedBy?: string;
  },
): Promise<void> {
  await insertConsentEvents(tx, wish.tenantId, [
    {
      consentEventId: deps.ids.uuid(),
      identityId: wish.identityId,
      channelKind: wish.channelKind,
      purpose: "advertising",
      state: "withdrawn",
      at: deps.clock.now(),
      method: wish.method,
      proof: wish.proof,
      recordedBy: wish.recordedBy ?? null,
    },
  ]);
}
