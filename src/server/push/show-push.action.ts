import type { PushDelivery, PushStanding } from "../../contract/push.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { findAddress, readTally } from "./push.store.ts";
import { readVapidSubject } from "./read-vapid-subject.action.ts";
import { showAddress } from "./show-address.ts";

/** What this device needs to subscribe, and how it stands. */
export async function showPush(deps: Deps, { tenantId, deviceId }: Caller): Promise<PushStanding> {
  const { publicKey } = deps.seal.pushKeys();
  return await deps.db.withTenant(tenantId, async (tx) => {
    const subject = await readVapidSubject(deps, tx, tenantId);
    const kept = deviceId === null ? undefined : await findAddress(tx, deviceId, deps.clock.now());
    return {
      publicKey,
      problem: subject.kind === "wrong" ? subject.why : null,
      address: kept === undefined ? null : showAddress(kept),
    };
  });
}

/** What became of the pushes of seven days, by push service. */
export async function showPushDelivery(
  deps: Pick<Deps, "db" | "clock">,
  { tenantId }: Pick<Caller, "tenantId">,
): Promise<PushDelivery> {
  const since = after(deps.clock.now(), -6 * day);
  return { items: await deps.db.withTenant(tenantId, (tx) => readTally(tx, since)) };
}
