import type { PushSubscribed, SubscribeToPush } from "../../contract/push.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { day } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { findAddress, keepAddress } from "./push.store.ts";
import { platformOf } from "./push-hosts.ts";
import { showAddress } from "./show-address.ts";
import { targetPlace } from "./target-place.ts";

/**
 * Keeps where this device is reached. The app says it at every start: browsers end it without a word, and
 * iPhones have no event for it.
 * @throws Problem bad-input for an address that belongs to no push service, not-allowed for a program
 */
export async function subscribe(deps: Deps, caller: Caller, target: SubscribeToPush): Promise<PushSubscribed> {
  const { tenantId, memberId, deviceId } = caller;
  if (deviceId === null) throw new Problem("not-allowed");
  const platform = platformOf(target.endpoint);
  if (platform === undefined)
    throw new Problem("bad-input", {
      detail: {
        de: "Diese Adresse gehört zu keinem bekannten Mitteilungsdienst.",
        en: "This address belongs to no known push service.",
      },
    });
  const now = deps.clock.now();
  return await deps.db.withTenant(tenantId, async (tx) => {
    const before = await findAddress(tx, deviceId, now);
    await keepAddress(tx, {
      tenantId,
      deviceId,
      memberId,
      platform,
      sealedTarget: deps.seal.forTenant(tenantId, targetPlace(deviceId), JSON.stringify(target)),
      targetHash: deps.seal.blindIndex(tenantId, "push-target", target.endpoint),
      at: now,
    });
    const kept = await findAddress(tx, deviceId, now);
    if (kept === undefined) throw new Problem("not-allowed");
    const unopened = before === undefined ? 0 : now.getTime() - before.seenAt.getTime();
    return { address: showAddress(kept), unopenedDays: Math.floor(unopened / day) };
  });
}
