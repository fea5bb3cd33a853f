import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { insertUse } from "./consent.store.ts";

/** An advert left: the consent it stands on is in use, and its record names the message (AD-2, AD-9). */
export async function noteUse(
  deps: Pick<Deps, "ids" | "clock">,
  tx: Tx,
  tenantId: string,
  messageId: string,
): Promise<void> {
  await insertUse(tx, tenantId, { consentEventId: deps.ids.uuid(), messageId, at: deps.clock.now() });
}
